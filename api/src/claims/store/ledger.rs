//! The ledger: what changed hands by claims. Append-only; a figure is a sum. Food of a lot goes by the lot's own lines,
//! which are the stock's to write: so they make its balances, and a recall follows them.

use crate::claims::model::{ClaimRow, NewMovementRow};
use crate::db::expr::{any_of, sum_i64};
use crate::db::schema::{offers, stock_movements as movements};
use crate::http::{Cx, Error};
use crate::offers::OfferRow;
use crate::stock::store::giving::{self, Account, Given};
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::ids::{OrganisationId, StockMovementId, UserId};
use shared::stock::{StockAccountKind, StockMovementKind};
use shared::time::{DAY, UtcMillis};
use shared::today::Figures;
use shared::units::Grams;
use uuid::Uuid;

/// The food went from the giver's site to the taker's.
///
/// # Errors
/// 409 for food of a lot that may not leave, or of which less is there.
pub(super) fn handed_over(
    cx: &mut Cx<'_>,
    claim: &ClaimRow,
    offer: &OfferRow,
    author: UserId,
    temperature: Option<DeciCelsius>,
) -> Result<(), Error> {
    if let Some(lot) = offer.lot_id {
        let from = Account::Site { organisation: claim.giver_id, site: offer.site_id };
        let given = Given { lot, claim: claim.id, from, grams: claim.grams, author };
        return giving::handed_over(cx, &given, taker(claim), temperature);
    }
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

/// Where a claim's food goes.
const fn taker(claim: &ClaimRow) -> Account {
    Account::Site { organisation: claim.taker_id, site: claim.taker_site_id }
}

/// Part of it was lost on the way.
///
/// # Errors
/// 422 for food of a lot of which the taker's site has less than that.
pub(super) fn lost(
    cx: &mut Cx<'_>,
    claim: &ClaimRow,
    offer: &OfferRow,
    grams: Grams,
    author: UserId,
    reason: Option<&str>,
) -> Result<(), Error> {
    if let Some(lot) = offer.lot_id {
        let given = Given { lot, claim: claim.id, from: taker(claim), grams, author };
        return giving::lost(cx, &given, reason);
    }
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
