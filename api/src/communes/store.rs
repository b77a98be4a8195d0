//! Communes in the database.

use crate::db::Conn;
use crate::db::schema::communes;
use crate::http::Error;
use diesel::prelude::*;
use shared::geo::Position;

/// A commune's row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = communes)]
pub struct CommuneRow {
    /// INSEE code.
    pub insee_code: String,
    /// Name.
    pub name: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl CommuneRow {
    /// Its centre, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }
}

/// The commune with this INSEE code.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, insee_code: &str) -> Result<Option<CommuneRow>, Error> {
    Ok(communes::table.find(insee_code).select(CommuneRow::as_select()).first(conn).optional()?)
}
