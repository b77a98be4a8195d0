//! Reading rounds: each as far as the caller may know it, with what the caller's sites have in it.

use super::access::{self, Seen, leads};
use super::parts::parts;
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{round_lots, round_recipients as recipients};
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use crate::rounds::model::Round;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::ids::{AllocationRoundId, OrganisationId, UserId};
use shared::organisations::OrganisationSummary;
use shared::rounds::{AllocationRound, RoundPart};
use std::collections::HashMap;

/// One round.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<AllocationRound, Error> {
    let Seen { round, .. } = access::seen(cx, actor, id)?;
    shown(cx, actor, vec![round])?.pop().ok_or_else(Error::not_found)
}

/// Rounds that the caller may see on the wire, in the same order; a fixed number of queries however many there are.
///
/// # Errors
/// When the database fails.
pub fn shown(cx: &mut Cx<'_>, actor: &Actor, rounds: Vec<Round>) -> Result<Vec<AllocationRound>, Error> {
    let ids: Vec<AllocationRoundId> = rounds.iter().map(|round| round.id).collect();
    let mut owners: Vec<OrganisationId> = rounds.iter().map(|round| round.organisation_id).collect();
    owners.sort_unstable();
    owners.dedup();
    let known = Known {
        organisations: organisations::store::summaries(cx.conn, &owners)?,
        people: users::names(cx.conn, rounds.iter().filter_map(|round| round.published_by).collect())?,
        recipients: taking_part(cx.conn, &ids)?,
        lots: with_food(cx.conn, &ids)?,
    };
    let mut parts = parts(cx, actor, &rounds)?;
    rounds.into_iter().map(|round| known.shown(actor, parts.remove(&round.id).unwrap_or_default(), round)).collect()
}

/// What rounds have of other tables.
struct Known {
    organisations: HashMap<OrganisationId, OrganisationSummary>,
    people: HashMap<UserId, String>,
    recipients: HashMap<AllocationRoundId, i64>,
    lots: HashMap<AllocationRoundId, i64>,
}

impl Known {
    fn shown(&self, actor: &Actor, parts: Vec<RoundPart>, round: Round) -> Result<AllocationRound, Error> {
        let leads = leads(actor, round.organisation_id);
        // What is computed and not told is the food bank's own.
        let told = leads || round.status.is_told();
        let organisation = self.organisations.get(&round.organisation_id).cloned();
        Ok(AllocationRound {
            id: round.id,
            organisation: organisation.ok_or_else(|| Error::Internal("a round without its food bank".to_owned()))?,
            revision: round.revision.filter(|_| told),
            figures: if told { round.told_figures()? } else { None },
            title: round.title,
            status: round.status,
            fetched_on: round.fetched_on,
            window: round.window_rounds,
            tolerance_kg: round.tolerance_kg,
            requests_until: round.requests_until,
            recipients: self.recipients.get(&round.id).copied().unwrap_or(0),
            lots: self.lots.get(&round.id).copied().unwrap_or(0),
            parts,
            leads,
            created_at: round.created_at,
            published_at: round.published_at,
            published_by: round.published_by.and_then(|person| self.people.get(&person).cloned()),
            closed_at: round.closed_at,
            version: round.version,
        })
    }
}

/// How many sites take part in rounds.
fn taking_part(conn: &mut Conn, rounds: &[AllocationRoundId]) -> Result<HashMap<AllocationRoundId, i64>, Error> {
    let counted: Vec<(AllocationRoundId, i64)> = recipients::table
        .filter(any_of(recipients::round_id, rounds.iter().copied()))
        .filter(recipients::takes_part.eq(true))
        .group_by(recipients::round_id)
        .select((recipients::round_id, count_star()))
        .load(conn)?;
    Ok(counted.into_iter().collect())
}

/// How many lots are in rounds, each once however many sites have some of it.
fn with_food(conn: &mut Conn, rounds: &[AllocationRoundId]) -> Result<HashMap<AllocationRoundId, i64>, Error> {
    let counted: Vec<(AllocationRoundId, i64)> = round_lots::table
        .filter(any_of(round_lots::round_id, rounds.iter().copied()))
        .filter(literal::<Bool>("round_lots.kg > 0"))
        .group_by(round_lots::round_id)
        .select((round_lots::round_id, literal::<BigInt>("COUNT(DISTINCT round_lots.lot_id)")))
        .load(conn)?;
    Ok(counted.into_iter().collect())
}
