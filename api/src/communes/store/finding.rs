//! Communes by what people type: names and their beginnings, words within names, typing errors, postcodes.

use super::{CommuneRow, group, words};
use crate::db::Conn;
use crate::db::schema::{commune_postcodes, communes};
use crate::db::vocabulary::{self, Realm};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::communes::{CommuneList, CommuneQuery};
use shared::geo::Position;
use shared::problem::{FieldError, Problem};
use shared::search::Correction;
use shared::text::{fold, place_key};
use std::collections::BTreeSet;

/// The most names of one beginning among which the nearest are chosen.
const MAX_READ: i64 = 1_000;
/// The most words of a name that are looked at.
const MAX_WORDS: usize = 8;
/// The shortest text that is looked for within names, letters.
const MIN_WORD: usize = 3;

/// Communes whose name or postcode the query's text is, begins or, with typing errors corrected, is meant to be.
///
/// # Errors
/// 422 when the text is too short or the limit out of range.
pub fn search(cx: &mut Cx<'_>, query: &CommuneQuery) -> Result<CommuneList, Error> {
    let limit = limit(query.limit)?;
    let text = query.text.trim();
    check_length(text)?;
    let centre = cx.settings.map_centre();
    let (mut rows, corrected) = if text.chars().all(|c| c.is_ascii_digit()) {
        (by_postcode(cx.conn, text)?, Vec::new())
    } else {
        by_text(cx.conn, text, limit, centre)?
    };
    rows.truncate(limit);
    let codes: Vec<&str> = rows.iter().map(|row| row.insee_code.as_str()).collect();
    let mut postcodes = group(
        commune_postcodes::table
            .filter(commune_postcodes::insee_code.eq_any(codes))
            .order((commune_postcodes::insee_code, commune_postcodes::postcode))
            .load(cx.conn)?,
    );
    let items = rows.into_iter().map(|row| {
        let own = postcodes.remove(&row.insee_code).unwrap_or_default();
        row.into_commune(own)
    });
    Ok(CommuneList { items: items.collect(), corrected })
}

fn limit(wish: Option<u32>) -> Result<usize, Error> {
    match wish.unwrap_or(10) {
        0 => Err(refusal("?limit", "too_small", "min", 1)),
        limit @ 1..=50 => Ok(usize::try_from(limit).unwrap_or(1)),
        _ => Err(refusal("?limit", "too_large", "max", 50)),
    }
}

fn check_length(text: &str) -> Result<(), Error> {
    match (fold(text).chars().count(), text.chars().count()) {
        (0..2, _) => Err(refusal("?text", "too_short", "min", 2)),
        (_, 81..) => Err(refusal("?text", "too_long", "max", 80)),
        _ => Ok(()),
    }
}

fn refusal(pointer: &str, code: &str, bound: &str, value: u32) -> Error {
    let mut error = FieldError::new(pointer, code);
    error.params.insert(bound.to_owned(), value.into());
    Problem::invalid(vec![error]).into()
}

/// Names first; where they do not fill the list, words within names; where nothing does, corrected words.
fn by_text(
    conn: &mut Conn,
    text: &str,
    limit: usize,
    centre: Position,
) -> Result<(Vec<CommuneRow>, Vec<Correction>), Error> {
    let mut rows = by_name(conn, text, centre)?;
    let key = place_key(text);
    let typed: Vec<&str> = key.split(' ').take(MAX_WORDS).collect();
    if rows.len() < limit && key.chars().count() >= MIN_WORD {
        let known: Vec<BTreeSet<String>> = typed
            .iter()
            .enumerate()
            .map(|(at, word)| choices(conn, word, at + 1 == typed.len()))
            .collect::<QueryResult<_>>()?;
        let within = by_words(conn, &known, centre)?;
        rows.extend(within.into_iter().filter(|row| !row.name_key.starts_with(&key)));
        if rows.is_empty() {
            return corrected(conn, &typed, &known, centre);
        }
    }
    Ok((rows, Vec::new()))
}

