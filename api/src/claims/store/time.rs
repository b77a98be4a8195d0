//! What time and the offer's giver do to claims.

use super::steps::{Note, apply};
use crate::claims::model::ClaimRow;
use crate::claims::rules;
use crate::claims::{mails, notices};
use crate::db::expr::any_of;
use crate::db::schema::claims;
use crate::http::{Actor, Cx, Error};
use crate::offers::{self, OfferRow, end_of_day};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::accounts::Locale;
use shared::claims::{ClaimAction, ClaimState, Party};
use shared::ids::{NeedId, OfferId};
use shared::time::UtcMillis;

/// Why requests fall when their offer is withdrawn, in the network's language: both sides read it.
const fn withdrawn(locale: Locale) -> &'static str {
    match locale {
        Locale::French => "L’offre a été retirée.",
        Locale::English => "The offer was withdrawn.",
    }
}

/// Why claims end when their food is recalled, in the network's language.
const fn recalled(locale: Locale) -> &'static str {
    match locale {
        Locale::French => "Ce produit est rappelé.",
        Locale::English => "This product is recalled.",
    }
}

/// Why proposals fall when their need is withdrawn, in the network's language.
const fn need_withdrawn(locale: Locale) -> &'static str {
    match locale {
        Locale::French => "Le besoin a été retiré.",
        Locale::English => "The need was withdrawn.",
    }
}

/// When a claim ends by itself once it is in `state`.
///
/// # Errors
/// When the database fails.
pub(super) fn lapses_at(cx: &mut Cx<'_>, row: &ClaimRow, state: ClaimState) -> Result<UtcMillis, Error> {
    if state.is_final() || state == ClaimState::Collected {
        return Ok(row.lapses_at);
    }
    let offer = offers::store::load(cx.conn, row.offer_id)?;
    Ok(of_offer(cx, &offer, state, row.requested_at))
}

fn of_offer(cx: &Cx<'_>, offer: &OfferRow, state: ClaimState, requested_at: UtcMillis) -> UtcMillis {
    let safe_until = offer.use_by.map(|day| end_of_day(day, cx.settings.time_zone));
    rules::lapses_at(state, requested_at, offer.closes_at, safe_until)
}

/// Follows an offer whose windows or dates changed: what waits of it has as long as it says now.
///
/// # Errors
/// When the database fails.
pub fn reschedule(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<(), Error> {
    let waiting: Vec<ClaimRow> = claims::table
        .filter(claims::offer_id.eq(offer.id))
        .filter(any_of(claims::state, rules::WAITING))
        .select(ClaimRow::as_select())
        .load(cx.conn)?;
    for row in waiting {
        let lapses_at = of_offer(cx, offer, row.state, row.requested_at);
        let unchanged = claims::table.find(row.id).filter(claims::state.eq(row.state));
        diesel::update(unchanged).set(claims::lapses_at.eq(lapses_at)).execute(cx.conn)?;
    }
    Ok(())
}

/// Declines the requests of an offer that its giver takes back. What was accepted stays promised.
///
/// # Errors
/// When the database fails.
pub fn decline_waiting(cx: &mut Cx<'_>, actor: &Actor, offer: OfferId) -> Result<(), Error> {
    let reason = Some(withdrawn(cx.settings.default_locale));
    let requests: Vec<ClaimRow> = claims::table
        .filter(claims::offer_id.eq(offer))
        .filter(claims::state.eq(ClaimState::Requested))
        .select(ClaimRow::as_select())
        .load(cx.conn)?;
    for row in requests {
        // What the giver itself proposed, it takes back.
        let action = if row.asked_by == Party::Giver { ClaimAction::Cancel } else { ClaimAction::Decline };
        end(cx, actor, &row, action, Party::Giver, reason)?;
    }
    Ok(())
}

/// Ends all claims of an offer that wait, because its food is recalled: what was accepted, too.
///
/// # Errors
/// When the database fails.
pub fn cancel_recalled(cx: &mut Cx<'_>, actor: &Actor, offer: OfferId) -> Result<(), Error> {
    let reason = Some(recalled(cx.settings.default_locale));
    let waiting: Vec<ClaimRow> = claims::table
        .filter(claims::offer_id.eq(offer))
        .filter(any_of(claims::state, rules::WAITING))
        .order(claims::id)
        .select(ClaimRow::as_select())
        .load(cx.conn)?;
    for row in waiting {
        end(cx, actor, &row, ClaimAction::Cancel, Party::Giver, reason)?;
    }
    Ok(())
}

/// Declines the proposals for a need that its organisation takes back. What its own side asked for, and what was
/// accepted, stays.
///
/// # Errors
/// When the database fails.
pub fn decline_proposals(cx: &mut Cx<'_>, actor: &Actor, need: NeedId) -> Result<(), Error> {
    let reason = Some(need_withdrawn(cx.settings.default_locale));
    let proposals: Vec<ClaimRow> = claims::table
        .filter(claims::need_id.eq(need))
        .filter(claims::state.eq(ClaimState::Requested))
        .filter(claims::asked_by.eq(Party::Giver))
        .select(ClaimRow::as_select())
        .load(cx.conn)?;
    for row in proposals {
        end(cx, actor, &row, ClaimAction::Decline, Party::Taker, reason)?;
    }
    Ok(())
}

/// A step that follows from what somebody did elsewhere.
fn end(
    cx: &mut Cx<'_>,
    actor: &Actor,
    row: &ClaimRow,
    action: ClaimAction,
    by: Party,
    reason: Option<&str>,
) -> Result<(), Error> {
    apply(cx, row, action, Some((actor.user_id, by)), Note { reason, ..Note::default() })?;
    // Whoever did it may stand on neither side.
    let claim = super::read::told(cx.conn, row.id)?;
    notices::stepped(cx, &claim, row, by)?;
    mails::stepped(cx, &claim, row, by, reason)
}

/// Ends the claims whose time is over, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn lapse_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    // Text without parameters, word for word the condition of the partial index.
    let waits = sql::<Bool>("claims.state IN ('requested', 'accepted', 'ready')");
    let due: Vec<ClaimRow> = claims::table
        .filter(waits)
        .filter(claims::lapses_at.le(cx.now))
        .order(claims::lapses_at)
        .limit(limit)
        .select(ClaimRow::as_select())
        .load(cx.conn)?;
    // All lots first, in the order in which everybody holds them; the claims come by time.
    offers::store::hold_lots(cx, due.iter().map(|row| row.offer_id))?;
    for row in &due {
        apply(cx, row, ClaimAction::Expire, None, Note::default())?;
        notices::lapsed(cx, row)?;
        mails::lapsed(cx, row)?;
    }
    Ok(due.len())
}
