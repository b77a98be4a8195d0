//! What those who were called answer, and the giver who does not want to wait.

use super::{find, hold, load, set_end};
use crate::cascades::model::{CallRow, CascadeRow, WishRow};
use crate::cascades::rules::Refusal;
use crate::db::schema::{cascade_calls, cascade_wishes, cascades};
use crate::http::{Actor, Cx, Error};
use crate::{claims, offers, sites};
use diesel::prelude::*;
use shared::answers::AnswerKind;
use shared::cascades::{Cascade, CascadeDecline, NewWish};
use shared::claims::NewClaim;
use shared::ids::{OfferId, OrganisationId};
use shared::text::tidy;
use shared::time::UtcMillis;

/// Wishes for part of an offer, in place of an earlier wish of the same step.
///
/// # Errors
/// 404 when there is no such offer; 409 when the organisation was not called yet or the cascade is over; else as for a
/// claim.
pub fn wish(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, new: &NewWish) -> Result<Cascade, Error> {
    actor.see_network()?;
    offers::store::load(cx.conn, id)?;
    let (step, until) = running(cx, id)?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|_| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let call = call(cx, id, permit.organisation_id(), until)?;
    claims::store::check(cx, actor, &claim_of(id, new))?;
    hold(cx, &step)?;
    take_back(cx, &step, call.organisation_id)?;
    let row = WishRow {
        offer_id: id,
        organisation_id: call.organisation_id,
        number: step.number,
        site_id: new.site_id,
        grams: new.grams,
        pickup_at: new.pickup_at,
        need_id: new.need_id,
        message: new.message.as_deref().and_then(tidy),
        wished_by: actor.user_id,
        wished_at: cx.now,
        granted_grams: None,
        claim_id: None,
    };
    diesel::insert_into(cascade_wishes::table).values(&row).execute(cx.conn)?;
    answered(cx, &step, &call, AnswerKind::Take)?;
    find(cx, actor, id)
}

fn claim_of(offer_id: OfferId, new: &NewWish) -> NewClaim {
    NewClaim {
        offer_id,
        site_id: new.site_id,
        grams: new.grams,
        pickup_at: new.pickup_at,
        need_id: new.need_id,
        message: new.message.clone(),
    }
}

/// Says no to an offer, and takes back what was wished in this step.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation; 409 when it was not called yet or the cascade is over.
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, said: CascadeDecline) -> Result<Cascade, Error> {
    actor.see_network()?;
    offers::store::load(cx.conn, id)?;
    let permit = actor.act_for(said.organisation_id)?;
    let (step, until) = running(cx, id)?;
    let call = call(cx, id, permit.organisation_id(), until)?;
    hold(cx, &step)?;
    take_back(cx, &step, call.organisation_id)?;
    answered(cx, &step, &call, AnswerKind::Decline)?;
    find(cx, actor, id)
}

/// Opens an offer to everybody: what is wished so far is decided first.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation's; 409 when it is open to everybody already.
pub fn end(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<Cascade, Error> {
    actor.see_network()?;
    let offer = offers::store::load(cx.conn, id)?;
    actor.act_for(offer.organisation_id)?;
    let (step, _) = running(cx, id)?;
    hold(cx, &step)?;
    diesel::update(cascades::table.find(id)).set(cascades::then_everybody.eq(true)).execute(cx.conn)?;
    set_end(cx, id, Some(cx.now))?;
    find(cx, actor, id)
}

/// The running step, and when it is decided.
fn running(cx: &mut Cx<'_>, id: OfferId) -> Result<(CascadeRow, UtcMillis), Error> {
    let step = load(cx, id)?.and_then(|row| Some((row, row.ends_at?)));
    step.ok_or_else(|| Refusal::Over.problem().into())
}

fn call(cx: &mut Cx<'_>, id: OfferId, organisation: OrganisationId, until: UtcMillis) -> Result<CallRow, Error> {
    let row = cascade_calls::table.find((id, organisation)).select(CallRow::as_select()).first(cx.conn).optional()?;
    row.ok_or_else(|| Refusal::NotYetOpen { until }.problem().into())
}

fn take_back(cx: &mut Cx<'_>, step: &CascadeRow, organisation: OrganisationId) -> Result<(), Error> {
    diesel::delete(cascade_wishes::table.find((step.offer_id, organisation, step.number))).execute(cx.conn)?;
    Ok(())
}

/// Notes an answer. Once all whom this step called have answered, there is nothing to wait for.
fn answered(cx: &mut Cx<'_>, step: &CascadeRow, call: &CallRow, answer: AnswerKind) -> Result<(), Error> {
    let own = cascade_calls::table.find((call.offer_id, call.organisation_id));
    diesel::update(own).set(cascade_calls::answer.eq(answer)).execute(cx.conn)?;
    let waiting: i64 = cascade_calls::table
        .filter(cascade_calls::offer_id.eq(step.offer_id))
        .filter(cascade_calls::number.eq(step.number))
        .filter(cascade_calls::answer.is_null())
        .count()
        .get_result(cx.conn)?;
    if waiting == 0 && step.ends_at.is_some_and(|ends_at| ends_at > cx.now) {
        set_end(cx, step.offer_id, Some(cx.now))?;
    }
    Ok(())
}
