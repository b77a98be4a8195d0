//! Steps on a session: each checks the caller's side and the state, holds the row, checks again what it now is, and
//! changes it only if it still is as it was read.

use super::hours;
use super::people::{free, hold as hold_person};
use super::read::{self, load};
use crate::db::schema::{skill_session_events as events, skill_sessions as sessions};
use crate::http::{Actor, Cx, Error};
use crate::records;
use crate::skill_sessions::model::{NewEventRow, SessionRow};
use crate::skill_sessions::notices;
use crate::skill_sessions::rules::{self, Refusal};
use crate::skills::store::is_member;
use diesel::prelude::*;
use shared::ids::{SkillSessionId, UserId};
use shared::skill_sessions::{SkillAgreement, SkillSession, SkillSessionAction, SkillSessionParty, SkillSessionState};

/// What a step leaves in the timeline besides the state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Note<'n> {
    pub minutes: Option<i64>,
    pub text: Option<&'n str>,
}

/// Who takes a step; `None` for time.
pub(super) type By = Option<(UserId, SkillSessionParty)>;

/// The side that did not propose it agrees. Who helps is not busy then.
///
/// # Errors
/// 404, 403 for the other side, 409 when the state does not allow it or whoever would help is busy, 422 for who is no
/// member.
pub fn agree(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, agreement: &SkillAgreement) -> Result<SkillSession, Error> {
    let (mut row, party) = begin(cx, actor, id, SkillSessionAction::Agree)?;
    let before = row.clone();
    row.person_id = helping(cx, actor, &row, party, agreement.person_id)?;
    if let Some(person) = row.person_id {
        hold_person(cx.conn, person)?;
        free(cx.conn, person, (row.starts_at, row.ends_at), Some(id))?;
    }
    row.state = SkillSessionState::Agreed;
    row.remind_at = Some(rules::remind_at(row.ends_at));
    apply(cx, &before, &row, Some((actor.user_id, party)), Note::default())?;
    told(cx, actor, id, party)
}

/// Who helps, once it is agreed: the helping side says so, else whoever was proposed and still belongs to it.
fn helping(
    cx: &mut Cx<'_>,
    actor: &Actor,
    row: &SessionRow,
    party: SkillSessionParty,
    named: Option<UserId>,
) -> Result<Option<UserId>, Error> {
    let ours = party == SkillSessionParty::Giver;
    if let Some(person) = named {
        return match () {
            () if !ours => Err(Refusal::NotOurPerson.problem().into()),
            () if is_member(cx.conn, row.giver_id, person)? => Ok(Some(person)),
            () => Err(Refusal::NoMember.problem().into()),
        };
    }
    match row.person_id {
        Some(person) if is_member(cx.conn, row.giver_id, person)? => Ok(Some(person)),
        _ => Ok(ours.then_some(actor.user_id)),
    }
}

/// The side that did not propose it says no.
///
/// # Errors
/// 404, 403 for the other side, 409 when the state does not allow it.
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, reason: &str) -> Result<SkillSession, Error> {
    ended(cx, actor, id, SkillSessionAction::Decline, SkillSessionState::Declined, reason)
}

/// Either side calls it off.
///
/// # Errors
/// As [`decline`].
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, reason: &str) -> Result<SkillSession, Error> {
    ended(cx, actor, id, SkillSessionAction::Cancel, SkillSessionState::Cancelled, reason)
}

fn ended(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SkillSessionId,
    action: SkillSessionAction,
    state: SkillSessionState,
    reason: &str,
) -> Result<SkillSession, Error> {
    let (row, party) = begin(cx, actor, id, action)?;
    let now = SessionRow { state, remind_at: None, ..row.clone() };
    let note = Note { text: Some(reason), ..Note::default() };
    apply(cx, &row, &now, Some((actor.user_id, party)), note)?;
    told(cx, actor, id, party)
}

/// A side says how long it took. Once both say the same, the hours are booked.
///
/// # Errors
/// As [`decline`].
pub fn confirm(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, minutes: i64) -> Result<SkillSession, Error> {
    let (row, party) = begin(cx, actor, id, SkillSessionAction::Confirm)?;
    let figures = row.figures().with(party, minutes);
    let state = figures.state();
    let now = SessionRow {
        state,
        giver_minutes: figures.giver,
        receiver_minutes: figures.receiver,
        remind_at: row.remind_at.filter(|_| !state.is_final()),
        ..row.clone()
    };
    let note = Note { minutes: Some(minutes), ..Note::default() };
    apply(cx, &row, &now, Some((actor.user_id, party)), note)?;
    if state == SkillSessionState::Done {
        hours::book(cx, &now, actor.user_id)?;
    }
    told(cx, actor, id, party)
}