/// The known words that a typed one is; the last one may be a beginning.
fn choices(conn: &mut Conn, word: &str, is_last: bool) -> QueryResult<BTreeSet<String>> {
    let mut known = vocabulary::known_stems(conn, Realm::Communes, &[word])?;
    if is_last && word.chars().count() >= MIN_WORD {
        known.extend(vocabulary::beginning_with(conn, Realm::Communes, word)?);
    }
    Ok(known)
}

/// What the words find when unknown ones are corrected, and what was.
fn corrected(
    conn: &mut Conn,
    typed: &[&str],
    known: &[BTreeSet<String>],
    centre: Position,
) -> Result<(Vec<CommuneRow>, Vec<Correction>), Error> {
    let mut all = Vec::new();
    for (word, known) in typed.iter().zip(known) {
        let meant = if known.is_empty() { vocabulary::meant(conn, Realm::Communes, word)? } else { Vec::new() };
        all.push(if known.is_empty() { meant.into_iter().map(|word| word.folded).collect() } else { known.clone() });
    }
    let rows = by_words(conn, &all, centre)?;
    // Told by the best commune: several words may be as near to what was typed.
    let best: BTreeSet<&str> = rows.first().into_iter().flat_map(|row| row.name_key.split(' ')).collect();
    let corrections = typed.iter().zip(known).zip(&all).filter(|((_, known), _)| known.is_empty());
    let corrections = corrections.filter_map(|((typed, _), all)| {
        let meant = all.iter().find(|word| best.contains(word.as_str()))?;
        Some(Correction { typed: (*typed).to_owned(), meant: meant.clone() })
    });
    let corrections = corrections.collect();
    Ok((rows, corrections))
}

/// Communes whose name has one of each of these choices of words.
fn by_words(conn: &mut Conn, all: &[BTreeSet<String>], centre: Position) -> Result<Vec<CommuneRow>, Error> {
    // "saint" says little: the longest word leads.
    let Some(lead) = all.iter().max_by_key(|choice| choice.iter().map(String::len).min()) else {
        return Ok(Vec::new());
    };
    if all.iter().any(BTreeSet::is_empty) {
        return Ok(Vec::new());
    }
    let mut rows = words::communes_with(conn, lead, MAX_READ)?;
    rows.retain(|row| {
        let own: BTreeSet<&str> = row.name_key.split(' ').collect();
        all.iter().all(|choice| choice.iter().any(|word| own.contains(word.as_str())))
    });
    // Whole words before beginnings: "emilion" is not "emilionnais".
    sort_by(&mut rows, centre, |row| row.name_key.split(' ').count() != all.len());
    Ok(rows)
}

