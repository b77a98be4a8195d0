//! Offers of a lot: what they promise is kept of it, they say what the lot says, and they end with its recall.
//!
//! Whoever changes what such an offer or its claims promise holds the lot first: one comes after the other, and whoever
//! recalls the lot finds all of them as they are.

use super::{read, write};
use crate::claims;
use crate::db::expr::literal;
use crate::db::schema::offers;
use crate::http::{Actor, Cx, Error};
use crate::offers::model::OfferRow;
use crate::offers::rules::{self, Timing};
use crate::stock::store::giving::{self, Lot};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{LotId, OfferId, SiteId};
use shared::offers::OfferStatus;
use shared::units::Grams;
use std::collections::BTreeSet;

/// Of which lot something is kept, and where.
type Kept = (LotId, SiteId);

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

/// Holds the lots of the offers whose time is over, in the order in which everybody holds them.
pub(super) fn hold_lots_of_due(cx: &mut Cx<'_>) -> Result<BTreeSet<Kept>, Error> {
    let due: Vec<(Option<LotId>, SiteId)> = offers::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("offers.status = 'open' AND offers.lot_id IS NOT NULL"))
        .filter(offers::closes_at.le(cx.now))
        .select((offers::lot_id, offers::site_id))
        .load(cx.conn)?;
    let kept: BTreeSet<Kept> = due.into_iter().filter_map(|(lot, site)| Some((lot?, site))).collect();
    for lot in kept.iter().map(|(lot, _)| *lot).collect::<BTreeSet<LotId>>() {
        giving::hold(cx, lot)?;
    }
    Ok(kept)
}

/// Takes all offers of a recalled lot, which the caller holds, off the board, and ends all claims on them that wait: nobody
/// may fetch any of it any more, and whoever was to is told why.
///
/// # Errors
/// When the database fails.
pub fn recall(cx: &mut Cx<'_>, actor: &Actor, lot: LotId) -> Result<(), Error> {
    let of_lot: Vec<(OfferId, OfferStatus)> =
        offers::table.filter(offers::lot_id.eq(lot)).order(offers::id).select((offers::id, offers::status)).load(cx.conn)?;
    for (offer, status) in of_lot {
        claims::store::cancel_recalled(cx, actor, offer)?;
        if status == OfferStatus::Open {
            write::take_off(cx, actor, offer)?;
        }
    }
    Ok(())
}

/// Brings the open offers of a lot that the caller holds along when its dates, its check or its barcode change. One that
/// could not be published like that is taken off the board.
///
/// # Errors
/// When the database fails.
pub fn follow(cx: &mut Cx<'_>, actor: &Actor, lot: &Lot) -> Result<(), Error> {
    let open: Vec<OfferRow> = offers::table
        .filter(offers::lot_id.eq(lot.id))
        .filter(offers::status.eq(OfferStatus::Open))
        .order(offers::id)
        .select(OfferRow::as_select())
        .load(cx.conn)?;
    for row in open {
        let windows = read::pickup_windows_of(cx.conn, row.id)?;
        let checked = lot.best_before_checked_at.is_some();
        let timing = Timing { use_by: lot.use_by, best_before: lot.best_before, checked, windows: &windows };
        match rules::closes_at(timing, cx.now, cx.settings.time_zone) {
            Ok(closes_at) => {
                let after = OfferRow {
                    use_by: lot.use_by,
                    best_before: lot.best_before,
                    best_before_checked_at: lot.best_before_checked_at,
                    gtin: lot.gtin.clone().or_else(|| row.gtin.clone()),
                    closes_at,
                    updated_at: cx.now,
                    version: row.version + 1,
                    ..row
                };
                say_as_lot(cx, &after)?;
            }
            Err(_) => write::take_off(cx, actor, row.id)?,
        }
    }
    Ok(())
}

/// Writes what an offer takes over from its lot, and nothing else: whoever claims some of it changes what is left without
/// holding the lot.
fn say_as_lot(cx: &mut Cx<'_>, after: &OfferRow) -> Result<(), Error> {
    let open = offers::table.find(after.id).filter(offers::status.eq(OfferStatus::Open));
    diesel::update(open)
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
    write::follow_change(cx, after)
}
