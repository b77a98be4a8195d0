//! Steps on a claim: each checks the caller's side, the state and the step's own conditions, then changes the row only
//! if it still is as it was read.

use super::read::load;
use super::{ledger, time};
use crate::claims::model::{ClaimRow, NewEventRow};
use crate::claims::rules::{self, Refusal};
use crate::claims::{mails, notices, store::read};
use crate::db::schema::{claim_events, claims};
use crate::http::{Actor, Cx, Error};
use crate::{needs, offers, on_backend, records, tours};
use diesel::prelude::*;
use shared::claims::{Claim, ClaimAction, ClaimState, Party, Reception};
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, UserId};
use shared::units::Grams;

/// What a step leaves in the timeline besides the state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Note<'n> {
    pub reason: Option<&'n str>,
    pub grams: Option<Grams>,
    pub temperature: Option<DeciCelsius>,
}

/// Who takes a step; `None` for time.
pub(super) type By = Option<(UserId, Party)>;

/// Whoever was asked agrees.
///
/// # Errors
/// 404, 403 for the other side, 409 when the state does not allow it.
pub fn accept(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId) -> Result<Claim, Error> {
    simple(cx, actor, id, ClaimAction::Accept, None)
}

/// Whoever was asked says no; the quantity is free again.
///
/// # Errors
/// As [`accept`].
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, reason: &str) -> Result<Claim, Error> {
    simple(cx, actor, id, ClaimAction::Decline, Some(reason))
}

/// The giver has set the food aside.
///
/// # Errors
/// As [`accept`].
pub fn ready(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId) -> Result<Claim, Error> {
    simple(cx, actor, id, ClaimAction::Ready, None)
}

/// Either side calls it off; the quantity is free again.
///
/// # Errors
/// As [`accept`].
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, reason: &str) -> Result<Claim, Error> {
    simple(cx, actor, id, ClaimAction::Cancel, Some(reason))
}

fn simple(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, action: ClaimAction, reason: Option<&str>) -> Result<Claim, Error> {
    let (row, party) = permitted(cx, actor, id, action)?;
    apply(cx, &row, action, Some((actor.user_id, party)), Note { reason, ..Note::default() })?;
    let claim = read::find(cx, actor, id)?;
    notices::stepped(cx, &claim, &row, party)?;
    mails::stepped(cx, &claim, &row, party, reason)?;
    Ok(claim)
}

/// The taker has counted the food in; what was lost on the way goes to the ledger with its reason.
///
/// # Errors
/// As [`accept`]; 422 when more arrived than was collected, less without a reason, or when more of its lot was lost than the
/// site still has: then some was given out that cannot have arrived.
pub fn receive(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, told: &Reception) -> Result<Claim, Error> {
    let (row, party) = permitted(cx, actor, id, ClaimAction::Receive)?;
    let received = rules::received(row.grams, told).map_err(|refusal| refusal.problem())?;
    let reason = told.reason.as_deref();
    if received < row.grams {
        // The lot first, as everywhere: what was lost goes by its books.
        offers::store::hold_lot(cx, row.offer_id)?;
    }
    apply(
        cx,
        &row,
        ClaimAction::Receive,
        Some((actor.user_id, party)),
        Note { reason, grams: Some(received), temperature: None },
    )?;
    diesel::update(claims::table.find(id)).set(claims::received_grams.eq(received)).execute(cx.conn)?;
    if let Some(link) = row.need() {
        needs::store::arrive(cx, link, row.grams, received)?;
    }
    if received < row.grams {
        let offer = offers::store::load(cx.conn, row.offer_id)?;
        ledger::lost(cx, &row, &offer, row.grams.minus(received), actor.user_id, reason)?;
    }
    let claim = read::find(cx, actor, id)?;
    notices::stepped(cx, &claim, &row, party)?;
    mails::stepped(cx, &claim, &row, party, reason)?;
    Ok(claim)
}

