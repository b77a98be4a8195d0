//! What allocation rounds and offers have promised of lots: it stays for who was promised it, and leaves otherwise only as
//! waste.
//!
//! Whoever promises, or gives what was promised, holds the lot first ([`ledger::hold`]). What is kept of a lot is always what
//! lines that wait for their sites, open offers and claims that wait come to, or all that is there where that is less: after a
//! loss nobody is promised what is kept for somebody else.

use super::ledger::{self, Movement};
use crate::db::Conn;
use crate::db::expr::{Value, any_of, statement};
use crate::db::schema::lot_balances as balances;
use crate::http::{Cx, Error};
use crate::records;
use crate::stock::model::{BalanceRow, LotRow, MovementRow};
use crate::stock::rules::{self, Refusal};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use shared::cold_chain::DeciCelsius;
use shared::ids::{LotId, SiteId, UserId};
use shared::sites::Storage;
use shared::stock::{LotMovementKind, StockMovementKind};
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::HashMap;

pub use super::read::{rows as lots, summaries};
pub use crate::stock::model::LotRow as Lot;
pub use crate::stock::rules::Left;
pub use crate::stock::rules::flow::Account;
pub use ledger::hold;

/// What is left of these lots, by lot and site.
///
/// # Errors
/// When the database fails.
pub fn left(conn: &mut Conn, lots: &[LotId]) -> Result<HashMap<(LotId, SiteId), Left>, Error> {
    let rows = balances::table.filter(any_of(balances::lot_id, lots.iter().copied()));
    let rows: Vec<BalanceRow> = rows.select(BalanceRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| ((row.lot_id, row.site_id), row.left())).collect())
}

/// Whether food of a lot may be promised or given at an instant: it is approved, and its date is not over.
#[must_use]
pub fn may_be_given(lot: &LotRow, at: UtcMillis, zone: Tz) -> bool {
    rules::movable(LotMovementKind::HandOver, &lot.facts(zone), at).is_ok()
}

/// Keeps so much of a lot that the caller holds, for lines or an offer that the caller writes in the same transaction. Returns
/// whether that much was free; if not, nothing is kept.
///
/// # Errors
/// When the database fails.
pub fn keep(cx: &mut Cx<'_>, lot: LotId, site: SiteId, grams: Grams) -> Result<bool, Error> {
    let free = balances::table.find((lot, site)).filter((balances::grams - balances::reserved_grams).ge(grams));
    let kept = diesel::update(free)
        .set((balances::reserved_grams.eq(balances::reserved_grams + grams.0), balances::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    Ok(kept == 1)
}

/// Keeps of a lot that the caller holds what is still promised, or all that is there where that is less. Whoever ends a promise
/// saves that first; food that goes without regard to promises, or comes back, changes what is kept, too.
///
/// # Errors
/// When the database fails.
pub fn settle(cx: &mut Cx<'_>, lot: LotId, site: SiteId) -> Result<(), Error> {
    let Some(left) = ledger::left(cx.conn, lot, site)? else { return Ok(()) };
    let kept = promised(cx.conn, lot, site)?.min(left.grams);
    if kept != left.reserved {
        diesel::update(balances::table.find((lot, site)))
            .set((balances::reserved_grams.eq(kept), balances::updated_at.eq(cx.now)))
            .execute(cx.conn)?;
    }
    Ok(())
}

/// What lines of rounds that wait for their sites, open offers, and claims that wait come to: those of offers that are on the
/// board no more, too. Whoever claims some of an offer holds no lot, and takes as much off the offer: two questions could count
/// it twice, or not at all.
const PROMISED: &str = "SELECT CAST(\
    (SELECT COALESCE(SUM(round_deliveries.allocated_kg), 0) * 1000 FROM round_deliveries \
     WHERE round_deliveries.lot_id = ? AND round_deliveries.from_site_id = ? \
     AND round_deliveries.status IN ('proposed', 'accepted')) \
    + (SELECT COALESCE(SUM(CASE WHEN offers.status = 'open' THEN offers.left_grams ELSE 0 END \
     + (SELECT COALESCE(SUM(claims.grams), 0) FROM claims \
        WHERE claims.offer_id = offers.id AND claims.state IN ('requested', 'accepted', 'ready'))), 0) FROM offers \
     WHERE offers.lot_id = ? AND offers.site_id = ?) AS BIGINT)";

/// What is promised of a lot at a site.
fn promised(conn: &mut Conn, lot: LotId, site: SiteId) -> Result<Grams, Error> {
    let there = [lot.0, site.0].map(|id| Value::Bytes(id.as_bytes().to_vec()));
    let values = there.iter().chain(&there).cloned().collect();
    let grams: i64 = statement::<BigInt>(PROMISED, values).get_result(conn)?;
    Ok(Grams(grams))
}

/// What is given of what was promised.
#[derive(Clone, Copy, Debug)]
pub struct Allocation {
    /// The lot.
    pub lot: LotId,
    /// From where.
    pub from: Account,
    /// Where to.
    pub to: Account,
    /// What the other site can store.
    pub storage: Storage,
    /// What is given, above 0.
    pub grams: Grams,
    /// Temperature of the food.
    pub temperature: Option<DeciCelsius>,
    /// Who gives it.
    pub author: UserId,
}

/// Gives what was promised. Whatever part of it is given, the caller saves that the promise is over, and then calls [`settle`].
///
/// # Errors
/// 409 `stock_short`, `lot_status`, what the lot's date forbids, `too_warm`, `cold_chain`, `storage_too_small`; 422 when a
/// temperature is missing.
pub fn give(cx: &mut Cx<'_>, given: &Allocation) -> Result<MovementRow, Error> {
    let lot = ledger::hold(cx, given.lot)?;
    rules::movable(LotMovementKind::HandOver, &lot.facts(cx.settings.time_zone), cx.now)?;
    rules::temperature(lot.temperature_class, given.temperature)?;
    rules::storable(lot.temperature_class, given.storage, given.grams)?;
    let site = given.from.site().ok_or_else(|| Error::Internal("an allocation from nowhere".to_owned()))?;
    let left = ledger::left(cx.conn, given.lot, site)?.unwrap_or_default().grams;
    if given.grams > left {
        return Err(Refusal::Short { left }.into());
    }
    let line = Movement::plain(StockMovementKind::Allocate, given.grams, given.from, given.to, given.author);
    let row = ledger::book(cx, &lot, &Movement { temperature: given.temperature, ..line })?;
    let sides: Vec<_> = [given.from, given.to].into_iter().filter_map(Account::organisation).collect();
    records::store::change(cx, &sides)?;
    Ok(row)
}
