//! Products that are recalled. Whoever receives some of a product and whoever recalls it wait for each other, so that the
//! second one finds what the first one has written: otherwise neither would see the other's transaction on PostgreSQL.
//!
//! A product is held before any of its lots.

use crate::db::Conn;
use crate::db::schema::recalls;
use crate::http::Error;
use diesel::prelude::*;

/// Holds a product until the end of the transaction: nothing of it arrives meanwhile.
///
/// # Errors
/// When the database fails.
pub(super) fn hold(conn: &mut Conn, gtin: &str) -> Result<(), Error> {
    Ok(conn.hold_word(&word(gtin))?)
}

/// The batch numbers of a product that are recalled, `None` among them: all of it. Until the end of the transaction nobody
/// recalls more of it.
///
/// # Errors
/// When the database fails.
pub(super) fn recalled(conn: &mut Conn, gtin: &str) -> Result<Vec<Option<String>>, Error> {
    conn.share_word(&word(gtin))?;
    Ok(recalls::table.filter(recalls::gtin.eq(gtin)).select(recalls::lot_number_key).load(conn)?)
}

fn word(gtin: &str) -> String {
    format!("product {gtin}")
}