/// The claim, if the caller may take this step on it as far as sides go, and for which side.
///
/// # Errors
/// 404, 403 for the other side, 409 when its time is over.
pub(super) fn permitted(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: ClaimId,
    action: ClaimAction,
) -> Result<(ClaimRow, Party), Error> {
    let (row, sides) = load(cx.conn, actor, id)?;
    let party = sides.into_iter().find(|side| action.is_for(*side, row.asked_by)).ok_or_else(Error::forbidden)?;
    let organisation = if party == Party::Giver { row.giver_id } else { row.taker_id };
    // A suspended organisation promises nothing new, but what it has promised is brought to an end.
    if action == ClaimAction::Accept {
        actor.act_for(organisation)?
    } else {
        actor.finish_for(organisation)?
    };
    lapsed_already(cx, &row)?;
    Ok((row, party))
}

/// Time may have ended a claim although no worker has come by yet.
///
/// # Errors
/// 409 where it has.
pub(super) fn lapsed_already(cx: &Cx<'_>, row: &ClaimRow) -> Result<(), Error> {
    let over = rules::waits(row.state) && row.lapses_at <= cx.now;
    if over { Err(Refusal::State(ClaimState::Expired).problem().into()) } else { Ok(()) }
}

/// Moves the claim on: the new state if it still is in the old one, the timeline, and the quantity where it is free
/// again.
///
/// # Errors
/// 409 when the state does not allow the step, or somebody was faster.
pub(super) fn apply(cx: &mut Cx<'_>, row: &ClaimRow, action: ClaimAction, by: By, note: Note<'_>) -> Result<(), Error> {
    let state = rules::step(row.state, action).map_err(|refusal| refusal.problem())?;
    // The lot first: its recall ends all claims on it that wait, and none of them may change meanwhile.
    let kept = if rules::waits(row.state) { offers::store::hold_lot(cx, row.offer_id)? } else { None };
    let unchanged = claims::table.find(row.id).filter(claims::state.eq(row.state)).filter(claims::version.eq(row.version));
    let lapses_at = time::lapses_at(cx, row, state)?;
    let changed = diesel::update(unchanged)
        .set((
            claims::state.eq(state),
            claims::lapses_at.eq(lapses_at),
            claims::updated_at.eq(cx.now),
            claims::version.eq(claims::version + 1),
        ))
        .execute(cx.conn)?;
    if changed == 0 {
        let now: ClaimState = claims::table.find(row.id).select(claims::state).first(cx.conn)?;
        return Err(Refusal::State(now).problem().into());
    }
    if row.state.holds_quantity() && !state.holds_quantity() {
        offers::store::release(cx, row.offer_id, row.grams)?;
        if let Some(link) = row.need() {
            needs::store::release(cx, link, row.grams)?;
        }
    }
    // What changes hands is taken from the lot next, which sets this anew.
    if state.is_final() {
        offers::store::settle_lot(cx, kept)?;
    }
    let number: i64 = claim_events::table.filter(claim_events::claim_id.eq(row.id)).count().get_result(cx.conn)?;
    if changes_records(row.state, state) {
        records::store::change(cx, &[row.giver_id, row.taker_id])?;
    }
    // Only what waits to be fetched can be on a tour without being on board.
    let waited = matches!(row.state, ClaimState::Accepted | ClaimState::Ready);
    if waited && (state.is_final() || state == ClaimState::Collected) {
        tours::store::claim_ended(cx, row.id)?;
    }
    record(
        cx,
        NewEventRow {
            claim_id: row.id,
            number: number + 1,
            at: cx.now,
            state,
            user_id: by.map(|(user, _)| user),
            party: by.map(|(_, party)| party),
            reason: note.reason,
            grams: note.grams,
            temperature_decidegrees: note.temperature,
        },
    )
}

/// Whether something changes hands, or a promise is kept or broken.
fn changes_records(before: ClaimState, after: ClaimState) -> bool {
    before != ClaimState::Requested && (after.is_final() || after == ClaimState::Collected)
}

/// Adds to a timeline.
///
/// # Errors
/// When the database fails.
pub(super) fn record(cx: &mut Cx<'_>, event: NewEventRow<'_>) -> Result<(), Error> {
    on_backend!(cx.conn, conn => diesel::insert_into(claim_events::table).values(event).execute(conn))?;
    Ok(())
}
