//! A new claim.

use super::read::assemble;
use super::steps::record;
use crate::claims::mails;
use crate::claims::model::{ClaimRow, NewEventRow};
use crate::claims::rules::{self, Offered, Refusal, Wish};
use crate::http::{Actor, Cx, Error};
use crate::offers::{self, OfferRow};
use crate::{db::schema::claims, sites};
use diesel::prelude::*;
use shared::claims::{Claim, ClaimState, NewClaim, Party};
use shared::ids::ClaimId;
use shared::offers::OfferSummary;
use uuid::Uuid;

/// Reserves part of an offer for one of the caller's sites.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation's site; 409 when less is left, the offer is closed or
/// the site cannot keep the food, or its dates forbid the hand-over; 422 for a wrong quantity, site or time.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewClaim) -> Result<Claim, Error> {
    actor.see_network()?;
    let offer = offers::store::load(cx.conn, new.offer_id)?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let summary = summary(cx, &offer)?;
    let wish = Wish { taker: permit.organisation_id(), storage: site.storage, grams: new.grams, pickup_at: new.pickup_at };
    rules::claim(&offered(&offer, &summary), &wish, cx.now).map_err(|refusal| refusal.problem())?;
    let first = summary.pickup_windows.first().map_or(cx.now, |window| window.starts_at);
    let earliest = new.pickup_at.unwrap_or(first).max(cx.now);
    offers::store::check_hand_over(cx, &offer, wish.taker, earliest)?;
    if !offers::store::reserve(cx, offer.id, new.grams)? {
        return Err(lost_race(cx, new)?.problem().into());
    }
    let row = row(cx, actor, &offer, new, &wish)?;
    diesel::insert_into(claims::table).values(&row).execute(cx.conn)?;
    record(
        cx,
        NewEventRow {
            claim_id: row.id,
            number: 1,
            at: cx.now,
            state: ClaimState::Requested,
            user_id: Some(actor.user_id),
            party: Some(Party::Taker),
            reason: None,
            grams: Some(new.grams),
            temperature_decidegrees: None,
        },
    )?;
    let claims = assemble(cx.conn, actor, vec![row])?;
    let claim = claims.into_iter().next().ok_or_else(Error::not_found)?;
    mails::requested(cx, &claim)?;
    Ok(claim)
}

fn summary(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<OfferSummary, Error> {
    offers::store::summaries(cx.conn, &[offer.id])?.remove(&offer.id).ok_or_else(Error::not_found)
}

fn offered<'o>(offer: &OfferRow, summary: &'o OfferSummary) -> Offered<'o> {
    Offered {
        giver: offer.organisation_id,
        status: offer.status,
        closes_at: offer.closes_at,
        left: offer.left_grams,
        unit: offer.unit,
        piece: offer.grams_per_unit,
        class: offer.temperature_class,
        windows: &summary.pickup_windows,
    }
}

/// Why the guarded update changed nothing although the rules allowed it a moment ago.
fn lost_race(cx: &mut Cx<'_>, new: &NewClaim) -> Result<Refusal, Error> {
    let offer = offers::store::load(cx.conn, new.offer_id)?;
    let open = offer.status == shared::offers::OfferStatus::Open && offer.closes_at > cx.now;
    Ok(if open { Refusal::Exhausted { left: offer.left_grams } } else { Refusal::Closed })
}

fn row(cx: &Cx<'_>, actor: &Actor, offer: &OfferRow, new: &NewClaim, wish: &Wish) -> Result<ClaimRow, Error> {
    let message = new.message.as_deref().map(str::trim).filter(|message| !message.is_empty());
    Ok(ClaimRow {
        id: ClaimId(Uuid::now_v7()),
        offer_id: offer.id,
        giver_id: offer.organisation_id,
        taker_id: wish.taker,
        taker_site_id: new.site_id,
        grams: new.grams,
        received_grams: None,
        state: ClaimState::Requested,
        pickup_at: new.pickup_at,
        message: message.map(str::to_owned),
        handover_code: code()?,
        wrong_codes: 0,
        code_locked_until: None,
        lapses_at: rules::lapses_at(ClaimState::Requested, cx.now, offer.closes_at, None),
        claimed_by: actor.user_id,
        requested_at: cx.now,
        updated_at: cx.now,
        version: 1,
    })
}

/// Four digits that nobody can foresee: short enough to be said across a dock, safe because tries are counted.
fn code() -> Result<String, Error> {
    let random = getrandom::u64().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{:04}", random % 10_000))
}