/// A coordinator of the giving side gives up the hours: lines that take back those of the booking.
///
/// # Errors
/// As [`decline`]; 403 for a volunteer.
pub fn reverse(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, reason: &str) -> Result<SkillSession, Error> {
    let (row, party) = begin(cx, actor, id, SkillSessionAction::Reverse)?;
    let now = SessionRow { state: SkillSessionState::Reversed, ..row.clone() };
    let note = Note { minutes: None, text: Some(reason) };
    apply(cx, &row, &now, Some((actor.user_id, party)), note)?;
    hours::take_back(cx, &row, actor.user_id)?;
    told(cx, actor, id, party)
}

/// The session as it is now, after the other side has been told.
fn told(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId, by: SkillSessionParty) -> Result<SkillSession, Error> {
    let session = read::find(cx, actor, id)?;
    notices::stepped(cx, &session, by)?;
    Ok(session)
}

/// The session, held until the commit, if the caller may take this step on it, and for which side. It is looked at
/// before it is held as well, so that a refusal has written nothing.
fn begin(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SkillSessionId,
    action: SkillSessionAction,
) -> Result<(SessionRow, SkillSessionParty), Error> {
    permitted(cx, actor, id, action)?;
    hold(cx, id)?;
    permitted(cx, actor, id, action)
}

/// Both sides may confirm at the same moment: the second waits here, and then sees what the first has said.
pub(super) fn hold(cx: &mut Cx<'_>, id: SkillSessionId) -> Result<(), Error> {
    let held = diesel::update(sessions::table.find(id)).set(sessions::version.eq(sessions::version + 1)).execute(cx.conn)?;
    if held == 1 { Ok(()) } else { Err(Error::not_found()) }
}

fn permitted(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SkillSessionId,
    action: SkillSessionAction,
) -> Result<(SessionRow, SkillSessionParty), Error> {
    let (row, parties) = load(cx.conn, actor, id)?;
    let standing = row.standing();
    let party = parties.into_iter().find(|party| standing.is_for(action, *party)).ok_or_else(Error::forbidden)?;
    let organisation = row.side(party).ok_or_else(Error::forbidden)?;
    // A suspended organisation promises nothing new, but what it has promised is brought to an end.
    match action {
        SkillSessionAction::Agree => actor.act_for(organisation)?,
        _ => actor.finish_for(organisation)?,
    };
    if action == SkillSessionAction::Reverse {
        actor.oversee(organisation)?;
    }
    row.step(action, cx.now).map_err(Refusal::problem)?;
    Ok((row, party))
}

/// Writes what has changed, if the row still is as it was read, and the timeline.
///
/// # Errors
/// 409 when somebody was faster.
pub(super) fn apply(cx: &mut Cx<'_>, before: &SessionRow, now: &SessionRow, by: By, note: Note<'_>) -> Result<(), Error> {
    let unchanged = sessions::table
        .find(before.id)
        .filter(sessions::state.eq(before.state))
        .filter(sessions::version.eq(before.version));
    let changed = diesel::update(unchanged)
        .set((
            sessions::state.eq(now.state),
            sessions::person_id.eq(now.person_id),
            sessions::giver_minutes.eq(now.giver_minutes),
            sessions::receiver_minutes.eq(now.receiver_minutes),
            sessions::remind_at.eq(now.remind_at),
            sessions::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    if changed == 0 {
        let state: SkillSessionState = sessions::table.find(before.id).select(sessions::state).first(cx.conn)?;
        return Err(Refusal::State(state).problem().into());
    }
    let number: i64 = events::table.filter(events::session_id.eq(before.id)).count().get_result(cx.conn)?;
    record(
        cx,
        NewEventRow {
            session_id: before.id,
            number: number + 1,
            at: cx.now,
            state: now.state,
            user_id: by.map(|(user, _)| user),
            party: by.map(|(_, party)| party),
            minutes: note.minutes,
            note: note.text,
        },
    )?;
    if now.state == SkillSessionState::Cancelled {
        records::store::change(cx, &[before.giver_id, before.receiver_id])?;
    }
    Ok(())
}

/// Adds to a timeline.
///
/// # Errors
/// When the database fails.
pub(super) fn record(cx: &mut Cx<'_>, event: NewEventRow<'_>) -> Result<(), Error> {
    diesel::insert_into(events::table).values(event).execute(cx.conn)?;
    Ok(())
}
