//! Reading sessions: the two sides' own matter, seen by their members and the administrator.

use super::hours;
use crate::db::Conn;
use crate::db::schema::{skill_session_events as events, skill_sessions as sessions, users};
use crate::http::{Actor, Cx, Error, page};
use crate::skill_sessions::model::{Beside, EventRow, SessionRow};
use crate::{organisations, sites, skills};
use diesel::prelude::*;
use shared::claims::Party;
use shared::ids::{OrganisationId, SkillSessionId};
use shared::skill_sessions::{
    SkillSession, SkillSessionAction, SkillSessionEvent, SkillSessionPage, SkillSessionParty, SkillSessionQuery,
};
use shared::time::UtcMillis;

/// One session, with what has happened and what the balance of the caller's side says.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SkillSessionId) -> Result<SkillSession, Error> {
    let (row, parties) = load(cx.conn, actor, id)?;
    let ours = parties.first().and_then(|party| row.side(*party));
    let mut session = assemble(cx, actor, vec![row])?.into_iter().next().ok_or_else(Error::not_found)?;
    session.events = timeline(cx.conn, id)?;
    if let Some(organisation) = ours {
        session.warning = hours::warning(cx, organisation)?;
    }
    Ok(session)
}

/// A session that the caller may see, with the sides on which he or she stands.
///
/// # Errors
/// 404 when there is none or it is between others.
pub(super) fn load(
    conn: &mut Conn,
    actor: &Actor,
    id: SkillSessionId,
) -> Result<(SessionRow, Vec<SkillSessionParty>), Error> {
    let row: Option<SessionRow> = sessions::table.find(id).select(SessionRow::as_select()).first(conn).optional()?;
    let row = row.ok_or_else(Error::not_found)?;
    let parties = parties(actor, &row);
    if parties.is_empty() { Err(Error::not_found()) } else { Ok((row, parties)) }
}

/// On which sides the caller stands, the giver's first; none when the session is not for the caller to see.
fn parties(actor: &Actor, row: &SessionRow) -> Vec<SkillSessionParty> {
    let sides = actor.sides(row.giver_id, row.receiver_id).into_iter();
    sides
        .map(|side| match side {
            Party::Giver => SkillSessionParty::Giver,
            Party::Taker => SkillSessionParty::Receiver,
            Party::Observer => SkillSessionParty::Observer,
        })
        .collect()
}

/// The sort key of the last row of a page.
type Key = (i64, SkillSessionId);

