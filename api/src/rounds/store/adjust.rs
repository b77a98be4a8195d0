//! Lines set by hand, and letting the last of them go.

use super::revisions::{About, NewRevision, Pair, Revision};
use super::{access, revision_list, revisions};
use crate::db::schema::round_revisions;
use crate::engine::allocation::{Fault, Line, Plan, adjust as set_by_hand};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::Round;
use crate::rounds::rules::flow::{self, Step};
use crate::rounds::snapshot::Snapshot;
use diesel::prelude::*;
use shared::ids::AllocationRoundId;
use shared::rounds::{NewAdjustment, RevisionKind, RoundRevision, RoundStatus};
use shared::text::tidy;

/// Sets a line by hand; everything else is shared out around it and the lines that were set before. The answer tells what the
/// others lose by it.
///
/// # Errors
/// 404; 403 unless the caller coordinates the food bank; 412 when somebody changed the round meanwhile; 409 `round_state`
/// before it is computed and once it is published, `round_line_impossible` where the line breaks a limit; 422 for a lot or site
/// that the engine was not told of.
pub fn adjust(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: AllocationRoundId,
    seen: IfMatch,
    new: &NewAdjustment,
) -> Result<RoundRevision, Error> {
    let known = access::lead(cx, actor, id)?;
    seen.check(known.version)?;
    let status = Step::Adjust.after(known.status)?;
    let before = last(cx, &known)?;
    let line = line(&before.snapshot, new)?;
    if let Some(obstacle) = flow::obstacle(&before.snapshot.instance, &line) {
        return Err(obstacle.into());
    }
    let mut round = access::hold_as_read(cx, id, known.version)?;
    let plan = before.written();
    let adjusted = set_by_hand(&before.snapshot.instance, &plan, line).map_err(impossible)?;
    let mut by_hand = before.by_hand();
    by_hand.insert((line.lot, line.recipient));
    let about = About {
        lot_id: Some(new.lot_id),
        from_site_id: Some(new.from_site_id),
        site_id: Some(new.site_id),
        kg_before: Some(kg_of(&plan, (line.lot, line.recipient))),
        kg_after: Some(line.kg),
        cost_to_others_kg: Some(adjusted.cost_to_others(line.recipient)),
        reason: Some(new.reason),
        note: new.note.as_deref().and_then(tidy),
    };
    let snapshot = Snapshot { instance: adjusted.instance, ..before.snapshot };
    let revision = NewRevision {
        kind: RevisionKind::Adjusted,
        by: Some(actor.user_id),
        about,
        snapshot: &snapshot,
        plan: &adjusted.plan,
        by_hand: &by_hand,
    };
    round.status = status;
    revisions::write(cx, &mut round, &revision)?;
    let written = revision_list::list(cx, actor, id)?.items.into_iter().next();
    written.ok_or_else(Error::not_found)
}

/// The last revision of a round that has one.
fn last(cx: &mut Cx<'_>, round: &Round) -> Result<Revision, Error> {
    let last = revisions::latest(cx, round)?;
    last.ok_or_else(|| Error::Internal(format!("round {} is computed and has no revision", round.id)))
}

/// The line that is meant.
fn line(snapshot: &Snapshot, new: &NewAdjustment) -> Result<Line, Error> {
    let lot = snapshot.lot(new.lot_id, new.from_site_id).ok_or_else(|| Error::invalid("/lot_id", "unknown"))?;
    let recipient = snapshot.recipient(new.site_id).ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    Ok(Line { lot, recipient, kg: new.kg })
}

fn impossible(fault: Fault) -> Error {
    Error::Internal(format!("a line that should be possible: {fault:?}"))
}

/// How much of a lot a recipient had, kg.
fn kg_of(plan: &Plan, (lot, recipient): Pair) -> i64 {
    let line = plan.lines.iter().find(|line| (line.lot, line.recipient) == (lot, recipient));
    line.map_or(0, |line| line.kg)
}

/// Lets the last line that was set by hand go: the round is again what it was before, as a revision of its own.
///
/// # Errors
/// 404; 403 unless the caller coordinates the food bank; 412 when somebody changed the round meanwhile; 409 `round_state` where
/// nothing was set by hand.
pub fn undo(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: IfMatch) -> Result<(), Error> {
    let known = access::lead(cx, actor, id)?;
    seen.check(known.version)?;
    let status = Step::Undo.after(known.status)?;
    let earlier = before_last_adjustment(cx, &known)?;
    let (plan, by_hand) = (earlier.written(), earlier.by_hand());
    let mut round = access::hold_as_read(cx, id, known.version)?;
    round.status = if by_hand.is_empty() { RoundStatus::Computed } else { status };
    let revision = NewRevision {
        kind: RevisionKind::Undone,
        by: Some(actor.user_id),
        about: About::default(),
        snapshot: &earlier.snapshot,
        plan: &plan,
        by_hand: &by_hand,
    };
    revisions::write(cx, &mut round, &revision)?;
    Ok(())
}

/// The revision to go back to.
fn before_last_adjustment(cx: &mut Cx<'_>, round: &Round) -> Result<Revision, Error> {
    let made: Vec<(i64, RevisionKind)> = round_revisions::table
        .filter(round_revisions::round_id.eq(round.id))
        .order(round_revisions::number)
        .select((round_revisions::number, round_revisions::kind))
        .load(cx.conn)?;
    let broken = || Error::Internal(format!("round {} was adjusted and has no revision before that", round.id));
    let number = flow::before_last(&made).ok_or_else(broken)?;
    revisions::numbered(cx, round.id, number)?.ok_or_else(broken)
}
