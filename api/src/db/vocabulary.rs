//! The words that indexed texts are made of: what a typed word can be the beginning or a misspelling of.

use super::expr::any_of;
use super::lasting;
use super::schema::{search_remainders, search_words};
use super::{Conn, Sql};
use crate::engine::analyser::{self, Word};
use crate::engine::spelling;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{QueryResult, sql_query};
use std::collections::{BTreeMap, BTreeSet};

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    /// Of offers, categories and their synonyms.
    Offers,
    /// Of needs, and again of categories and their synonyms.
    Needs,
    /// Of the names of communes.
    Communes,
}

impl Realm {
    const fn name(self) -> &'static str {
        match self {
            Self::Offers => "offers",
            Self::Needs => "needs",
            Self::Communes => "communes",
        }
    }
}

/// The most words that a beginning stands for.
const MAX_BEGUN: i64 = 64;

/// The most words that are compared with a misspelt one.
const MAX_COMPARED: i64 = 2_000;

/// Words of one question; SQLite takes 32 766 values.
const CHUNK: usize = 4_000;

/// Rows of one insertion. SQLite takes `$1` for a name, and looks through all names for each one: a file of all communes
/// took a minute in statements of thousands of rows.
const INSERTED: usize = 50;

/// Remembers the words that are not known yet. Never changes a known one: a busy word would be a row that all writers
/// wait for.
///
/// # Errors
/// When the database fails.
pub fn learn(conn: &mut Conn, realm: Realm, words: &[Word]) -> QueryResult<()> {
    // Sorted, so that two writers of the same new words wait for each other instead of dying of a deadlock.
    let forms: Vec<Word> = match realm {
        Realm::Offers | Realm::Needs => words.iter().flat_map(analyser::forms).collect(),
        // "Bourges" is no plural.
        Realm::Communes => words.to_vec(),
    };
    let mut words: BTreeMap<&str, &Word> = forms.iter().map(|word| (word.folded.as_str(), word)).collect();
    words.retain(|word, _| !lasting::is_known(&fact(realm, word)));
    for chunk in words.keys().copied().collect::<Vec<_>>().chunks(CHUNK) {
        let known = search_words::table
            .filter(search_words::realm.eq(realm.name()))
            .filter(any_of(search_words::word, chunk.to_vec()));
        let known: BTreeSet<String> = known.select(search_words::word).load(conn)?.into_iter().collect();
        let new: Vec<&Word> =
            chunk.iter().filter(|word| !known.contains(**word)).filter_map(|word| words.get(word).copied()).collect();
        add(conn, realm, &new)?;
    }
    words.keys().for_each(|word| lasting::note(fact(realm, word)));
    Ok(())
}

/// That a word is known.
fn fact(realm: Realm, word: &str) -> String {
    format!("{} {word}", realm.name())
}

fn add(conn: &mut Conn, realm: Realm, words: &[&Word]) -> QueryResult<()> {
    let rows: Vec<[&str; 4]> = words.iter().map(|word| [realm.name(), &word.folded, &word.stem, &word.shown]).collect();
    insert(conn, "search_words (realm, word, stem, shown)", &rows)?;
    let keys: Vec<(String, &str)> = words
        .iter()
        .flat_map(|word| spelling::keys_of_known(&word.folded).into_iter().map(|key| (key, word.folded.as_str())))
        .collect();
    let mut rows: Vec<[&str; 3]> = keys.iter().map(|(key, word)| [realm.name(), key.as_str(), word]).collect();
    rows.sort_unstable();
    insert(conn, "search_remainders (realm, remainder, word)", &rows)
}

/// Inserts rows of text, but for those that are there. Diesel has no batch of these on both databases.
fn insert<const N: usize>(conn: &mut Conn, table: &str, rows: &[[&str; N]]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERTED) {
        let row = |number: usize| {
            let values: Vec<String> = (1..=N).map(|column| format!("${}", number * N + column)).collect();
            format!("({})", values.join(", "))
        };
        let values: Vec<String> = (0..chunk.len()).map(row).collect();
        let sql = format!("INSERT INTO {table} VALUES {} ON CONFLICT DO NOTHING", values.join(", "));
        let mut statement = sql_query(sql).into_boxed::<Sql>();
        for value in chunk.iter().flatten() {
            statement = statement.bind::<Text, _>(*value);
        }
        statement.execute(conn)?;
    }
    Ok(())
}

/// The stems of the known words that begin so, in order, each once.
///
/// # Errors
/// When the database fails.
pub fn beginning_with(conn: &mut Conn, realm: Realm, start: &str) -> QueryResult<BTreeSet<String>> {
    let stems = search_words::table
        .filter(search_words::realm.eq(realm.name()))
        .filter(search_words::word.ge(start).and(search_words::word.lt(format!("{start}\u{10ffff}"))))
        .order(search_words::word)
        .limit(MAX_BEGUN)
        .select(search_words::stem)
        .load::<String>(conn)?;
    Ok(stems.into_iter().collect())
}

/// Those of `stems` that some known word has.
///
/// # Errors
/// When the database fails.
pub fn known_stems(conn: &mut Conn, realm: Realm, stems: &[&str]) -> QueryResult<BTreeSet<String>> {
    let known =
        search_words::table.filter(search_words::realm.eq(realm.name())).filter(any_of(search_words::stem, stems.to_vec()));
    Ok(known.select(search_words::stem).load::<String>(conn)?.into_iter().collect())
}

/// The known words that `typed` is most probably a misspelling of: all of the smallest distance, in order of the
/// alphabet.
///
/// # Errors
/// When the database fails.
pub fn meant(conn: &mut Conn, realm: Realm, typed: &str) -> QueryResult<Vec<Word>> {
    let single = analyser::singular(typed);
    let typed = match realm {
        // A plural's ending is no error: known words have their singular beside them.
        Realm::Offers | Realm::Needs => &*single,
        Realm::Communes => typed,
    };
    let most = spelling::tolerance(typed);
    if most == 0 {
        return Ok(Vec::new());
    }
    let keys = spelling::keys_of_typed(typed);
    let candidates: Vec<String> = search_remainders::table
        .filter(search_remainders::realm.eq(realm.name()))
        .filter(any_of(search_remainders::remainder, keys))
        .order((search_remainders::remainder, search_remainders::word))
        .limit(MAX_COMPARED)
        .select(search_remainders::word)
        .load(conn)?;
    let near: BTreeSet<(usize, &str)> =
        candidates.iter().filter_map(|word| Some((spelling::distance(typed, word, most)?, word.as_str()))).collect();
    let nearest = near.first().map_or(0, |(distance, _)| *distance);
    let best: Vec<&str> = near.iter().take_while(|(distance, _)| *distance == nearest).map(|(_, word)| *word).collect();
    let rows = search_words::table
        .filter(search_words::realm.eq(realm.name()))
        .filter(any_of(search_words::word, best))
        .order(search_words::word)
        .select((search_words::word, search_words::stem, search_words::shown))
        .load::<(String, String, String)>(conn)?;
    Ok(rows.into_iter().map(|(folded, stem, shown)| Word { folded, stem, shown }).collect())
}
