//! Reading claims.

use crate::accounts::store::users;
use crate::claims::model::{Beside, ClaimRow, EventRow};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{claim_events, claims};
use crate::http::{Actor, Cx, Error, page};
use crate::{needs, offers, organisations, sites};
use diesel::prelude::*;
use shared::claims::{Claim, ClaimAction, ClaimEvent, ClaimPage, ClaimQuery, ClaimState, Party};
use shared::ids::{ClaimId, OrganisationId};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// A claim that the caller may see, with the sides on which he or she stands.
///
/// # Errors
/// 404 when there is none or it is between others.
pub(super) fn load(conn: &mut Conn, actor: &Actor, id: ClaimId) -> Result<(ClaimRow, Vec<Party>), Error> {
    let row = row(conn, id)?;
    let sides = actor.sides(row.giver_id, row.taker_id);
    if sides.is_empty() { Err(Error::not_found()) } else { Ok((row, sides)) }
}

/// A claim, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub(in crate::claims) fn row(conn: &mut Conn, id: ClaimId) -> Result<ClaimRow, Error> {
    let row = claims::table.find(id).select(ClaimRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// One claim.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId) -> Result<Claim, Error> {
    let (row, _) = load(cx.conn, actor, id)?;
    let claims = assemble(cx.conn, actor, vec![row])?;
    let mut claim = claims.into_iter().next().ok_or_else(Error::not_found)?;
    claim.freezing = offers::store::freezing_of_claim(cx.conn, id)?;
    Ok(claim)
}

/// The sort key of the last row of a page.
type Key = (i64, ClaimId);

/// A page of the claims that the caller may see, newest first.
///
/// # Errors
/// 400 for a cursor of another list; 422 for wrong filters; 403 for another organisation's claims.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &ClaimQuery) -> Result<ClaimPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&ClaimQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = Vec::new();
    for side in sides(actor, query)? {
        rows.extend(one_side(cx.conn, &side, query, after, limit + 1)?);
    }
    // Each side comes in order from its own index; together they are sorted once more, and a claim seen from both
    // sides is shown once.
    rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.requested_at.0, row.id)));
    rows.dedup_by_key(|row| row.id);
    let last = page::cut(&mut rows, limit, |row| (row.requested_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(ClaimPage { items: assemble(cx.conn, actor, rows)?, next_cursor })
}

/// From which side to read.
enum Side {
    Giver(OrganisationId),
    Taker(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

fn sides(actor: &Actor, query: &ClaimQuery) -> Result<Vec<Side>, Error> {
    let organisations: Vec<OrganisationId> = match query.organisation {
        Some(id) if actor.belongs_to(id) || actor.network_admin => vec![id],
        Some(_) => return Err(Error::forbidden()),
        None if actor.network_admin && query.party.is_none() => return Ok(vec![Side::Any]),
        None => actor.memberships.iter().map(|membership| membership.organisation_id).collect(),
    };
    let gives = query.party.is_none_or(|party| party == Party::Giver);
    let takes = query.party.is_none_or(|party| party == Party::Taker);
    let each = organisations.into_iter().flat_map(|id| {
        let giver = gives.then_some(Side::Giver(id));
        giver.into_iter().chain(takes.then_some(Side::Taker(id)))
    });
    Ok(each.collect())
}

fn one_side(
    conn: &mut Conn,
    side: &Side,
    query: &ClaimQuery,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<ClaimRow>, Error> {
    let mut rows = claims::table.into_boxed();
    rows = match side {
        Side::Giver(id) => rows.filter(claims::giver_id.eq(*id)),
        Side::Taker(id) => rows.filter(claims::taker_id.eq(*id)),
        Side::Any => rows,
    };
    if let Some(offer) = query.offer {
        rows = rows.filter(claims::offer_id.eq(offer));
    }
    if let Some(need) = query.need {
        rows = rows.filter(claims::need_id.eq(need));
    }
    if let Some(state) = query.state {
        rows = rows.filter(claims::state.eq(state));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(claims::requested_at.le(at).and(claims::requested_at.lt(at).or(claims::id.lt(id))));
    }
    let rows = rows.order((claims::requested_at.desc(), claims::id.desc())).limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(ClaimRow::as_select()).load(conn)?)
}

/// What an organisation's claims wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The organisation's answer: to a request, or to a proposal for one of its needs.
    Answer,
    /// To be handed over by it.
    HandOver,
    /// To be fetched by it.
    Collection,
    /// To be counted in by it.
    Reception,
}

impl Waiting {
    /// On which side the organisation then stands, and in which state the claim is.
    const fn places(self) -> &'static [(Party, ClaimState)] {
        match self {
            Self::Answer => &[(Party::Giver, ClaimState::Requested), (Party::Taker, ClaimState::Requested)],
            Self::HandOver => &[(Party::Giver, ClaimState::Accepted), (Party::Giver, ClaimState::Ready)],
            Self::Collection => &[(Party::Taker, ClaimState::Accepted), (Party::Taker, ClaimState::Ready)],
            Self::Reception => &[(Party::Taker, ClaimState::Collected)],
        }
    }
}

/// The claims of an organisation that wait for something, soonest first.
///
/// # Errors
/// When the database fails.
pub fn waiting(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    waiting: Waiting,
    limit: usize,
) -> Result<Vec<Claim>, Error> {
    let mut rows: Vec<ClaimRow> = Vec::new();
    // One query a side and state: each reads its index in order, where a list of states would sort.
    for (side, state) in waiting.places() {
        let query = claims::table.into_boxed().filter(claims::state.eq(*state));
        let query = match side {
            Party::Giver => query.filter(claims::giver_id.eq(organisation)),
            Party::Taker | Party::Observer => query.filter(claims::taker_id.eq(organisation)),
        };
        let query = match waiting {
            Waiting::Answer => query.filter(claims::asked_by.ne(*side)),
            Waiting::HandOver | Waiting::Collection | Waiting::Reception => query,
        };
        let size = i64::try_from(limit).unwrap_or(i64::MAX);
        rows.extend(query.order(claims::lapses_at).limit(size).select(ClaimRow::as_select()).load(cx.conn)?);
    }
    rows.sort_by_key(|row| row.pickup_at.unwrap_or(row.lapses_at));
    rows.truncate(limit);
    assemble(cx.conn, actor, rows)
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
///
/// # Errors
/// When the database fails.
pub(super) fn assemble(conn: &mut Conn, actor: &Actor, rows: Vec<ClaimRow>) -> Result<Vec<Claim>, Error> {
    gather(conn, rows, |row| {
        let sides = actor.sides(row.giver_id, row.taker_id);
        let party = sides.first().copied().ok_or_else(Error::not_found)?;
        Ok((party, possible(actor, row, &sides)))
    })
}

/// A claim as those are told of it by somebody who stands on neither side: the driver of a tour.
///
/// # Errors
/// When the database fails.
pub(super) fn told(conn: &mut Conn, id: ClaimId) -> Result<Claim, Error> {
    let row = row(conn, id)?;
    let claims = gather(conn, vec![row], |_| Ok((Party::Observer, Vec::new())))?;
    claims.into_iter().next().ok_or_else(Error::not_found)
}

/// What the wire shows of rows; `view` tells on which side somebody stands, and what he or she may do.
fn gather(
    conn: &mut Conn,
    rows: Vec<ClaimRow>,
    view: impl Fn(&ClaimRow) -> Result<(Party, Vec<ClaimAction>), Error>,
) -> Result<Vec<Claim>, Error> {
    let offer_ids: Vec<_> = rows.iter().map(|row| row.offer_id).collect();
    let organisation_ids: Vec<_> = rows.iter().flat_map(|row| [row.giver_id, row.taker_id]).collect();
    let site_ids: Vec<_> = rows.iter().map(|row| row.taker_site_id).collect();
    let claim_ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let offers = offers::store::summaries(conn, &offer_ids)?;
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let sites = sites::store::summaries(conn, &site_ids)?;
    let need_ids: Vec<_> = rows.iter().filter_map(|row| row.need_id).collect();
    let needs = needs::store::summaries(conn, &need_ids)?;
    let mut timelines = timelines(conn, &claim_ids)?;
    let claims = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("claim {} without its offer, organisations or site", row.id));
        let beside = Beside {
            offer: offers.get(&row.offer_id).cloned().ok_or_else(missing)?,
            giver: organisations.get(&row.giver_id).cloned().ok_or_else(missing)?,
            taker: organisations.get(&row.taker_id).cloned().ok_or_else(missing)?,
            taker_site: sites.get(&row.taker_site_id).cloned().ok_or_else(missing)?,
            need: row.need().and_then(|link| Some(needs.get(&link.need)?.summary(link.occurrence))),
            timeline: timelines.remove(&row.id).unwrap_or_default(),
        };
        let (party, actions) = view(&row)?;
        Ok(row.into_claim(beside, party, actions))
    });
    claims.collect()
}

