//! What an organisation has, as far as a table takes it in.

use super::list::{Key, beyond, filtered, holder, in_order, key};
use super::read::rows;
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::stock::model::{BalanceRow, LotRow};
use crate::stock::tables::{Found, Line, MOST};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, SiteId};
use shared::stock::{StockLineQuery, StockTableQuery};

/// Rows that are read in one go.
const AT_ONCE: usize = 1_000;

/// What an organisation has, in the order in which it must leave; at most `tables::MOST` rows.
///
/// # Errors
/// As for the list.
pub fn table(cx: &mut Cx<'_>, actor: &Actor, query: StockTableQuery) -> Result<Found, Error> {
    let query = StockLineQuery::from(query);
    let organisation = holder(cx, actor, query.organisation)?;
    let (mut found, mut after) = (Found::default(), None::<Key>);
    loop {
        let mut select = filtered(organisation, &query)?;
        if let Some(key) = after {
            select = beyond(select, key);
        }
        let batch: Vec<BalanceRow> = in_order(select, AT_ONCE).select(BalanceRow::as_select()).load(cx.conn)?;
        after = batch.last().map(key);
        let is_last = batch.len() < AT_ONCE;
        found.lines.extend(lines(cx, batch)?);
        if is_last || found.lines.len() > MOST {
            found.has_more = found.lines.len() > MOST;
            found.lines.truncate(MOST);
            return Ok(found);
        }
    }
}

/// The rows of balances, in the same order; a fixed number of queries however many there are.
fn lines(cx: &mut Cx<'_>, batch: Vec<BalanceRow>) -> Result<Vec<Line>, Error> {
    let lot_ids: Vec<LotId> = batch.iter().map(|row| row.lot_id).collect();
    let site_ids: Vec<SiteId> = batch.iter().map(|row| row.site_id).collect();
    let lots = rows(cx.conn, &lot_ids)?;
    let sites = sites::store::summaries(cx.conn, &site_ids)?;
    let donor_ids: Vec<OrganisationId> = lots.values().filter_map(|lot| lot.donor_id).collect();
    let donors = organisations::store::summaries(cx.conn, &donor_ids)?;
    let donor = |lot: &LotRow| {
        let known = lot.donor_id.and_then(|id| donors.get(&id)).map(|donor| donor.name.clone());
        known.or_else(|| lot.donor_name.clone())
    };
    let (zone, missing) = (cx.settings.time_zone, || Error::Internal("a balance without its lot or site".to_owned()));
    let shown = batch.into_iter().map(|row| {
        let lot = lots.get(&row.lot_id).cloned().ok_or_else(missing)?;
        Ok(Line {
            donor: donor(&lot),
            site: sites.get(&row.site_id).ok_or_else(missing)?.name.clone(),
            shelf: row.shelf,
            grams: row.grams,
            reserved: row.reserved_grams,
            received_on: today(lot.received_at, zone),
            lot,
        })
    });
    shown.collect()
}
