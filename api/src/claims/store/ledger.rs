//! The ledger: what changed hands by claims. Append-only; a figure is a sum. Lines of lots are the stock's to write.

use crate::claims::model::{ClaimRow, NewMovementRow};
use crate::db::expr::{any_of, sum_i64};
use crate::db::schema::{offers, stock_movements as movements};
use crate::http::{Cx, Error};
use crate::offers::OfferRow;
use diesel::prelude::*;
use shared::ids::{OrganisationId, StockMovementId, UserId};
use shared::stock::{StockAccountKind, StockMovementKind};
use shared::time::{DAY, UtcMillis};
use shared::today::Figures;
use shared::units::Grams;
use uuid::Uuid;

/// The food went from the giver's site to the taker's.
///
/// # Errors
/// When the database fails.
pub(super) fn handed_over(cx: &mut Cx<'_>, claim: &ClaimRow, offer: &OfferRow, author: UserId) -> Result<(), Error> {
    write(
        cx,
        &NewMovementRow {
            id: StockMovementId(Uuid::now_v7()),
            at: cx.now,
            claim_id: Some(claim.id),
            kind: StockMovementKind::HandOver,
            category_code: &offer.category_code,
            grams: claim.grams,
            from_kind: StockAccountKind::Site,
            from_organisation_id: Some(claim.giver_id),
            from_site_id: Some(offer.site_id),
            to_kind: StockAccountKind::Site,
            to_organisation_id: Some(claim.taker_id),
            to_site_id: Some(claim.taker_site_id),
            author_id: Some(author),
            reason: None,
        },
    )
}

/// Part of it was lost on the way.
///
/// # Errors
/// When the database fails.
pub(super) fn lost(
    cx: &mut Cx<'_>,
    claim: &ClaimRow,
    offer: &OfferRow,
    grams: Grams,
    author: UserId,
    reason: Option<&str>,
) -> Result<(), Error> {
    write(
        cx,
        &NewMovementRow {
            id: StockMovementId(Uuid::now_v7()),
            at: cx.now,
            claim_id: Some(claim.id),
            kind: StockMovementKind::Loss,
            category_code: &offer.category_code,
            grams,
            from_kind: StockAccountKind::Site,
            from_organisation_id: Some(claim.taker_id),
            from_site_id: Some(claim.taker_site_id),
            to_kind: StockAccountKind::Loss,
            to_organisation_id: None,
            to_site_id: None,
            author_id: Some(author),
            reason,
        },
    )
}

fn write(cx: &mut Cx<'_>, row: &NewMovementRow<'_>) -> Result<(), Error> {
    diesel::insert_into(movements::table).values(row).execute(cx.conn)?;
    Ok(())
}

/// What an organisation has given and received.
///
/// # Errors
/// When the database fails.
pub fn figures(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Figures, Error> {
    let recent = cx.now.plus(-28 * DAY);
    let ever = UtcMillis(0);
    Ok(Figures {
        given_grams: given(cx, organisation, ever)?,
        received_grams: received(cx, organisation, ever)?,
        given_28_days_grams: given(cx, organisation, recent)?,
        received_28_days_grams: received(cx, organisation, recent)?,
        open_offers: open_offers(cx, organisation)?,
    })
}

fn given(cx: &mut Cx<'_>, organisation: OrganisationId, since: UtcMillis) -> Result<Grams, Error> {
    let given = movements::table
        .filter(movements::from_organisation_id.eq(organisation))
        .filter(any_of(movements::kind, StockMovementKind::GIVING))
        .filter(movements::at.ge(since))
        .filter(movements::to_kind.eq(StockAccountKind::Site))
        .select(sum_i64("stock_movements.grams"));
    Ok(Grams(given.first(cx.conn)?))
}

/// Received from others, without what was lost on the way.
fn received(cx: &mut Cx<'_>, organisation: OrganisationId, since: UtcMillis) -> Result<Grams, Error> {
    let arrived = movements::table
        .filter(movements::to_organisation_id.eq(organisation))
        .filter(any_of(movements::kind, StockMovementKind::GIVING))
        .filter(movements::at.ge(since))
        .select(sum_i64("stock_movements.grams"));
    let lost = movements::table
        .filter(movements::from_organisation_id.eq(organisation))
        .filter(movements::kind.eq(StockMovementKind::Loss))
        .filter(movements::at.ge(since))
        .select(sum_i64("stock_movements.grams"));
    Ok(Grams(arrived.first(cx.conn)?).minus(Grams(lost.first(cx.conn)?)))
}

fn open_offers(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<i64, Error> {
    let open = offers::table
        .filter(offers::organisation_id.eq(organisation))
        .filter(offers::status.eq(shared::offers::OfferStatus::Open))
        .filter(offers::closes_at.gt(cx.now));
    Ok(open.count().get_result(cx.conn)?)
}
