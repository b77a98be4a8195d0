//! Who may see a round and who leads it, and holding its row: whoever writes about a round comes one after the other.
//!
//! Members of its food bank and the administrator see all of it. Others know of it once it is told, and before that if one of
//! their sites is in it, without what it was computed to be.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{allocation_rounds as rounds, round_recipients as recipients};
use crate::http::{Actor, Cx, Error, IfMatch, Permit};
use crate::rounds::model::Round;
use crate::rounds::rules::draft;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, OrganisationId, SiteId};
use shared::organisations::OrganisationKind;
use shared::problem::{Code, Problem};
use shared::rounds::RoundStatus;

/// A round that the caller may see.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The round.
    pub round: Round,
    /// Whether the caller sees all of it: members of its food bank and the administrator.
    pub leads: bool,
    /// The caller's sites that are in it, in order of their identifiers.
    pub sites: Vec<SiteId>,
}

/// A round that the caller may see.
///
/// # Errors
/// 404 when there is none.
pub fn seen(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<Seen, Error> {
    let round = load(cx.conn, id)?;
    let sites = own_sites(cx.conn, actor, id)?;
    let leads = leads(actor, round.organisation_id);
    let told = round.status.is_told() && actor.approved_organisations().next().is_some();
    let concerned = round.status != RoundStatus::Cancelled && !sites.is_empty();
    if leads || told || concerned { Ok(Seen { round, leads, sites }) } else { Err(Error::not_found()) }
}

/// A round that the caller leads.
///
/// # Errors
/// 404; 403 unless the caller coordinates its food bank, and that is approved.
pub fn lead(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<Round, Error> {
    let round = seen(cx, actor, id)?.round;
    coordinate(actor, round.organisation_id)?;
    Ok(round)
}

/// Holds a round about which something was decided from what was read of it, if nobody has changed it since; whatever version
/// the caller has seen.
///
/// # Errors
/// 412 when somebody changed it meanwhile.
pub fn hold_as_read(cx: &mut Cx<'_>, id: AllocationRoundId, version: i64) -> Result<Round, Error> {
    let changed = || Problem::of(Code::PreconditionFailed);
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    if load(cx.conn, id)?.version != version {
        return Err(changed().into());
    }
    let round = hold(cx, id)?;
    if round.version == version + 1 { Ok(round) } else { Err(changed().into()) }
}

/// A round that the caller leads, and of which lots, recipients and approvals may still change: held until the commit, and its
/// version one more.
///
/// # Errors
/// As [`lead`]; 409 `round_state` once it is told, closed or given up; 412 when somebody changed it since the caller has seen it.
pub fn locked_open(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: IfMatch) -> Result<Round, Error> {
    let read = lead(cx, actor, id)?;
    seen.check(read.version)?;
    draft::open(read.status)?;
    let round = hold(cx, id)?;
    seen.check(round.version - 1)?;
    draft::open(round.status)?;
    Ok(round)
}

/// Holds a round until the commit, and makes its version one more. Returns the round as it is then.
///
/// # Errors
/// 404 when there is none.
pub fn hold(cx: &mut Cx<'_>, id: AllocationRoundId) -> Result<Round, Error> {
    let held = diesel::update(rounds::table.find(id))
        .set((rounds::version.eq(rounds::version + 1), rounds::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if held == 1 { load(cx.conn, id) } else { Err(Error::not_found()) }
}

/// One round, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub fn load(conn: &mut Conn, id: AllocationRoundId) -> Result<Round, Error> {
    let row = rounds::table.find(id).select(Round::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// Writes a round that the caller holds.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, round: &Round) -> Result<(), Error> {
    diesel::update(rounds::table.find(round.id)).set(round).execute(conn)?;
    Ok(())
}

/// Whether the caller sees all of a food bank's rounds.
#[must_use]
pub fn leads(actor: &Actor, food_bank: OrganisationId) -> bool {
    actor.network_admin || actor.belongs_to(food_bank)
}

/// May the caller decide for an organisation: create, compute, publish its rounds?
///
/// # Errors
/// 403 unless the caller coordinates it, and it is an approved food bank.
pub fn coordinate(actor: &Actor, food_bank: OrganisationId) -> Result<Permit, Error> {
    let permit = actor.act_for(food_bank)?;
    let membership = actor.membership(food_bank);
    let leads = membership.is_some_and(|it| it.role.manages() && it.kind == OrganisationKind::FoodBank);
    if leads { Ok(permit) } else { Err(Error::forbidden()) }
}

/// The caller's sites that are in a round.
fn own_sites(conn: &mut Conn, actor: &Actor, id: AllocationRoundId) -> Result<Vec<SiteId>, Error> {
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|membership| membership.organisation_id).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let sites = recipients::table
        .filter(recipients::round_id.eq(id))
        .filter(any_of(recipients::organisation_id, own))
        .order(recipients::site_id)
        .select(recipients::site_id);
    Ok(sites.load(conn)?)
}
