//! Sharing a round out. Reading and solving hold nobody up: only what comes of it is written, and only if the round is still as
//! it was read.

use super::revisions::{About, NewRevision};
use super::{access, facts, revisions};
use crate::engine::allocation::{Fault, Plan, solve};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::Round;
use crate::rounds::rules::flow::Step;
use crate::rounds::snapshot::Snapshot;
use shared::ids::{AllocationRoundId, UserId};
use shared::rounds::RevisionKind;
use std::collections::BTreeSet;

/// A round shared out, and not written yet.
#[derive(Clone, Debug)]
pub struct Computed {
    /// Which.
    round: AllocationRoundId,
    /// The version that was read.
    version: i64,
    snapshot: Snapshot,
    plan: Plan,
}

/// Shares out a round that the caller leads, as things are now; nothing is written. `seen` is the version that the caller has
/// seen, if that counts.
///
/// # Errors
/// 404; 403 unless the caller coordinates its food bank; 409 once it is published or given up; 412 when somebody changed it
/// since the caller has seen it.
pub fn prepare(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: Option<IfMatch>) -> Result<Computed, Error> {
    let round = access::lead(cx, actor, id)?;
    seen.map_or(Ok(()), |seen| seen.check(round.version))?;
    compute(cx, &round)
}

/// Shares out a round as things are now; nothing is written.
///
/// # Errors
/// 409 once it is published or given up.
pub fn compute(cx: &mut Cx<'_>, round: &Round) -> Result<Computed, Error> {
    Step::Compute.after(round.status)?;
    let snapshot = facts::snapshot(cx, round)?;
    let fault = |fault: Fault| Error::Internal(format!("round {} cannot be solved: {fault:?}", round.id));
    let plan = solve(&snapshot.instance).map_err(fault)?;
    Ok(Computed { round: round.id, version: round.version, snapshot, plan })
}

/// Writes what was computed, by a person who leads the round.
///
/// # Errors
/// As [`prepare`]; 412 when somebody changed the round meanwhile.
pub fn keep_as(cx: &mut Cx<'_>, actor: &Actor, computed: &Computed) -> Result<(), Error> {
    access::lead(cx, actor, computed.round)?;
    keep(cx, Some(actor.user_id), computed).map(drop)
}

/// Writes what was computed: lines that were set by hand before count no more. Returns the round as it is then.
///
/// # Errors
/// 412 when somebody changed the round meanwhile.
pub fn keep(cx: &mut Cx<'_>, by: Option<UserId>, computed: &Computed) -> Result<Round, Error> {
    let mut round = access::hold_as_read(cx, computed.round, computed.version)?;
    round.status = Step::Compute.after(round.status)?;
    round.compute_due_at = None;
    let revision = NewRevision {
        kind: RevisionKind::Computed,
        by,
        about: About::default(),
        snapshot: &computed.snapshot,
        plan: &computed.plan,
        by_hand: &BTreeSet::new(),
    };
    revisions::write(cx, &mut round, &revision)?;
    Ok(round)
}
