//! A new claim: asked for by the taker, or by a giver who proposes food for a need.

use super::read::assemble;
use super::steps::record;
use crate::claims::model::{ClaimRow, NewEventRow};
use crate::claims::rules::{self, Offered, Refusal, Wish};
use crate::claims::{mails, notices};
use crate::http::{Actor, Cx, Error};
use crate::needs::{self, NeedRow};
use crate::offers::{self, OfferRow};
use crate::{db::schema::claims, on_backend, sites};
use diesel::prelude::*;
use shared::claims::{Claim, ClaimState, NewClaim, Party};
use shared::ids::{ClaimId, NeedId, SiteId};
use shared::needs::{NeedStatus, NewAnswer};
use shared::offers::OfferSummary;
use uuid::Uuid;

/// Everything that makes a claim, once it is clear who may ask for it.
struct Asked<'a> {
    by: Party,
    offer: OfferRow,
    site: SiteId,
    wish: Wish,
    need: Option<NeedRow>,
    message: Option<&'a str>,
}

/// Reserves part of an offer for one of the caller's sites, for a need of that site or not.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation's site; 409 when less is left, the offer is closed, the
/// site cannot keep the food, its dates forbid the hand-over, or the need is closed or covered; 422 for a wrong quantity,
/// site, need or time.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewClaim) -> Result<Claim, Error> {
    let asked = asked(cx, actor, new)?;
    open_to_all(&asked.offer)?;
    ask(cx, actor, asked)
}

/// Reserves part of an offer that is kept for those who were called first: what the decision of its cascade gives them.
///
/// # Errors
/// As [`create`].
pub fn grant(cx: &mut Cx<'_>, actor: &Actor, new: &NewClaim) -> Result<Claim, Error> {
    let asked = asked(cx, actor, new)?;
    ask(cx, actor, asked)
}

/// Whether a claim like this would be made now, were the offer open to everybody.
///
/// # Errors
/// As [`create`].
pub fn check(cx: &mut Cx<'_>, actor: &Actor, new: &NewClaim) -> Result<(), Error> {
    let asked = asked(cx, actor, new)?;
    examine(cx, &asked)
}

/// Only those who were called first wish for it until everybody's turn comes; that is what their wishes are for.
fn open_to_all(offer: &OfferRow) -> Result<(), Error> {
    let kept = offer.first_until.map(|until| Refusal::NotYetOpen { until });
    kept.map_or(Ok(()), |refusal| Err(refusal.problem().into()))
}

/// A taker's claim, once it is clear that the caller may ask for it.
fn asked<'a>(cx: &mut Cx<'_>, actor: &Actor, new: &'a NewClaim) -> Result<Asked<'a>, Error> {
    actor.see_network()?;
    let offer = offers::store::load(cx.conn, new.offer_id)?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let need = new.need_id.map(|need| need_of(cx, need, site.id)).transpose()?;
    let wish = Wish { taker: permit.organisation_id(), storage: site.storage, grams: new.grams, pickup_at: new.pickup_at };
    let message = new.message.as_deref();
    Ok(Asked { by: Party::Taker, offer, site: site.id, wish, need, message })
}

/// Proposes part of one of the caller's own offers to a need: the needing side accepts or declines.
///
/// # Errors
/// 404 when there is no such need; 403 for another organisation's offer; 409 and 422 as for [`create`].
pub fn propose(cx: &mut Cx<'_>, actor: &Actor, need: NeedId, new: &NewAnswer) -> Result<Claim, Error> {
    actor.see_network()?;
    let need = needs::store::current(cx, need)?;
    let offer = offers::store::load(cx.conn, new.offer_id).map_err(|_| Error::invalid("/offer_id", "unknown"))?;
    actor.act_for(offer.organisation_id)?;
    open_to_all(&offer)?;
    let site = sites::store::find(cx, actor, need.site_id)?;
    let wish = Wish { taker: need.organisation_id, storage: site.storage, grams: new.grams, pickup_at: new.pickup_at };
    let message = new.message.as_deref();
    ask(cx, actor, Asked { by: Party::Giver, offer, site: site.id, wish, need: Some(need), message })
}

/// The need that a taker's claim answers: one of the site to which the food goes.
fn need_of(cx: &mut Cx<'_>, id: NeedId, site: SiteId) -> Result<NeedRow, Error> {
    let need = needs::store::current(cx, id).map_err(|_| Error::invalid("/need_id", "unknown"))?;
    if need.site_id == site { Ok(need) } else { Err(Error::invalid("/need_id", "other_site")) }
}

