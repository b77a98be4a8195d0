//! Revisions: what a round was after something changed it. They are written once and never changed.

use super::access;
use super::edit::forget_shares;
use crate::db::schema::{round_lines as lines, round_recipients as recipients, round_revisions as revisions};
use crate::engine::allocation::{Fault, Line, Plan, VERSION, solve};
use crate::http::{Cx, Error};
use crate::on_backend;
use crate::rounds::model::Round;
use crate::rounds::snapshot::{Snapshot, figures};
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, SiteId, UserId};
use shared::rounds::{RevisionKind, RoundReason};
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};

/// Lines of one insertion: seven values each.
const INSERTED: usize = 50;

/// A revision as it is stored; who gets what by it is reckoned from that.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The version of the engine that made it.
    engine: i64,
    /// What the engine was given.
    pub snapshot: Snapshot,
    /// What it said, by lot and then recipient; those of nothing too that somebody decided.
    pub lines: Vec<StoredLine>,
}

impl Revision {
    /// What its lines amount to, at once: for whoever holds the database meanwhile. Who competes with whom is not known of them.
    #[must_use]
    pub fn written(&self) -> Plan {
        let (lots, sites) = places(&self.snapshot);
        let placed = self.lines.iter().filter_map(|line| {
            let (lot, recipient) = line.pair(&lots, &sites)?;
            Some(Line { lot, recipient, kg: line.kg })
        });
        Plan::of_lines(&self.snapshot.instance, placed.collect())
    }

    /// The same with who competes with whom, which is not stored: shared out again where this engine would do as the one did that
    /// made it. Of what another engine made it is not known.
    ///
    /// # Errors
    /// When it cannot be solved, which is a mistake of ours.
    pub fn solved(&self) -> Result<Plan, Error> {
        if self.engine != i64::from(VERSION) {
            return Ok(self.written());
        }
        let fault = |fault: Fault| Error::Internal(format!("a revision that cannot be solved again: {fault:?}"));
        solve(&self.snapshot.instance).map_err(fault)
    }

    /// The lines that somebody set by hand, in the places of its snapshot.
    #[must_use]
    pub fn by_hand(&self) -> BTreeSet<Pair> {
        let (lots, sites) = places(&self.snapshot);
        let decided = self.lines.iter().filter(|line| line.by_hand);
        decided.filter_map(|line| line.pair(&lots, &sites)).collect()
    }
}

/// A line of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct StoredLine {
    /// The lot.
    pub lot_id: LotId,
    /// Where it is.
    pub from_site_id: SiteId,
    /// The recipient.
    pub site_id: SiteId,
    /// How much, kg; 0 where somebody set it to nothing, or refused it.
    pub kg: i64,
    /// Whether somebody set it by hand.
    pub by_hand: bool,
}

impl StoredLine {
    fn pair(&self, lots: &HashMap<(LotId, SiteId), usize>, sites: &HashMap<SiteId, usize>) -> Option<Pair> {
        Some((*lots.get(&(self.lot_id, self.from_site_id))?, *sites.get(&self.site_id)?))
    }
}

/// A line as the parts of an instance name it: the place of its lot, and that of its recipient.
pub type Pair = (usize, usize);

/// What there is to say of a change that made a revision.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The lot, where it is about one.
    pub lot_id: Option<LotId>,
    /// Where that is.
    pub from_site_id: Option<SiteId>,
    /// The recipient.
    pub site_id: Option<SiteId>,
    /// Its kilograms before,
    pub kg_before: Option<i64>,
    /// and after.
    pub kg_after: Option<i64>,
    /// What the others lose by it together, kg.
    pub cost_to_others_kg: Option<i64>,
    /// Why.
    pub reason: Option<RoundReason>,
    /// What else there is to say.
    pub note: Option<String>,
}

/// A revision to be written.
pub struct NewRevision<'r> {
    /// What made it.
    pub kind: RevisionKind,
    /// Who did; `None`: the clock.
    pub by: Option<UserId>,
    /// What there is to say of it.
    pub about: About,
    /// What the engine was given.
    pub snapshot: &'r Snapshot,
    /// What it said.
    pub plan: &'r Plan,
    /// The lines that somebody set by hand.
    pub by_hand: &'r BTreeSet<Pair>,
}

#[derive(Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
struct RevisionRow<'r> {
    round_id: AllocationRoundId,
    number: i64,
    kind: RevisionKind,
    at: UtcMillis,
    user_id: Option<UserId>,
    lot_id: Option<LotId>,
    from_site_id: Option<SiteId>,
    site_id: Option<SiteId>,
    kg_before: Option<i64>,
    kg_after: Option<i64>,
    cost_to_others_kg: Option<i64>,
    reason: Option<RoundReason>,
    note: Option<&'r str>,
    figures: &'r str,
    engine_version: i64,
    fingerprint: String,
    instance: String,
}

/// The last revision of a round; `None` while it is a draft: what was computed of it before counts no more.
///
/// # Errors
/// When the database fails.
pub fn latest(cx: &mut Cx<'_>, round: &Round) -> Result<Option<Revision>, Error> {
    match round.revision.filter(|_| round.figures.is_some()) {
        Some(number) => numbered(cx, round.id, number),
        None => Ok(None),
    }
}