/// The end of the range of texts that begin with `start`: both databases compare bytes, and no character is greater.
fn end_of(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

/// One range of the index on names a spelling: as typed, and with "St" written out. Only both find "Steenvoorde" and
/// "Sainte-Eulalie" for "ste". The exact name leads, then the nearest.
fn by_name(conn: &mut Conn, text: &str, centre: Position) -> QueryResult<Vec<CommuneRow>> {
    let (typed, written_out) = (fold(text), place_key(text));
    let mut rows = beginning_with(conn, &typed)?;
    if written_out != typed {
        rows.extend(beginning_with(conn, &written_out)?);
        rows.sort_by(|a, b| (&a.name_key, &a.insee_code).cmp(&(&b.name_key, &b.insee_code)));
        rows.dedup();
    }
    sort_by(&mut rows, centre, |row| row.name_key != written_out && row.name_key != typed);
    Ok(rows)
}

/// Sorts by `key`, then by distance from the middle of the network's map, then by name; communes without a place last.
fn sort_by<K: Ord>(rows: &mut [CommuneRow], centre: Position, key: impl Fn(&CommuneRow) -> K) {
    rows.sort_by_cached_key(|row| {
        let metres = row.position().map_or(i64::MAX, |place| centre.metres_to(place));
        (key(row), metres, row.name_key.clone(), row.insee_code.clone())
    });
}

fn beginning_with(conn: &mut Conn, key: &str) -> QueryResult<Vec<CommuneRow>> {
    communes::table
        .filter(communes::name_key.ge(key).and(communes::name_key.lt(end_of(key))))
        // The shortest text of a range is its first: the exact name is read in any case.
        .order((communes::name_key, communes::insee_code))
        .limit(MAX_READ)
        .select(CommuneRow::as_select())
        .load(conn)
}

fn by_postcode(conn: &mut Conn, digits: &str) -> QueryResult<Vec<CommuneRow>> {
    let codes = commune_postcodes::table
        .filter(commune_postcodes::postcode.ge(digits).and(commune_postcodes::postcode.lt(end_of(digits))))
        .select(commune_postcodes::insee_code);
    communes::table
        .filter(communes::insee_code.eq_any(codes))
        .order((communes::name_key, communes::insee_code))
        .limit(50)
        .select(CommuneRow::as_select())
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{DatabaseUrl, migrate};
    use crate::imports;
    use crate::settings::Settings;
    use shared::time::UtcMillis;

    const COMMUNES: &str = "insee_code,name,postcodes,department,latitude,longitude\n\
        33397,Sainte-Eulalie,33560,33,44.9,-0.47\n59580,Steenvoorde,59114,59,50.8,2.58\n\
        33243,Libourne,33500,33,44.92,-0.23\n33058,Blaye,33390 33391,33,,\n33052,Bo,33500,33,,\n\
        33063,Bo-sur-Mer,33800 33000,33,44.84,-0.57\n";

    fn found(text: &str, limit: Option<u32>) -> Result<Vec<String>, Error> {
        let folder = tempfile::tempdir().unwrap();
        let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("a.db").display()).parse().unwrap();
        let mut conn = url.connect().unwrap();
        migrate(&mut conn).unwrap();
        let settings = Settings::default();
        let mut cx = Cx { conn: &mut conn, now: UtcMillis(1), settings: &settings };
        imports::communes::add_missing(&mut cx, &imports::communes::parse(COMMUNES).unwrap()).unwrap();
        let list = search(&mut cx, &CommuneQuery { text: text.to_owned(), limit })?;
        Ok(list.items.into_iter().map(|commune| commune.name).collect())
    }

    #[test]
    fn names_are_found_by_their_beginning_and_the_exact_one_leads() {
        assert_eq!(found(" LIBÔU", None).unwrap(), ["Libourne"]);
        assert_eq!(found("bo", None).unwrap(), ["Bo", "Bo-sur-Mer"]);
        assert_eq!(found("Ste", None).unwrap(), ["Sainte-Eulalie", "Steenvoorde"]);
        assert_eq!(found("ste", Some(1)).unwrap(), ["Sainte-Eulalie"]);
        assert!(found("xyz%_", None).unwrap().is_empty());
    }

    #[test]
    fn words_within_names_and_typing_errors_are_forgiven() {
        for (text, name) in [
            ("eulali", "Sainte-Eulalie"),
            ("Sainte Eulaile", "Sainte-Eulalie"),
            ("libuorne", "Libourne"),
            ("Liborune", "Libourne"),
            ("stenvorde", "Steenvoorde"),
        ] {
            assert_eq!(found(text, None).unwrap(), [name], "{text}");
        }
        assert!(found("eulalie libourne", None).unwrap().is_empty());
        assert!(found("zzzzzzzzz", None).unwrap().is_empty());
    }

    #[test]
    fn postcodes_are_found_by_their_beginning_each_commune_once() {
        assert_eq!(found("3339", None).unwrap(), ["Blaye"]);
        assert_eq!(found("33500", None).unwrap(), ["Bo", "Libourne"]);
    }

    #[test]
    fn too_little_too_much_and_too_many_are_refused() {
        for (text, limit) in [("b", None), ("--", None), (&*"b".repeat(81), None), ("bo", Some(0)), ("bo", Some(51))] {
            assert_eq!(found(text, limit).unwrap_err().problem().status, 422, "{text}");
        }
    }
}
