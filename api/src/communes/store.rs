//! Communes in the database.

use crate::db::Conn;
use crate::db::schema::{commune_postcodes, communes};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::communes::{Commune, CommuneList, CommuneQuery};
use shared::geo::Position;
use shared::problem::{FieldError, Problem};
use shared::text::{fold, place_key};
use std::collections::HashMap;

/// A commune as stored.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = communes, treat_none_as_default_value = false)]
pub struct CommuneRow {
    /// INSEE code.
    pub insee_code: String,
    /// Official name.
    pub name: String,
    /// [`place_key`] of the name.
    pub name_key: String,
    /// Code of the department, two or three characters.
    pub department: String,
    /// Degrees north of the centre, where it is known.
    pub latitude: Option<f64>,
    /// Degrees east of the centre, where it is known.
    pub longitude: Option<f64>,
}

impl CommuneRow {
    /// The centre, where it is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Some(Position { latitude: self.latitude?, longitude: self.longitude? })
    }

    fn into_commune(self, postcodes: Vec<String>) -> Commune {
        let position = self.position();
        Commune { insee_code: self.insee_code, name: self.name, postcodes, position }
    }
}

/// The commune with this INSEE code.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, insee_code: &str) -> Result<Option<CommuneRow>, Error> {
    Ok(communes::table.find(insee_code).select(CommuneRow::as_select()).first(conn).optional()?)
}

/// Whether there is no commune at all: nothing was imported yet.
///
/// # Errors
/// When the database fails.
pub fn is_empty(conn: &mut Conn) -> Result<bool, Error> {
    let any: Option<String> = communes::table.select(communes::insee_code).first(conn).optional()?;
    Ok(any.is_none())
}

/// All communes of a department with their postcodes, ascending.
///
/// # Errors
/// When the database fails.
pub fn of_department(conn: &mut Conn, department: &str) -> Result<Vec<(CommuneRow, Vec<String>)>, Error> {
    let rows: Vec<CommuneRow> = communes::table
        .filter(communes::department.eq(department))
        .order(communes::insee_code)
        .select(CommuneRow::as_select())
        .load(conn)?;
    let mut postcodes = group(
        commune_postcodes::table
            .inner_join(communes::table)
            .filter(communes::department.eq(department))
            .order((commune_postcodes::insee_code, commune_postcodes::postcode))
            .select((commune_postcodes::insee_code, commune_postcodes::postcode))
            .load(conn)?,
    );
    Ok(rows.into_iter().map(|row| (row.clone(), postcodes.remove(&row.insee_code).unwrap_or_default())).collect())
}

/// Communes whose name or postcode begins with the query's text: the exact name first, then by name.
///
/// # Errors
/// 422 when the text is too short or the limit out of range.
pub fn search(cx: &mut Cx<'_>, query: &CommuneQuery) -> Result<CommuneList, Error> {
    let limit = limit(query.limit)?;
    let text = query.text.trim();
    check_length(text)?;
    let is_postcode = text.chars().all(|c| c.is_ascii_digit());
    let rows = if is_postcode { by_postcode(cx.conn, text, limit) } else { by_name(cx.conn, text, limit) }?;
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
    Ok(CommuneList { items: items.collect(), corrected: Vec::new() })
}

fn limit(wish: Option<u32>) -> Result<i64, Error> {
    match wish.unwrap_or(10) {
        0 => Err(refusal("?limit", "too_small", "min", 1)),
        limit @ 1..=50 => Ok(i64::from(limit)),
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

/// The end of the range of texts that begin with `start`: both databases compare bytes, and no character is greater.
fn end_of(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

/// One range of the index on names a spelling: as typed, and with "St" written out. Only both find "Steenvoorde" and
/// "Sainte-Eulalie" for "ste".
fn by_name(conn: &mut Conn, text: &str, limit: i64) -> QueryResult<Vec<CommuneRow>> {
    let (typed, written_out) = (fold(text), place_key(text));
    let mut rows = beginning_with(conn, &typed, limit)?;
    if written_out != typed {
        rows.extend(beginning_with(conn, &written_out, limit)?);
        rows.sort_by(|a, b| (&a.name_key, &a.insee_code).cmp(&(&b.name_key, &b.insee_code)));
        rows.dedup();
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(rows)
}

fn beginning_with(conn: &mut Conn, key: &str, limit: i64) -> QueryResult<Vec<CommuneRow>> {
    communes::table
        .filter(communes::name_key.ge(key).and(communes::name_key.lt(end_of(key))))
        // The shortest text of a range is its first: the exact name leads.
        .order((communes::name_key, communes::insee_code))
        .limit(limit)
        .select(CommuneRow::as_select())
        .load(conn)
}

fn by_postcode(conn: &mut Conn, digits: &str, limit: i64) -> QueryResult<Vec<CommuneRow>> {
    let codes = commune_postcodes::table
        .filter(commune_postcodes::postcode.ge(digits).and(commune_postcodes::postcode.lt(end_of(digits))))
        .select(commune_postcodes::insee_code);
    communes::table
        .filter(communes::insee_code.eq_any(codes))
        .order((communes::name_key, communes::insee_code))
        .limit(limit)
        .select(CommuneRow::as_select())
        .load(conn)
}

fn group(pairs: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    pairs.into_iter().fold(HashMap::new(), |mut groups, (insee_code, postcode)| {
        groups.entry(insee_code).or_insert_with(Vec::new).push(postcode);
        groups
    })
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