/// A page of the sessions that the caller may see, the latest start first.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's sessions; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &SkillSessionQuery) -> Result<SkillSessionPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&SkillSessionQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = Vec::new();
    for view in views(actor, query)? {
        rows.extend(one_side(cx.conn, view, query, after, limit + 1)?);
    }
    // Each side comes in order from its own index; a session seen from both sides is shown once.
    rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.starts_at.0, row.id)));
    rows.dedup_by_key(|row| row.id);
    let last = page::cut(&mut rows, limit, |row| (row.starts_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(SkillSessionPage { items: assemble(cx, actor, rows)?, next_cursor })
}

/// From which side to read.
#[derive(Clone, Copy)]
enum View {
    Giver(OrganisationId),
    Receiver(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

fn views(actor: &Actor, query: &SkillSessionQuery) -> Result<Vec<View>, Error> {
    let organisations: Vec<OrganisationId> = match query.organisation {
        Some(id) if actor.belongs_to(id) || actor.network_admin => vec![id],
        Some(_) => return Err(Error::forbidden()),
        None if actor.network_admin && query.party.is_none() => return Ok(vec![View::Any]),
        None => actor.memberships.iter().map(|membership| membership.organisation_id).collect(),
    };
    let gives = query.party.is_none_or(|party| party == SkillSessionParty::Giver);
    let receives = query.party.is_none_or(|party| party == SkillSessionParty::Receiver);
    let each = organisations.into_iter().flat_map(|id| {
        let giver = gives.then_some(View::Giver(id));
        giver.into_iter().chain(receives.then_some(View::Receiver(id)))
    });
    Ok(each.collect())
}

fn one_side(
    conn: &mut Conn,
    view: View,
    query: &SkillSessionQuery,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<SessionRow>, Error> {
    let mut rows = sessions::table.into_boxed();
    rows = match view {
        View::Giver(id) => rows.filter(sessions::giver_id.eq(id)),
        View::Receiver(id) => rows.filter(sessions::receiver_id.eq(id)),
        View::Any => rows,
    };
    if let Some(state) = query.state {
        rows = rows.filter(sessions::state.eq(state));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(sessions::starts_at.le(at).and(sessions::starts_at.lt(at).or(sessions::id.lt(id))));
    }
    let rows = rows.order((sessions::starts_at.desc(), sessions::id.desc()));
    let rows = rows.limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(SessionRow::as_select()).load(conn)?)
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
fn assemble(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<SessionRow>) -> Result<Vec<SkillSession>, Error> {
    let listing_ids: Vec<_> = rows.iter().map(|row| row.listing_id).collect();
    let organisation_ids: Vec<_> = rows.iter().flat_map(|row| [row.giver_id, row.receiver_id]).collect();
    let site_ids: Vec<_> = rows.iter().filter_map(|row| row.site_id).collect();
    let helping: Vec<_> = rows.iter().filter_map(|row| Some((row.giver_id, row.person_id?))).collect();
    let listings = skills::store::rows(cx.conn, &listing_ids)?;
    let organisations = organisations::store::summaries(cx.conn, &organisation_ids)?;
    let sites = sites::store::summaries(cx.conn, &site_ids)?;
    let people = skills::store::people(cx.conn, &helping)?;
    let now = cx.now;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("session {} without its skill or organisations", row.id));
        let beside = Beside {
            listing: listings.get(&row.listing_id).ok_or_else(missing)?.summary(),
            giver: organisations.get(&row.giver_id).cloned().ok_or_else(missing)?,
            receiver: organisations.get(&row.receiver_id).cloned().ok_or_else(missing)?,
            person: row.person_id.and_then(|person| people.get(&(row.giver_id, person)).cloned()),
            site: row.site_id.and_then(|site| sites.get(&site).cloned()),
        };
        let parties = parties(actor, &row);
        let party = parties.first().copied().ok_or_else(Error::not_found)?;
        let actions = possible(actor, &row, &parties, now);
        Ok(row.shown(beside, party, actions))
    });
    shown.collect()
}

/// What the caller may do now.
fn possible(actor: &Actor, row: &SessionRow, parties: &[SkillSessionParty], now: UtcMillis) -> Vec<SkillSessionAction> {
    let may = |party: SkillSessionParty, action: SkillSessionAction| match (row.side(party), action) {
        (None, _) => false,
        (Some(side), SkillSessionAction::Agree) => actor.can_act_for(side),
        (Some(side), SkillSessionAction::Reverse) => actor.can_finish_for(side) && actor.oversee(side).is_ok(),
        (Some(side), _) => actor.can_finish_for(side),
    };
    let possible = parties.iter().flat_map(|party| row.standing().possible(*party).into_iter().map(|it| (*party, it)));
    let mut actions: Vec<SkillSessionAction> = possible
        .filter(|(party, action)| row.step(*action, now).is_ok() && may(*party, *action))
        .map(|(_, action)| action)
        .collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

fn timeline(conn: &mut Conn, id: SkillSessionId) -> Result<Vec<SkillSessionEvent>, Error> {
    let rows: Vec<EventRow> = events::table
        .left_join(users::table)
        .filter(events::session_id.eq(id))
        .order(events::number)
        .select((events::at, events::state, users::name.nullable(), events::party, events::minutes, events::note))
        .load(conn)?;
    Ok(rows.into_iter().map(SkillSessionEvent::from).collect())
}