/// Asks the rules.
fn examine(cx: &mut Cx<'_>, asked: &Asked<'_>) -> Result<(), Error> {
    let summary = summary(cx, &asked.offer)?;
    rules::claim(&offered(&asked.offer, &summary), &asked.wish, cx.now).map_err(|refusal| refusal.problem())?;
    let first = summary.pickup_windows.first().map_or(cx.now, |window| window.starts_at);
    let earliest = asked.wish.pickup_at.unwrap_or(first).max(cx.now);
    offers::store::check_hand_over(cx, &asked.offer, asked.wish.taker, earliest)?;
    if let Some(need) = &asked.need {
        needs::rules::answer(&need.terms(), asked.offer.temperature_class, cx.now)?;
    }
    Ok(())
}

/// Asks the rules, takes the quantity from the offer and counts it as promised to the need, and writes the claim.
fn ask(cx: &mut Cx<'_>, actor: &Actor, asked: Asked<'_>) -> Result<Claim, Error> {
    examine(cx, &asked)?;
    if !offers::store::reserve(cx, asked.offer.id, asked.wish.grams)? {
        return Err(lost_race(cx, &asked.offer)?.problem().into());
    }
    if let Some(need) = &asked.need
        && !needs::store::promise(cx, need, asked.wish.grams)?
    {
        return Err(lost_need(cx, need)?.into());
    }
    let row = row(cx, actor, &asked)?;
    on_backend!(cx.conn, conn => diesel::insert_into(claims::table).values(&row).execute(conn))?;
    record(
        cx,
        NewEventRow {
            claim_id: row.id,
            number: 1,
            at: cx.now,
            state: ClaimState::Requested,
            user_id: Some(actor.user_id),
            party: Some(asked.by),
            reason: None,
            grams: Some(row.grams),
            temperature_decidegrees: None,
        },
    )?;
    let claims = assemble(cx.conn, actor, vec![row])?;
    let claim = claims.into_iter().next().ok_or_else(Error::not_found)?;
    notices::requested(cx, &claim)?;
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

/// Why the guarded update of the offer changed nothing although the rules allowed it a moment ago.
fn lost_race(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<Refusal, Error> {
    let offer = offers::store::load(cx.conn, offer.id)?;
    let open = offer.status == shared::offers::OfferStatus::Open && offer.closes_at > cx.now;
    Ok(if open { Refusal::Exhausted { left: offer.left_grams } } else { Refusal::Closed })
}

/// Why the guarded update of the need changed nothing although the rules allowed it a moment ago.
fn lost_need(cx: &mut Cx<'_>, need: &NeedRow) -> Result<needs::rules::Refusal, Error> {
    let need = needs::store::load(cx.conn, need.id)?;
    let open = need.status == NeedStatus::Open && need.closes_at > cx.now;
    Ok(if open { needs::rules::Refusal::Covered } else { needs::rules::Refusal::Closed(need.status) })
}

fn row(cx: &Cx<'_>, actor: &Actor, asked: &Asked<'_>) -> Result<ClaimRow, Error> {
    let Asked { by, offer, site, wish, need, message } = asked;
    let message = message.map(str::trim).filter(|message| !message.is_empty());
    Ok(ClaimRow {
        id: ClaimId(Uuid::now_v7()),
        offer_id: offer.id,
        giver_id: offer.organisation_id,
        taker_id: wish.taker,
        taker_site_id: *site,
        grams: wish.grams,
        received_grams: None,
        state: ClaimState::Requested,
        pickup_at: wish.pickup_at,
        message: message.map(str::to_owned),
        handover_code: code()?,
        wrong_codes: 0,
        code_locked_until: None,
        lapses_at: rules::lapses_at(ClaimState::Requested, cx.now, offer.closes_at, None),
        claimed_by: actor.user_id,
        requested_at: cx.now,
        updated_at: cx.now,
        version: 1,
        need_id: need.as_ref().map(|need| need.id),
        need_occurrence: need.as_ref().map(|need| need.occurrence),
        asked_by: *by,
        from_cell: offer.cell,
    })
}

/// Four digits that nobody can foresee: short enough to be said across a dock, safe because tries are counted.
///
/// # Errors
/// When the machine gives no random numbers.
pub fn code() -> Result<String, Error> {
    let random = getrandom::u64().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{:04}", random % 10_000))
}
