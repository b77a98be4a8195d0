//! From what a person types to what is asked of documents, ever more forgiving: word for word, with typing errors
//! corrected, and with most of the words instead of all.

use crate::categories;
use crate::db::Conn;
use crate::db::full_text;
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::{self, Word};
use crate::engine::text_query::{AllOf, TextQuery};
use crate::http::Error;
use shared::problem::{FieldError, Problem};
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
pub(super) enum Level {
    /// All words as they were typed.
    Exact,
    /// All words, unknown ones corrected.
    Corrected,
    /// Most of the words, unknown ones corrected.
    SomeWords,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Exact, Self::Corrected, Self::SomeWords];
}

/// What was typed.
#[derive(Clone, Debug)]
pub struct Typed {
    words: Vec<Word>,
    /// The last word may be unfinished.
    begun: bool,
}

/// A way to understand what was typed.
pub struct Understood {
    /// What is asked of documents.
    pub query: TextQuery,
    /// What there is to tell of it.
    pub reading: Reading,
}

impl Typed {
    /// Reads a text; `begun`: its last word may be unfinished.
    ///
    /// # Errors
    /// 422 when the text has too many characters or words.
    pub fn parse(text: &str, begun: bool) -> Result<Self, Error> {
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
        Ok(Self { words, begun: begun && text.ends_with(char::is_alphanumeric) })
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What is meant at this level; `None` where that is nothing else than at a stricter one.
    pub(super) fn at(&self, conn: &mut Conn, level: Level) -> Result<Option<Understood>, Error> {
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

    /// All words, each as typed or corrected where it is unknown: what a saved search asks of offers to come.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lasting(&self, conn: &mut Conn) -> Result<TextQuery, Error> {
        let (words, _) = self.corrected(conn)?;
        Ok(self.query(conn, &words)?.0)
    }

    /// One clause a word, or a synonym of a category; and the categories.
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
                let stems = vocabulary::beginning_with(conn, Realm::Offers, &word.folded)?;
                clause.extend(stems.into_iter().map(|stem| vec![stem]));
            }
            clauses.push(clause);
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
        let known = vocabulary::known_stems(conn, Realm::Offers, &stems)?;
        let (mut words, mut corrections) = (Vec::new(), Vec::new());
        for (at, word) in self.words.iter().enumerate() {
            let unfinished = self.begun && at + 1 == self.words.len();
            let is_known = known.contains(&word.stem)
                || (unfinished && !vocabulary::beginning_with(conn, Realm::Offers, &word.folded)?.is_empty());
            match if is_known { None } else { best(conn, &word.folded)? } {
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

/// Of the known words that a typed one may be meant for, the one that most offers have.
fn best(conn: &mut Conn, typed: &str) -> Result<Option<Word>, Error> {
    let mut candidates = vocabulary::meant(conn, Realm::Offers, typed)?;
    candidates.truncate(MAX_COUNTED);
    if candidates.len() < 2 {
        return Ok(candidates.pop());
    }
    let mut best: Option<((usize, usize), Word)> = None;
    for word in candidates {
        let query = TextQuery::new([BTreeSet::from([vec![word.stem.clone()]])]);
        // The longer of two forms: a singular that the analyser made ("poi") may be no word.
        let rank = (full_text::matching(conn, &query, COUNTED)?.len(), word.folded.len());
        if best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, word));
        }
    }
    Ok(best.map(|(_, word)| word))
}