/// One revision of a round.
///
/// # Errors
/// When the database fails.
pub fn numbered(cx: &mut Cx<'_>, round: AllocationRoundId, number: i64) -> Result<Option<Revision>, Error> {
    let row: Option<(i64, String)> = revisions::table
        .find((round, number))
        .select((revisions::engine_version, revisions::instance))
        .first(cx.conn)
        .optional()?;
    let Some((engine, text)) = row else { return Ok(None) };
    let snapshot = Snapshot::from_json(&text).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Revision { engine, snapshot, lines: lines_of(cx, round, number)? }))
}

/// How often something of a round was refused.
///
/// # Errors
/// When the database fails.
pub fn refusals(cx: &mut Cx<'_>, round: AllocationRoundId) -> Result<i64, Error> {
    let refused = revisions::table.filter(revisions::round_id.eq(round)).filter(revisions::kind.eq(RevisionKind::Refused));
    Ok(refused.count().get_result(cx.conn)?)
}

/// The places of a snapshot's lots and recipients.
pub fn places(snapshot: &Snapshot) -> (HashMap<(LotId, SiteId), usize>, HashMap<SiteId, usize>) {
    let lots = snapshot.lots.iter().copied().zip(0..).collect();
    (lots, snapshot.recipients.iter().copied().zip(0..).collect())
}

/// The lines of a revision, by lot and then recipient.
///
/// # Errors
/// When the database fails.
pub fn lines_of(cx: &mut Cx<'_>, round: AllocationRoundId, number: i64) -> Result<Vec<StoredLine>, Error> {
    let of_revision = lines::table.filter(lines::round_id.eq(round)).filter(lines::revision.eq(number));
    let in_order = of_revision.order((lines::lot_id, lines::from_site_id, lines::site_id));
    let columns = (lines::lot_id, lines::from_site_id, lines::site_id, lines::kg, lines::by_hand);
    Ok(in_order.select(columns).load(cx.conn)?)
}

/// Writes the next revision of a round that the caller holds, and what its recipients get by it; the round itself has it from
/// then on and is saved as it is. Returns the revision's number.
///
/// # Errors
/// When the database fails.
pub fn write(cx: &mut Cx<'_>, round: &mut Round, new: &NewRevision<'_>) -> Result<i64, Error> {
    let number = round.revision.unwrap_or(0) + 1;
    let json = |error: serde_json::Error| Error::Internal(error.to_string());
    let told = serde_json::to_string(&figures(&new.plan.figures)).map_err(json)?;
    let About { lot_id, from_site_id, site_id, kg_before, kg_after, cost_to_others_kg, reason, note } = &new.about;
    let row = RevisionRow {
        round_id: round.id,
        number,
        kind: new.kind,
        at: cx.now,
        user_id: new.by,
        lot_id: *lot_id,
        from_site_id: *from_site_id,
        site_id: *site_id,
        kg_before: *kg_before,
        kg_after: *kg_after,
        cost_to_others_kg: *cost_to_others_kg,
        reason: *reason,
        note: note.as_deref(),
        figures: &told,
        engine_version: i64::from(VERSION),
        fingerprint: new.snapshot.fingerprint(),
        instance: new.snapshot.to_json().map_err(json)?,
    };
    diesel::insert_into(revisions::table).values(&row).execute(cx.conn)?;
    write_lines(cx, round.id, number, new)?;
    write_shares(cx, round.id, new)?;
    round.revision = Some(number);
    round.figures = Some(told);
    access::save(cx.conn, round)?;
    Ok(number)
}

/// The lines of a plan, and those of nothing that somebody decided.
fn write_lines(cx: &mut Cx<'_>, round: AllocationRoundId, number: i64, new: &NewRevision<'_>) -> Result<(), Error> {
    let nothing = new.snapshot.instance.fixed.iter().map(|it| it.line).filter(|line| line.kg == 0);
    let all: Vec<Line> = new.plan.lines.iter().copied().chain(nothing).collect();
    for chunk in all.chunks(INSERTED) {
        let rows: Vec<_> = chunk
            .iter()
            .filter_map(|line| {
                let (lot, from) = *new.snapshot.lots.get(line.lot)?;
                Some((
                    lines::round_id.eq(round),
                    lines::revision.eq(number),
                    lines::lot_id.eq(lot),
                    lines::from_site_id.eq(from),
                    lines::site_id.eq(*new.snapshot.recipients.get(line.recipient)?),
                    lines::kg.eq(line.kg),
                    lines::by_hand.eq(new.by_hand.contains(&(line.lot, line.recipient))),
                ))
            })
            .collect();
        on_backend!(cx.conn, conn => diesel::insert_into(lines::table).values(rows).execute(conn))?;
    }
    Ok(())
}

/// What each recipient gets; those that take no part, or have counted nobody, get nothing that could be told.
fn write_shares(cx: &mut Cx<'_>, round: AllocationRoundId, new: &NewRevision<'_>) -> Result<(), Error> {
    forget_shares(cx.conn, round)?;
    for (site, share) in new.snapshot.recipients.iter().zip(&new.plan.shares) {
        diesel::update(recipients::table.find((round, *site)))
            .set((recipients::kg.eq(Some(share.kg)), recipients::level.eq(Some(share.level.millionths()))))
            .execute(cx.conn)?;
    }
    Ok(())
}
