//! The words of names, so that "emilion" finds Saint-Émilion.

use super::CommuneRow;
use crate::db::Conn;
use crate::db::schema::{commune_words, communes};
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::Word;
use crate::http::Error;
use crate::on_backend;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Rows of one statement: two values each, and SQLite takes 32 766 of them.
const CHUNK: usize = 5_000;

/// Communes that have one of these words in their name, at most `limit`, in the order of their codes.
///
/// # Errors
/// When the database fails.
pub(super) fn communes_with(conn: &mut Conn, words: &BTreeSet<String>, limit: i64) -> Result<Vec<CommuneRow>, Error> {
    let codes: Vec<String> = commune_words::table
        .filter(commune_words::word.eq_any(words))
        .order((commune_words::word, commune_words::insee_code))
        .limit(limit)
        .select(commune_words::insee_code)
        .load(conn)?;
    Ok(communes::table.filter(communes::insee_code.eq_any(codes)).select(CommuneRow::as_select()).load(conn)?)
}

/// Makes the words of these communes' names findable, instead of those before.
///
/// # Errors
/// When the database fails.
pub fn index(conn: &mut Conn, rows: &[&CommuneRow]) -> Result<(), Error> {
    for chunk in rows.chunks(CHUNK) {
        let codes: Vec<&str> = chunk.iter().map(|row| row.insee_code.as_str()).collect();
        diesel::delete(commune_words::table.filter(commune_words::insee_code.eq_any(codes))).execute(conn)?;
    }
    let pairs: BTreeSet<(&str, &str)> =
        rows.iter().flat_map(|row| row.name_key.split(' ').map(|word| (word, row.insee_code.as_str()))).collect();
    let words: Vec<Word> = pairs.iter().map(|(word, _)| as_word(word)).collect();
    vocabulary::learn(conn, Realm::Communes, &words)?;
    for chunk in pairs.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
        let rows: Vec<_> =
            chunk.iter().map(|(word, code)| (commune_words::word.eq(*word), commune_words::insee_code.eq(*code))).collect();
        on_backend!(conn, inner => diesel::insert_into(commune_words::table).values(rows).execute(inner))?;
    }
    Ok(())
}

/// Makes all names findable: communes that an older version has imported.
///
/// # Errors
/// When the database fails.
pub fn index_all(conn: &mut Conn) -> Result<(), Error> {
    let rows: Vec<CommuneRow> = communes::table.select(CommuneRow::as_select()).load(conn)?;
    index(conn, &rows.iter().collect::<Vec<_>>())
}

/// Names are no French text: their words are kept as they are, with their endings.
fn as_word(word: &str) -> Word {
    Word { folded: word.to_owned(), stem: word.to_owned(), shown: word.to_owned() }
}