/// What the caller may do now.
fn possible(actor: &Actor, row: &ClaimRow, sides: &[Party]) -> Vec<ClaimAction> {
    let may = |side: Party, action: ClaimAction| {
        let organisation = if side == Party::Giver { row.giver_id } else { row.taker_id };
        match action {
            ClaimAction::Accept => actor.can_act_for(organisation),
            _ => actor.can_finish_for(organisation),
        }
    };
    let possible = sides
        .iter()
        .flat_map(|side| ClaimAction::possible(row.state, *side, row.asked_by).into_iter().map(|action| (*side, action)));
    let permitted = possible.filter(|(side, action)| *side != Party::Observer && may(*side, *action));
    let mut actions: Vec<ClaimAction> = permitted.map(|(_, action)| action).collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

/// What happened on claims, each claim's oldest first.
fn timelines(conn: &mut Conn, ids: &[ClaimId]) -> Result<HashMap<ClaimId, Vec<ClaimEvent>>, Error> {
    let rows: Vec<EventRow> = claim_events::table
        .filter(any_of(claim_events::claim_id, ids.iter().copied()))
        .order((claim_events::claim_id, claim_events::number))
        .select((
            claim_events::claim_id,
            claim_events::at,
            claim_events::state,
            claim_events::user_id,
            claim_events::party,
            claim_events::reason,
            claim_events::grams,
            claim_events::temperature_decidegrees,
        ))
        .load(conn)?;
    let names = users::names(conn, rows.iter().filter_map(|row| row.user_id).collect())?;
    let mut timelines: HashMap<ClaimId, Vec<ClaimEvent>> = HashMap::new();
    for row in rows {
        let by = row.user_id.and_then(|id| names.get(&id).cloned());
        timelines.entry(row.claim_id).or_default().push(row.shown(by));
    }
    Ok(timelines)
}
