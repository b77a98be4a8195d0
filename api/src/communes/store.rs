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
    Ok(CommuneList { items: items.collect() })
}

fn limit(wish: Option<u32>) -> Result<i64, Error> {
    match wish.unwrap_or(10) {
        limit @ 1..=50 => Ok(i64::from(limit)),
        _ => Err(Error::invalid("?limit", "out_of_range")),
    }
}

fn check_length(text: &str) -> Result<(), Error> {
    let (code, name, bound) = match (fold(text).chars().count(), text.chars().count()) {
        (0..2, _) => ("too_short", "min", 2),
        (_, 81..) => ("too_long", "max", 80),
        _ => return Ok(()),
    };
    let mut error = FieldError::new("?text", code);
    error.params.insert(name.to_owned(), bound.into());
    Err(Problem::invalid(vec![error]).into())
}

/// The end of the range of texts that begin with `start`: both databases compare bytes, and no character is greater.
fn end_of(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

/// Two ranges of the index on names: what was typed, and with "St" written out. Only both find "Steenvoorde" and
/// "Sainte-Eulalie" for "ste".
fn by_name(conn: &mut Conn, text: &str, limit: i64) -> QueryResult<Vec<CommuneRow>> {
    let (typed, written_out) = (fold(text), place_key(text));
    let begins_as_typed = communes::name_key.ge(&typed).and(communes::name_key.lt(end_of(&typed)));
    let begins_written_out = communes::name_key.ge(&written_out).and(communes::name_key.lt(end_of(&written_out)));
    communes::table
        .filter(begins_as_typed.or(begins_written_out))
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
