//! Offers of a lot: what they promise is kept of it, they say what the lot says, and they end with its recall.
//!
//! Whoever changes what such an offer or its claims promise holds the lot first: one comes after the other, and whoever
//! recalls the lot finds all of them as they are.

use super::{read, write};
use crate::claims;
use crate::claims::rules::WAITING;
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{self, offers};
use crate::http::{Actor, Cx, Error};
use crate::offers::model::OfferRow;
use crate::offers::rules::{self, Timing};
use crate::stock::store::giving::{self, Lot};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{LotId, OfferId, SiteId};
use shared::offers::OfferStatus;
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::BTreeSet;

/// Of which lot something is kept, and where.
pub(super) type Kept = (LotId, SiteId);

/// Offers of lots that time closes in one transaction, which holds all their lots.
const CLOSED_AT_ONCE: i64 = 100;

/// Holds the lot of an offer until the end of the transaction; `None` where it is of no lot.
///
/// # Errors
/// When the database fails.
pub fn hold_lot(cx: &mut Cx<'_>, offer: OfferId) -> Result<Option<Kept>, Error> {
    // Both never change.
    let (lot, site): (Option<LotId>, SiteId) =
        offers::table.find(offer).select((offers::lot_id, offers::site_id)).first(cx.conn)?;
    let Some(lot) = lot else { return Ok(None) };
    giving::hold(cx, lot)?;
    Ok(Some((lot, site)))
}

/// Holds the lots of several offers before any of them changes: one after the other, as each comes, two that do the same
/// would wait for each other.
///
/// # Errors
/// When the database fails.
pub fn hold_lots(cx: &mut Cx<'_>, ids: impl IntoIterator<Item = OfferId>) -> Result<(), Error> {
    let mut ids = ids.into_iter().peekable();
    if ids.peek().is_none() {
        return Ok(());
    }
    let lots: Vec<Option<LotId>> = offers::table.filter(any_of(offers::id, ids)).select(offers::lot_id).load(cx.conn)?;
    hold(cx, lots.into_iter().flatten())
}

/// Holds lots in the order in which everybody holds them.
fn hold(cx: &mut Cx<'_>, lots: impl Iterator<Item = LotId>) -> Result<(), Error> {
    for lot in lots.collect::<BTreeSet<LotId>>() {
        giving::hold(cx, lot)?;
    }
    Ok(())
}

/// Keeps of a lot that the caller holds what is still promised. What has ended is saved before.
///
/// # Errors
/// When the database fails.
pub fn settle_lot(cx: &mut Cx<'_>, kept: Option<Kept>) -> Result<(), Error> {
    kept.map_or(Ok(()), |(lot, site)| giving::settle(cx, lot, site))
}

/// Keeps of a lot that the caller holds what an edited offer gives more than before.
///
/// # Errors
/// 422 for what the lot says otherwise; 409 when it may not leave, or less is free.
pub(super) fn keep_more(cx: &mut Cx<'_>, lot: &Lot, before: &OfferRow, after: &OfferRow) -> Result<(), Error> {
    giving::still_agrees(after, lot)?;
    let more = after.total_grams.minus(before.total_grams);
    if more > Grams::ZERO { giving::keep(cx, lot, after.site_id, more) } else { Ok(()) }
}

/// Offers of lots whose time is over, with their lots held.
pub(super) struct Due {
    /// The offers.
    pub offers: Vec<OfferId>,
    /// What is kept for them.
    pub kept: BTreeSet<Kept>,
}

/// The offers of lots whose time is over, some at a time, the first to close first: their lots are held.
pub(super) fn hold_due(cx: &mut Cx<'_>) -> Result<Due, Error> {
    let due: Vec<(OfferId, Option<LotId>, SiteId)> = offers::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("offers.status = 'open' AND offers.lot_id IS NOT NULL"))
        .filter(offers::closes_at.le(cx.now))
        .order(offers::closes_at)
        .limit(CLOSED_AT_ONCE)
        .select((offers::id, offers::lot_id, offers::site_id))
        .load(cx.conn)?;
    let offers: Vec<OfferId> = due.iter().map(|(id, ..)| *id).collect();
    let kept: BTreeSet<Kept> = due.into_iter().filter_map(|(_, lot, site)| Some((lot?, site))).collect();
    hold(cx, kept.iter().map(|(lot, _)| *lot))?;
    Ok(Due { offers, kept })
}

