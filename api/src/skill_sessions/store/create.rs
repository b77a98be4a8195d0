//! A new session.

use super::people::free;
use super::read;
use super::steps::record;
use crate::db::schema::skill_sessions;
use crate::http::{Actor, Cx, Error, Permit};
use crate::offers::today;
use crate::sites;
use crate::skill_sessions::model::{NewEventRow, SessionRow};
use crate::skill_sessions::notices;
use crate::skill_sessions::rules::{self, Refusal, Wish};
use crate::skills::store::is_member;
use crate::skills::{self, ListingRow};
use diesel::prelude::*;
use shared::ids::{OrganisationId, SiteId, SkillSessionId, UserId};
use shared::skill_sessions::{NewSkillSession, SkillSession, SkillSessionParty, SkillSessionState};
use shared::skills::ListingKind;
use shared::text::tidy;
use shared::time::MINUTE;
use uuid::Uuid;

/// Who helps whom.
#[derive(Clone, Copy)]
struct Between {
    giver: OrganisationId,
    receiver: OrganisationId,
    proposed_by: SkillSessionParty,
}

/// Proposes a session to the organisation that offers or looks for the skill.
///
/// # Errors
/// 404 when there is no such skill; 403 for another organisation; 409 where the skill is paused or whoever would help is
/// busy; 422 for a time, a place or a person that does not fit.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewSkillSession) -> Result<SkillSession, Error> {
    actor.see_network()?;
    let listing = skills::store::visible(cx.conn, actor, new.listing_id)?;
    let permit = actor.act_for(new.organisation_id)?;
    let between = between(&listing, &permit);
    let open = skills::is_open(listing.paused_at.is_some(), listing.needed_by, today(cx.now, cx.settings.time_zone));
    let wish = Wish { giver: between.giver, receiver: between.receiver, open, starts_at: new.starts_at };
    rules::propose(&wish, cx.now).map_err(Refusal::problem)?;
    let person_id = person(cx, &listing, between, &permit, new.person_id)?;
    let ends_at = new.starts_at.plus(new.minutes.saturating_mul(MINUTE));
    if let Some(person) = person_id {
        free(cx.conn, person, (new.starts_at, ends_at), None)?;
    }
    let row = SessionRow {
        id: SkillSessionId(Uuid::now_v7()),
        listing_id: listing.id,
        giver_id: between.giver,
        receiver_id: between.receiver,
        person_id,
        starts_at: new.starts_at,
        ends_at,
        site_id: place(cx, actor, between, new.site_id)?,
        note: new.note.as_deref().and_then(tidy),
        counted: new.counted && cx.settings.skills.count_hours,
        state: SkillSessionState::Proposed,
        proposed_by: between.proposed_by,
        proposed_by_user: permit.user_id(),
        answer_by: rules::answer_by(new.starts_at, cx.now),
        giver_minutes: None,
        receiver_minutes: None,
        remind_at: None,
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(skill_sessions::table).values(&row).execute(cx.conn)?;
    let first = NewEventRow {
        session_id: row.id,
        number: 1,
        at: cx.now,
        state: row.state,
        user_id: Some(permit.user_id()),
        party: Some(between.proposed_by),
        minutes: None,
        note: None,
    };
    record(cx, first)?;
    let session = read::find(cx, actor, row.id)?;
    notices::proposed(cx, &session)?;
    Ok(session)
}

fn between(listing: &ListingRow, permit: &Permit) -> Between {
    let (owner, us) = (listing.organisation_id, permit.organisation_id());
    match listing.kind {
        ListingKind::Offered => Between { giver: owner, receiver: us, proposed_by: SkillSessionParty::Receiver },
        ListingKind::Wanted => Between { giver: us, receiver: owner, proposed_by: SkillSessionParty::Giver },
    }
}

/// Who would help: whoever the skill names, or whom the helping organisation that proposes says.
fn person(
    cx: &mut Cx<'_>,
    listing: &ListingRow,
    between: Between,
    permit: &Permit,
    named: Option<UserId>,
) -> Result<Option<UserId>, Error> {
    if between.proposed_by == SkillSessionParty::Receiver {
        if named.is_some() {
            return Err(Refusal::NotOurPerson.problem().into());
        }
        let Some(person) = listing.person_id else { return Ok(None) };
        return Ok(is_member(cx.conn, between.giver, person)?.then_some(person));
    }
    let person = named.unwrap_or_else(|| permit.user_id());
    if is_member(cx.conn, between.giver, person)? { Ok(Some(person)) } else { Err(Refusal::NoMember.problem().into()) }
}

fn place(cx: &mut Cx<'_>, actor: &Actor, between: Between, site: Option<SiteId>) -> Result<Option<SiteId>, Error> {
    let Some(id) = site else { return Ok(None) };
    let unknown = || Error::invalid("/site_id", "unknown");
    let site = sites::store::find(cx, actor, id).map_err(|_| unknown())?;
    let of_one = [between.giver, between.receiver].contains(&site.organisation.id);
    if of_one { Ok(Some(id)) } else { Err(unknown()) }
}
