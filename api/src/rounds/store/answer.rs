//! What sites answer to a published round. What is refused is offered to the others at once, as a revision of its own: every
//! other line stays at least as it is.

use super::access::{self, Seen};
use super::facts::{recipients_of, there_kg};
use super::notes;
use super::reserve::{self, Amounts, DeliveryRow};
use super::revisions::{self, About, NewRevision, Pair, Revision, places};
use crate::engine::allocation::{Adjusted, Fault, Fixed, Line, Plan, refuse_all};
use crate::http::{Actor, Cx, Error};
use crate::rounds::model::Round;
use crate::rounds::news::{self, Given};
use crate::rounds::rules::flow::{self, Step};
use crate::rounds::rules::refusing::{Change, cap, changes};
use crate::rounds::snapshot::Snapshot;
use crate::stock::store::reserve as stock;
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use shared::rounds::{AnsweredLine, LineAnswer, LineStatus, RevisionKind, RoundAnswers, RoundHandOver, RoundReason};
use shared::text::tidy;
use shared::units::Grams;
use std::collections::{BTreeMap, HashMap};

/// Takes a site's answers: all of them count, or none.
///
/// # Errors
/// 404; 403 for another organisation's site; 409 `round_state` unless the round is published, `round_line_state` for a line that
/// was refused before or is handed over; 422 for a line that the site has not.
pub fn answer(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, told: &RoundAnswers) -> Result<RoundHandOver, Error> {
    let Seen { round, .. } = access::seen(cx, actor, id)?;
    let parts = recipients_of(cx.conn, id)?;
    let part = parts.iter().find(|part| part.site_id == told.site_id);
    let part = part.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.finish_for(part.organisation_id)?;
    Step::Deliver.after(round.status)?;
    matched(&reserve::deliveries_of(cx.conn, id)?, told)?;
    let mut round = access::hold(cx, id)?;
    Step::Deliver.after(round.status)?;
    // As they are now that nobody else writes about the round.
    let lines = reserve::deliveries_of(cx.conn, id)?;
    let (mut refused, mut said): (Vec<DeliveryRow>, Said) = (Vec::new(), Said::new());
    for (line, answered) in matched(&lines, told)? {
        let line = DeliveryRow { answered_by: Some(permit.user_id()), answered_at: Some(cx.now), ..line };
        match answered.answer {
            LineAnswer::Accept => reserve::save(cx.conn, &DeliveryRow { status: LineStatus::Accepted, ..line })?,
            LineAnswer::Refuse => {
                refused.push(DeliveryRow { reason: answered.reason, ..line });
                said.extend(answered.note.as_deref().and_then(tidy).map(|note| ((line.lot_id, line.from_site_id), note)));
            }
        }
    }
    if !refused.is_empty() {
        let owners = parts.iter().map(|part| (part.site_id, part.organisation_id)).collect();
        refuse(cx, actor, &mut round, &Answered { lines: &lines, refused: &refused, said, owners })?;
    }
    reserve::standing(cx, id, told.site_id)
}

/// The lines that are answered, each with its answer.
fn matched<'t>(lines: &[DeliveryRow], told: &'t RoundAnswers) -> Result<Vec<(DeliveryRow, &'t AnsweredLine)>, Error> {
    let own = lines.iter().filter(|line| line.site_id == told.site_id);
    let mut open: HashMap<(LotId, SiteId), DeliveryRow> =
        own.map(|line| ((line.lot_id, line.from_site_id), *line)).collect();
    let pairs = told.lines.iter().enumerate().map(|(place, answered)| {
        // What is answered twice is unknown the second time.
        let line = open.remove(&(answered.lot_id, answered.from_site_id));
        let line = line.ok_or_else(|| Error::invalid(&format!("/lines/{place}/lot_id"), "unknown"))?;
        flow::pending(line.status)?;
        Ok((line, answered))
    });
    pairs.collect()
}

