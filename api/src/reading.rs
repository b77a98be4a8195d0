//! From what a person types to what is asked of documents, ever more forgiving: word for word, with typing errors
//! corrected, and with most of the words instead of all. Offers and needs are searched alike, each by its own words.

use crate::categories;
use crate::db::Conn;
use crate::db::full_text;
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::{self, Word};
use crate::engine::text_query::{AllOf, TextQuery};
use crate::http::{Cx, Error, page};
use shared::problem::{Code, FieldError, Problem};
use shared::search::{Correction, Reading};
use std::collections::BTreeSet;

/// Longest text to search for, characters.
const MAX_TEXT: usize = 200;
/// The most words to search for.
const MAX_WORDS: usize = 20;
/// The shortest beginning of a word, letters.
const MIN_BEGINNING: usize = 3;
/// The most words among which the most frequent one is chosen.
const MAX_COUNTED: usize = 8;
/// Documents that are counted of each.
const COUNTED: i64 = 200;

/// How forgiving a search is, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// All words as they were typed.
    Exact,
    /// All words, unknown ones corrected.
    Corrected,
    /// Most of the words, unknown ones corrected.
    SomeWords,
}

impl Level {
    const ALL: [Self; 3] = [Self::Exact, Self::Corrected, Self::SomeWords];
}

/// A page of what a search has found.
pub trait Finds {
    /// Whether it has found nothing.
    fn is_empty(&self) -> bool;
}

/// What was typed.
#[derive(Clone, Debug)]
pub struct Typed {
    realm: Realm,
    words: Vec<Word>,
    /// The last word may be unfinished.
    begun: bool,
}

/// A way to understand what was typed.
struct Understood {
    /// What is asked of documents.
    query: TextQuery,
    /// What there is to tell of it.
    reading: Reading,
}

impl Typed {
    /// Reads a text about what is in `realm`; `begun`: its last word may be unfinished.
    ///
    /// # Errors
    /// 422 when the text has too many characters or words.
    pub fn parse(realm: Realm, text: &str, begun: bool) -> Result<Self, Error> {
        let refused = |code: &str, max: usize| {
            let mut error = FieldError::new("?text", code);
            error.params.insert("max".to_owned(), max.into());
            Err(Problem::invalid(vec![error]).into())
        };
        if text.chars().count() > MAX_TEXT {
            return refused("too_long", MAX_TEXT);
        }
        let words = analyser::words(text);
        if words.len() > MAX_WORDS {
            return refused("too_many", MAX_WORDS);
        }
        Ok(Self { realm, words, begun: begun && text.ends_with(char::is_alphanumeric) })
    }

    /// What is meant at this level; `None` where that is nothing else than at a stricter one.
    fn at(&self, conn: &mut Conn, level: Level) -> Result<Option<Understood>, Error> {
        let (words, corrected) = match level {
            Level::Exact => (self.words.clone(), Vec::new()),
            Level::Corrected | Level::SomeWords => self.corrected(conn)?,
        };
        if level == Level::Corrected && corrected.is_empty() {
            return Ok(None);
        }
        let (query, categories) = self.query(conn, &words)?;
        let some_words = level == Level::SomeWords;
        if some_words && !query.can_be_relaxed() {
            return Ok(None);
        }
        let text = words.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ");
        let query = if some_words { query.relaxed() } else { query };
        Ok(Some(Understood { query, reading: Reading { text, corrected, some_words, categories } }))
    }

    /// What the strictest understanding of the text finds that finds anything. Each has cursors of its own, so that the next
    /// page means by the text what the one before did. `find` gets what is asked of documents and the fingerprint of its
    /// cursors.
    ///
    /// # Errors
    /// 400 for a cursor of another list; what `find` returns.
    pub fn understand<H: Finds>(
        &self,
        cx: &mut Cx<'_>,
        fingerprint: u64,
        cursor: Option<&str>,
        mut find: impl FnMut(&mut Cx<'_>, TextQuery, u64) -> Result<H, Error>,
    ) -> Result<(H, Option<Reading>), Error> {
        if self.words.is_empty() {
            return find(cx, TextQuery::default(), fingerprint).map(|hits| (hits, None));
        }
        let mut best: Option<(H, Option<Reading>)> = None;
        for (number, level) in (0_u64..).zip(Level::ALL) {
            let own_fingerprint = fingerprint.wrapping_add(number);
            if !page::belongs(own_fingerprint, cursor) {
                continue;
            }
            let Some(understood) = self.at(cx.conn, level)? else {
                continue;
            };
            let hits = find(cx, understood.query, own_fingerprint)?;
            let found = !hits.is_empty();
            if found || best.is_none() {
                best = Some((hits, Some(understood.reading)));
            }
            if found || cursor.is_some() {
                break;
            }
        }
        best.ok_or_else(|| Problem::of(Code::CursorMismatch).into())
    }

    /// All words, each as typed or corrected where it is unknown: what a saved search asks of offers to come.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lasting(&self, conn: &mut Conn) -> Result<TextQuery, Error> {
        let (words, _) = self.corrected(conn)?;
        Ok(self.query(conn, &words)?.0)
    }

