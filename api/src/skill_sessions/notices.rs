//! What people are told of sessions. Mails are those of notifications, for those who want them.

use super::model::SessionRow;
use super::store::subjects;
use crate::events::mail::Recipient;
use crate::http::{Cx, Error};
use crate::members;
use crate::notifications::{News, store as notifications};
use crate::skills::store::is_member;
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NotificationKind};
use shared::skill_sessions::{SkillSession, SkillSessionParty, SkillSessionState};

/// The other side has a proposal to answer.
///
/// # Errors
/// When the database fails.
pub fn proposed(cx: &mut Cx<'_>, session: &SkillSession) -> Result<(), Error> {
    let (to, by) = other_side(session, session.proposed_by);
    tell(cx, session, to, Some(by), NotificationKind::SkillAsked)
}

/// The other side hears of a step; of figures that it has to confirm as of something that waits.
///
/// # Errors
/// When the database fails.
pub fn stepped(cx: &mut Cx<'_>, session: &SkillSession, by: SkillSessionParty) -> Result<(), Error> {
    let confirmed = session.giver_minutes.is_some() || session.receiver_minutes.is_some();
    let waits = match session.state {
        SkillSessionState::Agreed => confirmed,
        SkillSessionState::ToSettle => true,
        _ => false,
    };
    let kind = if waits { NotificationKind::SkillDue } else { NotificationKind::SkillStepped };
    let (to, by) = other_side(session, by);
    tell(cx, session, to, Some(by), kind)
}

/// Both sides hear that time ran out.
///
/// # Errors
/// When the database fails.
pub fn expired(cx: &mut Cx<'_>, row: &SessionRow) -> Result<(), Error> {
    let state = SkillSessionState::Expired;
    for side in [row.giver_id, row.receiver_id] {
        remember(cx, row, side, state, NotificationKind::SkillStepped)?;
    }
    Ok(())
}

/// Those who have not confirmed what is over are asked to.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, row: &SessionRow) -> Result<(), Error> {
    let sides = [(row.giver_id, row.giver_minutes), (row.receiver_id, row.receiver_minutes)];
    let differ = row.state == SkillSessionState::ToSettle;
    for (side, _) in sides.into_iter().filter(|(_, minutes)| differ || minutes.is_none()) {
        remember(cx, row, side, row.state, NotificationKind::SkillDue)?;
    }
    Ok(())
}

/// Who hears of sessions on the side of an organisation.
///
/// # Errors
/// When the database fails.
pub fn recipients(cx: &mut Cx<'_>, side: OrganisationId) -> Result<Vec<Recipient>, Error> {
    members::store::coordinators(cx.conn, side)
}

/// To which organisation a step of `by` is told, and the name of the one that took it.
fn other_side(session: &SkillSession, by: SkillSessionParty) -> (OrganisationId, String) {
    match by {
        SkillSessionParty::Giver => (session.receiver.id, session.giver.name.clone()),
        SkillSessionParty::Receiver | SkillSessionParty::Observer => (session.giver.id, session.receiver.name.clone()),
    }
}

fn tell(
    cx: &mut Cx<'_>,
    session: &SkillSession,
    to: OrganisationId,
    other: Option<String>,
    kind: NotificationKind,
) -> Result<(), Error> {
    let facts = Facts {
        skill_session_id: Some(session.id),
        skill_session_state: Some(session.state),
        item: Some(session.listing.title.clone()),
        other,
        ..Facts::default()
    };
    let person = session.person.as_ref().map(|person| person.id);
    send(cx, to, person, kind, format!("skill_session:{}:{}", session.id, session.version), facts)
}

/// Tells of what time did.
fn remember(
    cx: &mut Cx<'_>,
    row: &SessionRow,
    to: OrganisationId,
    state: SkillSessionState,
    kind: NotificationKind,
) -> Result<(), Error> {
    let title = subjects(cx.conn, &[row.id])?.remove(&row.id).map(|(title, _)| title);
    let facts = Facts { skill_session_id: Some(row.id), skill_session_state: Some(state), item: title, ..Facts::default() };
    send(cx, to, row.person_id, kind, format!("skill_session:{}:time:{state}", row.id), facts)
}

/// Those who manage the organisation, and whoever helps where that is one of its members.
fn send(
    cx: &mut Cx<'_>,
    organisation_id: OrganisationId,
    person: Option<UserId>,
    kind: NotificationKind,
    cause: String,
    facts: Facts,
) -> Result<(), Error> {
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let mut people: Vec<UserId> = managing.into_iter().filter_map(|to| to.person).collect();
    if let Some(person) = person
        && !people.contains(&person)
        && is_member(cx.conn, organisation_id, person)?
    {
        people.push(person);
    }
    let news = News { organisation_id, kind, cause, facts };
    notifications::tell_people(cx, &people, &news).map(|_| ())
}
