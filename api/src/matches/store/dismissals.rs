//! Matches that organisations do not want to see again, and what that teaches.

use crate::db::schema::match_dismissals as dismissals;
use crate::engine::matching::Learnt;
use crate::http::{Actor, Cx, Error};
use crate::matches::model::DismissalRow;
use crate::matches::rules::TEACHES;
use crate::{needs, offers, on_backend};
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::ids::{DismissalId, NeedId, OfferId, OrganisationId};
use shared::matches::{Dismissal, DismissalReason, MatchSide, NewDismissal};
use std::collections::HashSet;
use uuid::Uuid;

/// Dismisses a match for one of its two organisations.
///
/// # Errors
/// 403 when the caller does not act for that organisation; 422 when there is no such offer or need, or the organisation
/// is neither the offer's nor the need's.
pub fn dismiss(cx: &mut Cx<'_>, actor: &Actor, new: &NewDismissal) -> Result<Dismissal, Error> {
    actor.see_network()?;
    let offer = offers::store::load(cx.conn, new.offer_id).map_err(|_| Error::invalid("/offer_id", "unknown"))?;
    let need = needs::store::load(cx.conn, new.need_id).map_err(|_| Error::invalid("/need_id", "unknown"))?;
    let (side, category_code) = match new.organisation_id {
        giver if giver == offer.organisation_id => (MatchSide::Offering, need.category_code),
        taker if taker == need.organisation_id => (MatchSide::Needing, offer.category_code),
        _ => return Err(Error::invalid("/organisation_id", "unknown")),
    };
    let permit = actor.act_for(new.organisation_id)?;
    let row = DismissalRow {
        id: DismissalId(Uuid::now_v7()),
        offer_id: new.offer_id,
        need_id: new.need_id,
        organisation_id: permit.organisation_id(),
        side,
        reason: new.reason,
        category_code,
        dismissed_by: permit.user_id(),
        dismissed_at: cx.now,
    };
    let pair = (dismissals::offer_id, dismissals::need_id, dismissals::organisation_id);
    let (reason, by, at) = (row.reason, row.dismissed_by, row.dismissed_at);
    on_backend!(cx.conn, conn => diesel::insert_into(dismissals::table)
        .values(row)
        .on_conflict(pair)
        .do_update()
        .set((dismissals::reason.eq(reason), dismissals::dismissed_by.eq(by), dismissals::dismissed_at.eq(at)))
        .execute(conn))?;
    let kept = dismissals::table
        .filter(dismissals::offer_id.eq(new.offer_id))
        .filter(dismissals::need_id.eq(new.need_id))
        .filter(dismissals::organisation_id.eq(new.organisation_id));
    let kept: DismissalRow = kept.select(DismissalRow::as_select()).first(cx.conn)?;
    Ok(kept.into())
}

/// Undoes a dismissal.
///
/// # Errors
/// 404 when there is none, or it is another organisation's; 403 when the caller's is not approved.
pub fn undo(cx: &mut Cx<'_>, actor: &Actor, id: DismissalId) -> Result<(), Error> {
    let row: Option<DismissalRow> =
        dismissals::table.find(id).select(DismissalRow::as_select()).first(cx.conn).optional()?;
    let row = row.filter(|row| actor.belongs_to(row.organisation_id)).ok_or_else(Error::not_found)?;
    actor.act_for(row.organisation_id)?;
    diesel::delete(dismissals::table.find(id)).execute(cx.conn)?;
    Ok(())
}

/// The offers that an organisation does not want to see for one of its needs.
///
/// # Errors
/// When the database fails.
pub(super) fn dismissed_offers(cx: &mut Cx<'_>, need: NeedId, by: OrganisationId) -> Result<HashSet<OfferId>, Error> {
    let dismissed = dismissals::table.filter(dismissals::need_id.eq(need)).filter(dismissals::organisation_id.eq(by));
    Ok(dismissed.select(dismissals::offer_id).load(cx.conn)?.into_iter().collect())
}

/// What an organisation's dismissals have taught.
///
/// # Errors
/// When the database fails.
pub(super) fn learnt(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Learnt, Error> {
    let rows: Vec<(DismissalReason, String, i64)> = dismissals::table
        .filter(dismissals::organisation_id.eq(organisation))
        .filter(dismissals::dismissed_at.ge(cx.now.plus(-TEACHES)))
        .group_by((dismissals::reason, dismissals::category_code))
        .select((dismissals::reason, dismissals::category_code, count_star()))
        .load(cx.conn)?;
    let mut learnt = Learnt::default();
    for (reason, category, times) in rows {
        learn(&mut learnt, reason, category, times);
    }
    Ok(learnt)
}

/// Counts a reason that was given so many times for food of a category.
pub(super) fn learn(learnt: &mut Learnt, reason: DismissalReason, category: String, times: i64) {
    match reason {
        DismissalReason::TooFar => learnt.too_far += times,
        DismissalReason::WrongFood => *learnt.wrong_food.entry(category).or_default() += times,
        DismissalReason::TooMuch | DismissalReason::TooLittle | DismissalReason::NoTime | DismissalReason::Other => {}
    }
}
