//! Ending a round, and giving one up that nobody was told of.

use super::{access, reserve};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::Round;
use crate::rounds::rules::flow::Step;
use shared::ids::AllocationRoundId;

/// Ends a published round: what nobody has fetched is free again.
///
/// # Errors
/// 404; 403 unless the caller coordinates the food bank; 409 `round_state` unless it is published; 412 when somebody changed it
/// since the caller has seen it.
pub fn close(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: Option<IfMatch>) -> Result<(), Error> {
    let mut round = step(cx, actor, id, seen, Step::Close)?;
    let left = reserve::leave(cx.conn, id)?;
    reserve::release(cx, &left)?;
    round.closed_by = Some(actor.user_id);
    round.closed_at = Some(cx.now);
    access::save(cx.conn, &round)
}

/// Gives up a round that is not published.
///
/// # Errors
/// As [`close`]; 409 `round_state` once it is published.
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: Option<IfMatch>) -> Result<(), Error> {
    let mut round = step(cx, actor, id, seen, Step::Cancel)?;
    round.compute_due_at = None;
    access::save(cx.conn, &round)
}

/// Holds a round that the caller leads, as it is after a step that is still to be saved.
fn step(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: Option<IfMatch>, step: Step) -> Result<Round, Error> {
    let known = access::lead(cx, actor, id)?;
    seen.map_or(Ok(()), |seen| seen.check(known.version))?;
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    step.after(known.status)?;
    let mut round = access::hold(cx, id)?;
    seen.map_or(Ok(()), |seen| seen.check(round.version - 1))?;
    round.status = step.after(round.status)?;
    Ok(round)
}
