//! What the caller's own sites have in rounds: what they ask for, what they get, what they have still to answer and fetch.

use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{round_deliveries as deliveries, round_recipients as recipients, round_requests as requests};
use crate::http::{Actor, Cx, Error};
use crate::rounds::model::Round;
use crate::sites;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use shared::ids::{AllocationRoundId, OrganisationId, SiteId};
use shared::rounds::{LineStatus, RoundPart};
use std::collections::{HashMap, HashSet};

/// A site in a round.
type Place = (AllocationRoundId, SiteId);

/// Round, site, kilograms and level.
type Given = (AllocationRoundId, SiteId, Option<i64>, Option<i64>);

/// What the caller's sites have in these rounds, by round, in order of the sites' names.
///
/// # Errors
/// When the database fails.
pub(super) fn parts(
    cx: &mut Cx<'_>,
    actor: &Actor,
    rounds: &[Round],
) -> Result<HashMap<AllocationRoundId, Vec<RoundPart>>, Error> {
    let ids: Vec<AllocationRoundId> = rounds.iter().map(|round| round.id).collect();
    let given = given(cx.conn, actor, &ids)?;
    if given.is_empty() {
        return Ok(HashMap::new());
    }
    let mut places: Vec<SiteId> = given.iter().map(|(_, site, ..)| *site).collect();
    places.sort_unstable();
    places.dedup();
    let named = sites::store::summaries(cx.conn, &places)?;
    let requested = requested(cx.conn, &ids, &places)?;
    let waiting = waiting(cx.conn, &ids, &places)?;
    let told: HashSet<AllocationRoundId> =
        rounds.iter().filter(|round| round.status.is_told()).map(|round| round.id).collect();
    let mut parts: HashMap<AllocationRoundId, Vec<RoundPart>> = HashMap::new();
    for (round, site, kg, level) in given {
        let of = (round, site);
        let is_told = told.contains(&round);
        let site = named.get(&site).cloned();
        let Waiting { open, accepted } = waiting.get(&of).copied().unwrap_or_default();
        parts.entry(round).or_default().push(RoundPart {
            site: site.ok_or_else(|| Error::Internal("a recipient without its site".to_owned()))?,
            requested_kg: requested.get(&of).copied().unwrap_or(0),
            kg: kg.filter(|_| is_told).unwrap_or(0),
            level: level.filter(|_| is_told),
            open_lines: open,
            to_fetch: open + accepted,
        });
    }
    for some in parts.values_mut() {
        some.sort_by(|one, other| (&one.site.name, one.site.id).cmp(&(&other.site.name, other.site.id)));
    }
    Ok(parts)
}

/// What the caller's sites get.
fn given(conn: &mut Conn, actor: &Actor, rounds: &[AllocationRoundId]) -> Result<Vec<Given>, Error> {
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|membership| membership.organisation_id).collect();
    if own.is_empty() || rounds.is_empty() {
        return Ok(Vec::new());
    }
    let rows = recipients::table
        .filter(any_of(recipients::organisation_id, own))
        .filter(any_of(recipients::round_id, rounds.iter().copied()))
        .select((recipients::round_id, recipients::site_id, recipients::kg, recipients::level));
    Ok(rows.load(conn)?)
}

/// What sites ask for in rounds, kg.
fn requested(conn: &mut Conn, rounds: &[AllocationRoundId], sites: &[SiteId]) -> Result<HashMap<Place, i64>, Error> {
    let sums: Vec<(AllocationRoundId, SiteId, i64)> = requests::table
        .filter(any_of(requests::round_id, rounds.iter().copied()))
        .filter(any_of(requests::site_id, sites.iter().copied()))
        .group_by((requests::round_id, requests::site_id))
        .select((
            requests::round_id,
            requests::site_id,
            literal::<BigInt>("CAST(SUM(round_requests.requested_kg) AS BIGINT)"),
        ))
        .load(conn)?;
    Ok(sums.into_iter().map(|(round, site, kg)| ((round, site), kg)).collect())
}

/// Lines that wait for something.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    /// For the site's answer.
    open: i64,
    /// Only to be fetched.
    accepted: i64,
}

/// The lines of sites in rounds that wait for something.
fn waiting(conn: &mut Conn, rounds: &[AllocationRoundId], sites: &[SiteId]) -> Result<HashMap<Place, Waiting>, Error> {
    let counted: Vec<(AllocationRoundId, SiteId, LineStatus, i64)> = deliveries::table
        .filter(any_of(deliveries::round_id, rounds.iter().copied()))
        .filter(any_of(deliveries::site_id, sites.iter().copied()))
        .filter(any_of(deliveries::status, [LineStatus::Proposed, LineStatus::Accepted]))
        .group_by((deliveries::round_id, deliveries::site_id, deliveries::status))
        .select((deliveries::round_id, deliveries::site_id, deliveries::status, count_star()))
        .load(conn)?;
    let mut waiting: HashMap<Place, Waiting> = HashMap::new();
    for (round, site, status, lines) in counted {
        let of = waiting.entry((round, site)).or_default();
        if status == LineStatus::Proposed { of.open += lines } else { of.accepted += lines }
    }
    Ok(waiting)
}
