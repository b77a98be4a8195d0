//! What sites say of the lines that they refuse, in their own words.

use super::reserve::DeliveryRow;
use crate::db::Conn;
use crate::db::schema::round_deliveries as deliveries;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use std::collections::HashMap;

/// A line of a round: the lot, where it is, and the recipient.
pub type Line = (LotId, SiteId, SiteId);

/// Writes what was said of a line.
///
/// # Errors
/// When the database fails.
pub fn write(conn: &mut Conn, line: &DeliveryRow, note: &str) -> Result<(), Error> {
    diesel::update(deliveries::table.find((line.round_id, line.site_id, line.lot_id, line.from_site_id)))
        .set(deliveries::note.eq(Some(note)))
        .execute(conn)?;
    Ok(())
}

/// What was said of the lines of a round, or of one of its sites alone.
///
/// # Errors
/// When the database fails.
pub fn read(conn: &mut Conn, round: AllocationRoundId, site: Option<SiteId>) -> Result<HashMap<Line, String>, Error> {
    let mut select =
        deliveries::table.filter(deliveries::round_id.eq(round)).filter(deliveries::note.is_not_null()).into_boxed();
    if let Some(site) = site {
        select = select.filter(deliveries::site_id.eq(site));
    }
    let columns = (deliveries::lot_id, deliveries::from_site_id, deliveries::site_id, deliveries::note);
    let rows: Vec<(LotId, SiteId, SiteId, Option<String>)> = select.select(columns).load(conn)?;
    Ok(rows.into_iter().filter_map(|(lot, from, site, note)| Some(((lot, from, site), note?))).collect())
}