/// What is said of refused lines, by their lots and where those are.
type Said = BTreeMap<(LotId, SiteId), String>;

/// What is refused, among all lines of a round.
struct Answered<'a> {
    lines: &'a [DeliveryRow],
    refused: &'a [DeliveryRow],
    said: Said,
    owners: HashMap<SiteId, OrganisationId>,
}

impl Answered<'_> {
    /// What is said of the refusal as a whole: where only one thing is.
    fn note(&self) -> Option<&str> {
        let mut notes = self.said.values().map(String::as_str);
        let first = notes.next()?;
        notes.all(|note| note == first).then_some(first)
    }
}

/// Takes refused lines back and offers them to the others.
fn refuse(cx: &mut Cx<'_>, actor: &Actor, round: &mut Round, answered: &Answered<'_>) -> Result<(), Error> {
    let last = revisions::latest(cx, round)?;
    let last = last.ok_or_else(|| Error::Internal(format!("round {} is published and has no revision", round.id)))?;
    take_back(cx, answered)?;
    let placed = Placed::of(&last.snapshot, answered);
    let adjusted = shared_anew(cx, round, &last, &placed)?;
    let about = about(&adjusted, &last.snapshot, answered);
    let mut by_hand = last.by_hand();
    by_hand.retain(|pair| !placed.refused.contains(pair));
    let snapshot = Snapshot { instance: adjusted.instance, ..last.snapshot };
    let revision = NewRevision {
        kind: RevisionKind::Refused,
        by: Some(actor.user_id),
        about,
        snapshot: &snapshot,
        plan: &adjusted.plan,
        by_hand: &by_hand,
    };
    let number = revisions::write(cx, round, &revision)?;
    let more = offer(cx, round.id, &snapshot, &adjusted.plan, &placed, &answered.owners)?;
    news::more(cx, round, number, &more)?;
    if let Some(line) = answered.refused.first() {
        news::refused(cx, round, number, line.site_id, answered.note())?;
    }
    Ok(())
}

/// The lines of a round in the places of a snapshot.
struct Placed<'a> {
    lines: BTreeMap<Pair, &'a DeliveryRow>,
    refused: Vec<Pair>,
}

impl<'a> Placed<'a> {
    fn of(snapshot: &Snapshot, answered: &Answered<'a>) -> Self {
        let (lots, sites) = places(snapshot);
        let pair = |line: &DeliveryRow| -> Option<Pair> {
            Some((*lots.get(&(line.lot_id, line.from_site_id))?, *sites.get(&line.site_id)?))
        };
        Self {
            lines: answered.lines.iter().filter_map(|line| Some((pair(line)?, line))).collect(),
            refused: answered.refused.iter().filter_map(pair).collect(),
        }
    }
}

/// Writes that lines are refused, with what is said of them, and sets free what was kept for them.
fn take_back(cx: &mut Cx<'_>, answered: &Answered<'_>) -> Result<(), Error> {
    for line in answered.refused {
        let (status, refused_kg) = (LineStatus::Refused, Some(line.allocated_kg));
        reserve::save(cx.conn, &DeliveryRow { status, refused_kg, allocated_kg: 0, ..*line })?;
        if let Some(note) = answered.said.get(&(line.lot_id, line.from_site_id)) {
            notes::write(cx.conn, line, note)?;
        }
    }
    reserve::release(cx, &answered.refused.iter().map(|line| (line.lot_id, line.from_site_id)).collect())
}

