//! What allocation rounds and offers have promised of lots: it stays for who was promised it, and leaves otherwise only as
//! waste.
//!
//! Whoever promises, or gives what was promised, holds the lot first ([`ledger::hold`]). What is kept of a lot is always what
//! lines that wait for their sites, open offers and claims that wait come to, or all that is there where that is less: after a
//! loss nobody is promised what is kept for somebody else.

use super::ledger::{self, Movement};
use crate::db::Conn;
use crate::db::expr::{any_of, sum_i64};
use crate::db::schema::{claims, lot_balances as balances, offers, round_deliveries as deliveries};
use crate::http::{Cx, Error};
use crate::records;
use crate::stock::model::{BalanceRow, LotRow, MovementRow};
use crate::stock::rules::{self, Refusal};
use chrono_tz::Tz;
use diesel::prelude::*;
use shared::claims::ClaimState;
use shared::cold_chain::DeciCelsius;
use shared::ids::{LotId, OfferId, SiteId, UserId};
use shared::offers::OfferStatus;
use shared::rounds::LineStatus;
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
    let promised = by_rounds(cx.conn, lot, site)?.plus(by_offers(cx.conn, lot, site)?);
    let kept = promised.min(left.grams);
    if kept != left.reserved {
        diesel::update(balances::table.find((lot, site)))
            .set((balances::reserved_grams.eq(kept), balances::updated_at.eq(cx.now)))
            .execute(cx.conn)?;
    }
    Ok(())
}

/// What lines of rounds that wait for their sites come to.
fn by_rounds(conn: &mut Conn, lot: LotId, site: SiteId) -> Result<Grams, Error> {
    let kg: i64 = deliveries::table
        .filter(deliveries::lot_id.eq(lot))
        .filter(deliveries::from_site_id.eq(site))
        .filter(any_of(deliveries::status, [LineStatus::Proposed, LineStatus::Accepted]))
        .select(sum_i64("round_deliveries.allocated_kg"))
        .first(conn)?;
    Ok(Grams::from_kg(kg))
}

/// What is left of open offers, and what claims wait for: those of offers that are on the board no more, too.
fn by_offers(conn: &mut Conn, lot: LotId, site: SiteId) -> Result<Grams, Error> {
    let of_lot = offers::table.filter(offers::lot_id.eq(lot)).filter(offers::site_id.eq(site));
    let of_lot: Vec<(OfferId, OfferStatus, Grams)> =
        of_lot.select((offers::id, offers::status, offers::left_grams)).load(conn)?;
    if of_lot.is_empty() {
        return Ok(Grams::ZERO);
    }
    let claimed: i64 = claims::table
        .filter(any_of(claims::offer_id, of_lot.iter().map(|(id, ..)| *id)))
        .filter(any_of(claims::state, [ClaimState::Requested, ClaimState::Accepted, ClaimState::Ready]))
        .select(sum_i64("claims.grams"))
        .first(conn)?;
    let open = of_lot.iter().filter(|(_, status, _)| *status == OfferStatus::Open);
    Ok(open.fold(Grams(claimed), |sum, (.., left)| sum.plus(*left)))
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