    /// One clause a word, or a synonym of a category; and the categories that synonyms mean.
    fn query(&self, conn: &mut Conn, words: &[Word]) -> Result<(TextQuery, Vec<String>), Error> {
        let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
        let spans = categories::terms_in(conn, &stems)?;
        let mut clauses: Vec<BTreeSet<AllOf>> = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let span = spans.iter().find(|span| span.start == at);
            let length = span.map_or(1, |span| span.length);
            let own: AllOf = stems.iter().skip(at).take(length).map(|stem| (*stem).to_owned()).collect();
            let mut clause = BTreeSet::from([own]);
            clause.extend(span.into_iter().flat_map(|span| &span.categories).map(|code| vec![categories::token(code)]));
            if self.begun && at + 1 == words.len() && word.folded.chars().count() >= MIN_BEGINNING {
                let stems = vocabulary::beginning_with(conn, self.realm, &word.folded)?;
                clause.extend(stems.into_iter().map(|stem| vec![stem]));
            }
            clauses.push(with_categories(clause));
            at += length;
        }
        let mut codes: Vec<String> = spans.into_iter().flat_map(|span| span.categories).collect();
        codes.sort_unstable();
        codes.dedup();
        Ok((TextQuery::new(clauses), codes))
    }

    /// The words with unknown ones corrected, and the corrections.
    fn corrected(&self, conn: &mut Conn) -> Result<(Vec<Word>, Vec<Correction>), Error> {
        let stems: Vec<&str> = self.words.iter().map(|word| word.stem.as_str()).collect();
        let known = vocabulary::known_stems(conn, self.realm, &stems)?;
        let (mut words, mut corrections) = (Vec::new(), Vec::new());
        for (at, word) in self.words.iter().enumerate() {
            let unfinished = self.begun && at + 1 == self.words.len();
            let is_known = known.contains(&word.stem)
                || (unfinished && !vocabulary::beginning_with(conn, self.realm, &word.folded)?.is_empty());
            match if is_known { None } else { best(conn, self.realm, &word.folded)? } {
                Some(meant) => {
                    corrections.push(Correction { typed: word.folded.clone(), meant: meant.shown.clone() });
                    words.push(meant);
                }
                None => words.push(word.clone()),
            }
        }
        Ok((words, corrections))
    }
}

/// The alternatives, and the categories that are called by those of a single word: documents hold a category's token
/// instead of the words of its labels.
fn with_categories(mut clause: BTreeSet<AllOf>) -> BTreeSet<AllOf> {
    let words = clause.iter().filter_map(|all| if let [word] = all.as_slice() { Some(word) } else { None });
    let codes: BTreeSet<&str> = words.flat_map(|word| categories::labelled(word)).copied().collect();
    clause.extend(codes.into_iter().map(|code| vec![categories::token(code)]));
    clause
}

/// Of the known words that a typed one may be meant for, the one that most offers or needs have.
fn best(conn: &mut Conn, realm: Realm, typed: &str) -> Result<Option<Word>, Error> {
    let mut candidates = vocabulary::meant(conn, realm, typed)?;
    candidates.truncate(MAX_COUNTED);
    if candidates.len() < 2 {
        return Ok(candidates.pop());
    }
    let mut best: Option<((usize, usize), Word)> = None;
    for word in candidates {
        // The longer of two forms: a singular that the analyser made ("poi") may be no word.
        let rank = (count(conn, realm, &word.stem)?, word.folded.len());
        if best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, word));
        }
    }
    Ok(best.map(|(_, word)| word))
}

/// How many documents have this word, or a category that is called so; at most [`COUNTED`].
fn count(conn: &mut Conn, realm: Realm, word: &str) -> Result<usize, Error> {
    let query = TextQuery::new([with_categories(BTreeSet::from([vec![word.to_owned()]]))]);
    Ok(match realm {
        Realm::Offers => full_text::matching(conn, &query, COUNTED)?.len(),
        Realm::Needs => crate::needs::store::text::count(conn, &query, COUNTED)?,
        // Communes are searched in their own way.
        Realm::Communes => 0,
    })
}
