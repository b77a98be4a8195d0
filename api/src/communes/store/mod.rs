//! Communes in the database.

mod finding;
mod words;

use crate::db::Conn;
use crate::db::schema::{commune_postcodes, communes};
use crate::http::Error;
use diesel::prelude::*;
use shared::communes::Commune;
use shared::geo::Position;
use std::collections::HashMap;

pub use finding::search;
pub use words::{index, index_all};

/// A commune as stored.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = communes, treat_none_as_default_value = false)]
pub struct CommuneRow {
    /// INSEE code.
    pub insee_code: String,
    /// Official name.
    pub name: String,
    /// [`shared::text::place_key`] of the name.
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

fn group(pairs: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    pairs.into_iter().fold(HashMap::new(), |mut groups, (insee_code, postcode)| {
        groups.entry(insee_code).or_insert_with(Vec::new).push(postcode);
        groups
    })
}