/// The round without what is refused: what is handed over stays as it is, and no more of a lot is offered than is there.
fn shared_anew(cx: &mut Cx<'_>, round: &Round, last: &Revision, placed: &Placed<'_>) -> Result<Adjusted, Error> {
    let is_handed =
        |line: &Line| placed.lines.get(&(line.lot, line.recipient)).is_some_and(|it| it.status == LineStatus::HandedOver);
    let plan = last.written();
    let mut instance = last.snapshot.instance.clone();
    instance.fixed.retain(|it| !is_handed(&it.line));
    let done = plan.lines.iter().filter(|line| is_handed(line));
    instance.fixed.extend(done.map(|line| Fixed { line: *line, more: false }));
    let free = free_kg(cx, round, &last.snapshot)?;
    cap(&mut instance, &plan.lines, &placed.refused, &free);
    let fault = |fault: Fault| Error::Internal(format!("round {} cannot be solved without a line: {fault:?}", round.id));
    refuse_all(&instance, &plan, &placed.refused).map_err(fault)
}

/// How much of each lot of a snapshot could be offered besides, kg.
fn free_kg(cx: &mut Cx<'_>, round: &Round, snapshot: &Snapshot) -> Result<Vec<i64>, Error> {
    let ids: Vec<LotId> = snapshot.lots.iter().map(|(lot, _)| *lot).collect();
    let (known, left) = (stock::lots(cx.conn, &ids)?, stock::left(cx.conn, &ids)?);
    let (now, zone) = (cx.now, cx.settings.time_zone);
    let free = snapshot.lots.iter().map(|place| {
        let left = left.get(place).copied().unwrap_or_default();
        let lot = known.get(&place.0).filter(|lot| stock::may_be_given(lot, now, zone));
        lot.map_or(0, |lot| there_kg(lot, left, round.fetched_on))
    });
    Ok(free.collect())
}

/// What there is to say of a refusal: the lot where it is one, and the reason where it is the same for all.
fn about(adjusted: &Adjusted, snapshot: &Snapshot, answered: &Answered<'_>) -> About {
    let refused = answered.refused;
    let only = if let [line] = refused { Some(line) } else { None };
    let site = refused.first().map(|line| line.site_id);
    let first: Option<RoundReason> = refused.first().and_then(|line| line.reason);
    let recipient = site.and_then(|site| snapshot.recipient(site));
    About {
        lot_id: only.map(|line| line.lot_id),
        from_site_id: only.map(|line| line.from_site_id),
        site_id: site,
        kg_before: Some(refused.iter().map(|line| line.allocated_kg).sum()),
        kg_after: Some(0),
        cost_to_others_kg: recipient.map(|recipient| adjusted.cost_to_others(recipient)),
        reason: first.filter(|reason| refused.iter().all(|line| line.reason == Some(*reason))),
        note: answered.note().map(str::to_owned),
    }
}

/// Writes what the others are offered besides, and keeps it for them. Returns how much more each of them has.
fn offer(
    cx: &mut Cx<'_>,
    round: AllocationRoundId,
    snapshot: &Snapshot,
    plan: &Plan,
    placed: &Placed<'_>,
    owners: &HashMap<SiteId, OrganisationId>,
) -> Result<Vec<Given>, Error> {
    let allocated = placed.lines.iter().map(|(pair, line)| (*pair, line.allocated_kg)).collect();
    let (mut amounts, mut new, mut more) = (Amounts::new(), Vec::new(), BTreeMap::<SiteId, i64>::new());
    for Change { lot, recipient, kg, grown } in changes(&plan.lines, &allocated) {
        let (Some(place), Some(site)) = (snapshot.lots.get(lot), snapshot.recipients.get(recipient)) else { continue };
        let Some(owner) = owners.get(site) else { continue };
        reserve::add(&mut amounts, *place, Grams::from_kg(grown));
        *more.entry(*site).or_default() += grown;
        match placed.lines.get(&(lot, recipient)) {
            Some(line) => reserve::grow(cx.conn, line, kg)?,
            None => new.push(DeliveryRow::proposed(round, *place, (*site, *owner), kg)),
        }
    }
    reserve::keep(cx, &amounts)?;
    reserve::propose(cx.conn, &new)?;
    let given =
        more.into_iter().filter_map(|(site_id, kg)| Some(Given { organisation_id: *owners.get(&site_id)?, site_id, kg }));
    Ok(given.collect())
}