/// Takes all offers of a recalled lot, which the caller holds, off the board, and ends all claims on them that wait: nobody
/// may fetch any of it any more, and whoever was to is told why.
///
/// # Errors
/// When the database fails.
pub fn recall(cx: &mut Cx<'_>, actor: &Actor, lot: LotId) -> Result<(), Error> {
    for row in live(cx.conn, lot)? {
        claims::store::cancel_recalled(cx, actor, row.id)?;
        if row.status == OfferStatus::Open {
            write::take_off(cx, actor, row.id)?;
        }
    }
    Ok(())
}

/// Brings the offers of a lot that the caller holds along when its dates, its check or its barcode change: those on the board,
/// and those of which somebody is still to fetch some. One that could not be published like that is taken off the board.
///
/// # Errors
/// When the database fails.
pub fn follow(cx: &mut Cx<'_>, actor: &Actor, lot: &Lot) -> Result<(), Error> {
    for row in live(cx.conn, lot.id)? {
        let is_open = row.status == OfferStatus::Open;
        let after = as_lot(row.clone(), lot);
        if says(&after) == says(&row) {
            continue;
        }
        let closes_at = if is_open { closing(cx, &after)? } else { None };
        if is_open && closes_at.is_none() {
            write::take_off(cx, actor, row.id)?;
        }
        let after = OfferRow { closes_at: closes_at.unwrap_or(row.closes_at), updated_at: cx.now, ..after };
        save(cx, &after)?;
        if closes_at.is_some() {
            write::follow_change(cx, &after)?;
        } else {
            claims::store::reschedule(cx, &after)?;
        }
    }
    Ok(())
}

/// The offers of a lot that are on the board, and those of which claims wait.
fn live(conn: &mut Conn, lot: LotId) -> Result<Vec<OfferRow>, Error> {
    let [requested, accepted, ready] = WAITING;
    let state = schema::claims::state;
    let waiting = schema::claims::table
        .filter(schema::claims::offer_id.eq(offers::id))
        .filter(state.eq(requested).or(state.eq(accepted)).or(state.eq(ready)));
    let of_lot = offers::table
        .filter(offers::lot_id.eq(lot))
        .filter(offers::status.eq(OfferStatus::Open).or(exists(waiting)))
        .order(offers::id)
        .select(OfferRow::as_select());
    Ok(of_lot.load(conn)?)
}

/// An offer that says what its lot says now. A barcode that the lot does not know stays.
fn as_lot(row: OfferRow, lot: &Lot) -> OfferRow {
    let gtin = lot.gtin.clone().or_else(|| row.gtin.clone());
    let (use_by, best_before, best_before_checked_at) = (lot.use_by, lot.best_before, lot.best_before_checked_at);
    OfferRow { use_by, best_before, best_before_checked_at, gtin, ..row }
}

/// What an offer takes over from its lot and may change.
fn says(row: &OfferRow) -> (Option<NaiveDate>, Option<NaiveDate>, Option<UtcMillis>, Option<&str>) {
    (row.use_by, row.best_before, row.best_before_checked_at, row.gtin.as_deref())
}

/// When an open offer closes by itself with its new dates; `None` where it could not be published with them.
fn closing(cx: &mut Cx<'_>, after: &OfferRow) -> Result<Option<UtcMillis>, Error> {
    let windows = read::pickup_windows_of(cx.conn, after.id)?;
    let checked = after.best_before_checked_at.is_some();
    let timing = Timing { use_by: after.use_by, best_before: after.best_before, checked, windows: &windows };
    Ok(rules::closes_at(timing, cx.now, cx.settings.time_zone).ok())
}

/// Writes what an offer takes over from its lot, and nothing else: whoever claims some of it changes what is left without
/// holding the lot.
fn save(cx: &mut Cx<'_>, after: &OfferRow) -> Result<(), Error> {
    diesel::update(offers::table.find(after.id))
        .set((
            offers::use_by.eq(after.use_by),
            offers::best_before.eq(after.best_before),
            offers::best_before_checked_at.eq(after.best_before_checked_at),
            offers::gtin.eq(&after.gtin),
            offers::closes_at.eq(after.closes_at),
            offers::updated_at.eq(after.updated_at),
            offers::version.eq(offers::version + 1),
        ))
        .execute(cx.conn)?;
    Ok(())
}
