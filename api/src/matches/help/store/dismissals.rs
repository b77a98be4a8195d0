//! Matches of equipment and skills that organisations do not want to see again, and what that teaches.

use crate::db::schema::help_dismissals as dismissals;
use crate::engine::matching::Learnt;
use crate::http::{Actor, Cx, Error};
use crate::matches::help::model::DismissalRow;
use crate::matches::rules::TEACHES;
use crate::{equipment, equipment_needs, on_backend, skills};
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::ids::{EquipmentId, EquipmentNeedId, HelpDismissalId, ObjectId, OrganisationId, SkillListingId};
use shared::matches::MatchSide;
use shared::matches::help::{HelpDismissal, HelpDismissalReason, HelpKind, NewHelpDismissal};
use shared::skills::ListingKind;
use std::collections::HashSet;
use uuid::Uuid;

/// One side of a match: whose it is, and the word of its kind.
type Side = (OrganisationId, &'static str);

/// Dismisses a match for one of its two organisations.
///
/// # Errors
/// 403 when the caller does not act for that organisation; 422 when there is no such thing on one of the sides, or the
/// organisation is neither one's nor the other's.
pub fn dismiss(cx: &mut Cx<'_>, actor: &Actor, new: &NewHelpDismissal) -> Result<HelpDismissal, Error> {
    actor.see_network()?;
    let (helping, wanting) = match new.kind {
        HelpKind::Equipment => (item(cx, new.helping_id)?, need(cx, new.wanting_id)?),
        HelpKind::Skill => (
            skill(cx, new.helping_id, ListingKind::Offered, "/helping_id")?,
            skill(cx, new.wanting_id, ListingKind::Wanted, "/wanting_id")?,
        ),
    };
    let (side, word) = match new.organisation_id {
        giver if giver == helping.0 => (MatchSide::Offering, wanting.1),
        taker if taker == wanting.0 => (MatchSide::Needing, helping.1),
        _ => return Err(Error::invalid("/organisation_id", "unknown")),
    };
    let permit = actor.act_for(new.organisation_id)?;
    let row = DismissalRow {
        id: HelpDismissalId(Uuid::now_v7()),
        kind: new.kind,
        helping_id: new.helping_id,
        wanting_id: new.wanting_id,
        organisation_id: permit.organisation_id(),
        side,
        reason: new.reason,
        word: word.to_owned(),
        dismissed_by: permit.user_id(),
        dismissed_at: cx.now,
    };
    let pair = (dismissals::helping_id, dismissals::wanting_id, dismissals::organisation_id);
    let (reason, by, at) = (row.reason, row.dismissed_by, row.dismissed_at);
    on_backend!(cx.conn, conn => diesel::insert_into(dismissals::table)
        .values(row)
        .on_conflict(pair)
        .do_update()
        .set((dismissals::reason.eq(reason), dismissals::dismissed_by.eq(by), dismissals::dismissed_at.eq(at)))
        .execute(conn))?;
    let kept = dismissals::table
        .filter(dismissals::helping_id.eq(new.helping_id))
        .filter(dismissals::wanting_id.eq(new.wanting_id))
        .filter(dismissals::organisation_id.eq(new.organisation_id));
    let kept: DismissalRow = kept.select(DismissalRow::as_select()).first(cx.conn)?;
    Ok(kept.into())
}

fn item(cx: &mut Cx<'_>, id: ObjectId) -> Result<Side, Error> {
    let row = equipment::store::load(cx.conn, EquipmentId(id.0)).map_err(|_| Error::invalid("/helping_id", "unknown"))?;
    Ok((row.organisation_id, row.kind.as_str()))
}

fn need(cx: &mut Cx<'_>, id: ObjectId) -> Result<Side, Error> {
    let id = EquipmentNeedId(id.0);
    let row = equipment_needs::store::rows(cx.conn, &[id])?.remove(&id);
    let row = row.ok_or_else(|| Error::invalid("/wanting_id", "unknown"))?;
    Ok((row.organisation_id, row.kind.as_str()))
}

fn skill(cx: &mut Cx<'_>, id: ObjectId, kind: ListingKind, pointer: &str) -> Result<Side, Error> {
    let id = SkillListingId(id.0);
    let row = skills::store::rows(cx.conn, &[id])?.remove(&id).filter(|row| row.kind == kind);
    let row = row.ok_or_else(|| Error::invalid(pointer, "unknown"))?;
    Ok((row.organisation_id, row.skill.as_str()))
}

/// Undoes a dismissal.
///
/// # Errors
/// 404 when there is none, or it is another organisation's; 403 when the caller's is not approved.
pub fn undo(cx: &mut Cx<'_>, actor: &Actor, id: HelpDismissalId) -> Result<(), Error> {
    let row: Option<DismissalRow> =
        dismissals::table.find(id).select(DismissalRow::as_select()).first(cx.conn).optional()?;
    let row = row.filter(|row| actor.belongs_to(row.organisation_id)).ok_or_else(Error::not_found)?;
    actor.act_for(row.organisation_id)?;
    diesel::delete(dismissals::table.find(id)).execute(cx.conn)?;
    Ok(())
}

/// What an organisation does not want to see for one of the things that it lends or offers.
///
/// # Errors
/// When the database fails.
pub(super) fn dismissed_wants(cx: &mut Cx<'_>, helping: ObjectId, by: OrganisationId) -> Result<HashSet<ObjectId>, Error> {
    let dismissed = dismissals::table.filter(dismissals::helping_id.eq(helping)).filter(dismissals::organisation_id.eq(by));
    Ok(dismissed.select(dismissals::wanting_id).load(cx.conn)?.into_iter().collect())
}

/// What an organisation does not want to see for one of the things that it looks for.
///
/// # Errors
/// When the database fails.
pub(super) fn dismissed_means(cx: &mut Cx<'_>, wanting: ObjectId, by: OrganisationId) -> Result<HashSet<ObjectId>, Error> {
    let dismissed = dismissals::table.filter(dismissals::wanting_id.eq(wanting)).filter(dismissals::organisation_id.eq(by));
    Ok(dismissed.select(dismissals::helping_id).load(cx.conn)?.into_iter().collect())
}

/// What an organisation's dismissals of one kind have taught.
///
/// # Errors
/// When the database fails.
pub(super) fn learnt(cx: &mut Cx<'_>, kind: HelpKind, organisation: OrganisationId) -> Result<Learnt, Error> {
    let rows: Vec<(HelpDismissalReason, String, i64)> = dismissals::table
        .filter(dismissals::organisation_id.eq(organisation))
        .filter(dismissals::kind.eq(kind))
        .filter(dismissals::dismissed_at.ge(cx.now.plus(-TEACHES)))
        .group_by((dismissals::reason, dismissals::word))
        .select((dismissals::reason, dismissals::word, count_star()))
        .load(cx.conn)?;
    let mut learnt = Learnt::default();
    for (reason, word, times) in rows {
        match reason {
            HelpDismissalReason::TooFar => learnt.too_far += times,
            HelpDismissalReason::WrongKind => *learnt.wrong_food.entry(word).or_default() += times,
            HelpDismissalReason::NoTime | HelpDismissalReason::Other => {}
        }
    }
    Ok(learnt)
}
