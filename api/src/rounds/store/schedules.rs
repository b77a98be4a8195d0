//! Rounds that begin by themselves. Whoever moves a schedule's next time on begins its round in the same transaction: each
//! week's once, however many servers share the work or die at it. Sharing it out comes after, as for people, and is made up
//! for where a server died in between.

use super::access::{self, coordinate, leads};
use super::compute::{self, Computed};
use super::create;
use crate::db::expr::any_of;
use crate::db::schema::{allocation_rounds as rounds, allocation_schedules as schedules, organisations as owners};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::organisations;
use crate::rounds::news;
use crate::rounds::rules::schedule;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, AllocationScheduleId, OrganisationId, UserId};
use shared::organisations::{OrganisationStatus, OrganisationSummary};
use shared::rounds::{AllocationSchedule, AllocationScheduleList, NewAllocationRound, NewAllocationSchedule, RoundStatus};
use shared::sites::Weekday;
use shared::time::UtcMillis;
use std::collections::HashMap;
use uuid::Uuid;

/// A row of `allocation_schedules`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = schedules)]
struct ScheduleRow {
    id: AllocationScheduleId,
    organisation_id: OrganisationId,
    title: String,
    weekday: Weekday,
    minute: i64,
    fetched_after_days: i64,
    window_rounds: i64,
    tolerance_kg: i64,
    next_at: UtcMillis,
    created_by: UserId,
    created_at: UtcMillis,
}

impl ScheduleRow {
    fn shown(self, organisation: OrganisationSummary, last_round_id: Option<AllocationRoundId>) -> AllocationSchedule {
        AllocationSchedule {
            id: self.id,
            organisation,
            title: self.title,
            weekday: self.weekday,
            minute: self.minute,
            fetched_after_days: self.fetched_after_days,
            window: self.window_rounds,
            tolerance_kg: self.tolerance_kg,
            next_at: self.next_at,
            last_round_id,
        }
    }

    /// The round that begins at this time.
    fn round(&self, cx: &Cx<'_>) -> NewAllocationRound {
        NewAllocationRound {
            organisation_id: self.organisation_id,
            title: self.title.clone(),
            fetched_on: schedule::fetched_on(self.next_at, self.fetched_after_days, cx.settings.time_zone),
            window: Some(self.window_rounds),
            tolerance_kg: Some(self.tolerance_kg),
            requests_until: None,
        }
    }
}

/// The schedules of the caller's organisations, all for the administrator, by day and time.
///
/// # Errors
/// When the database fails.
pub fn list(cx: &mut Cx<'_>, actor: &Actor) -> Result<AllocationScheduleList, Error> {
    let mut select = schedules::table.into_boxed();
    if !actor.network_admin {
        let own: Vec<OrganisationId> = actor.memberships.iter().map(|membership| membership.organisation_id).collect();
        select = select.filter(any_of(schedules::organisation_id, own));
    }
    let mut rows: Vec<ScheduleRow> = select.select(ScheduleRow::as_select()).load(cx.conn)?;
    rows.sort_by_key(|row| (row.weekday, row.minute, row.id));
    Ok(AllocationScheduleList { items: shown(cx, rows)? })
}

/// Makes a schedule. Its first round begins the next time that the clocks show its time on its day.
///
/// # Errors
/// 403 unless the caller coordinates an approved food bank.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewAllocationSchedule) -> Result<AllocationSchedule, Error> {
    let permit = coordinate(actor, new.organisation_id)?;
    let row = ScheduleRow {
        id: AllocationScheduleId(Uuid::now_v7()),
        organisation_id: new.organisation_id,
        title: new.title.trim().to_owned(),
        weekday: new.weekday,
        minute: new.minute,
        fetched_after_days: new.fetched_after_days,
        window_rounds: new.window,
        tolerance_kg: new.tolerance_kg,
        next_at: schedule::next(new.weekday, new.minute, cx.now, cx.settings.time_zone),
        created_by: permit.user_id(),
        created_at: cx.now,
    };
    diesel::insert_into(schedules::table).values(&row).execute(cx.conn)?;
    shown(cx, vec![row])?.pop().ok_or_else(Error::not_found)
}

/// Ends a schedule: rounds that it has begun stay.
///
/// # Errors
/// 404 when there is none that the caller may see; 403 unless the caller coordinates its food bank.
pub fn delete(cx: &mut Cx<'_>, actor: &Actor, id: AllocationScheduleId) -> Result<(), Error> {
    let owner: Option<OrganisationId> =
        schedules::table.find(id).select(schedules::organisation_id).first(cx.conn).optional()?;
    let owner = owner.filter(|owner| leads(actor, *owner)).ok_or_else(Error::not_found)?;
    coordinate(actor, owner)?;
    diesel::delete(schedules::table.find(id)).execute(cx.conn)?;
    Ok(())
}

fn shown(cx: &mut Cx<'_>, rows: Vec<ScheduleRow>) -> Result<Vec<AllocationSchedule>, Error> {
    let mut owners: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    owners.sort_unstable();
    owners.dedup();
    let owners = organisations::store::summaries(cx.conn, &owners)?;
    let last = last_rounds(cx, rows.iter().map(|row| row.id).collect())?;
    let shown = rows.into_iter().map(|row| {
        let owner = owners.get(&row.organisation_id).cloned();
        let owner = owner.ok_or_else(|| Error::Internal(format!("schedule {} without its food bank", row.id)))?;
        let last = last.get(&row.id).copied();
        Ok(row.shown(owner, last))
    });
    shown.collect()
}

/// The last round that each schedule began.
fn last_rounds(
    cx: &mut Cx<'_>,
    ids: Vec<AllocationScheduleId>,
) -> Result<HashMap<AllocationScheduleId, AllocationRoundId>, Error> {
    let begun: Vec<(Option<AllocationScheduleId>, AllocationRoundId)> = rounds::table
        .filter(any_of(rounds::schedule_id, ids))
        .order((rounds::schedule_id, rounds::fetched_on, rounds::id))
        .select((rounds::schedule_id, rounds::id))
        .load(cx.conn)?;
    Ok(begun.into_iter().filter_map(|(schedule, round)| Some((schedule?, round))).collect())
}

/// The schedules whose time has come, the longest due first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<AllocationScheduleId>, Error> {
    let due = schedules::table.filter(schedules::next_at.le(cx.now)).order(schedules::next_at).limit(limit);
    Ok(due.select(schedules::id).load(cx.conn)?)
}

/// Begins the round of a schedule that still is due, and tells whether it did. A week whose day of fetching is over when a
/// server comes back is missed, and so is one in which the food bank is suspended.
///
/// # Errors
/// When the database fails.
pub fn begin(cx: &mut Cx<'_>, id: AllocationScheduleId) -> Result<bool, Error> {
    let row: Option<ScheduleRow> = schedules::table.find(id).select(ScheduleRow::as_select()).first(cx.conn).optional()?;
    let Some(row) = row.filter(|row| row.next_at <= cx.now) else { return Ok(false) };
    let zone = cx.settings.time_zone;
    let next = schedule::next(row.weekday, row.minute, cx.now, zone);
    let as_seen = schedules::table.find(id).filter(schedules::next_at.eq(row.next_at));
    if diesel::update(as_seen).set(schedules::next_at.eq(next)).execute(cx.conn)? == 0 {
        return Ok(false);
    }
    let status: OrganisationStatus = owners::table.find(row.organisation_id).select(owners::status).first(cx.conn)?;
    let new = row.round(cx);
    if status != OrganisationStatus::Approved || new.fetched_on < today(cx.now, zone) {
        return Ok(false);
    }
    create::create(cx, &new, None, Some(id))?;
    Ok(true)
}

/// Rounds that a schedule has begun and that nobody has shared out since, the longest due first. What sites say meanwhile of
/// what they need takes none of them away.
///
/// # Errors
/// When the database fails.
pub fn uncomputed(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<AllocationRoundId>, Error> {
    let waiting = rounds::table
        .filter(rounds::compute_due_at.is_not_null())
        .filter(rounds::compute_due_at.le(cx.now))
        .filter(rounds::fetched_on.ge(today(cx.now, cx.settings.time_zone)))
        .filter(rounds::status.eq(RoundStatus::Draft))
        .order((rounds::compute_due_at, rounds::id))
        .limit(limit);
    Ok(waiting.select(rounds::id).load(cx.conn)?)
}

/// A round that was to be shared out by itself.
#[derive(Clone, Debug)]
pub struct Tried {
    round: AllocationRoundId,
    /// The version that was read.
    version: i64,
    /// What came of it; `None` where it cannot be done.
    computed: Option<Computed>,
}

/// Shares out a round that a schedule has begun; nothing is written. `None` once it waits for that no more.
///
/// # Errors
/// When the database fails.
pub fn share_out(cx: &mut Cx<'_>, id: AllocationRoundId) -> Result<Option<Tried>, Error> {
    let round = access::load(cx.conn, id)?;
    if round.compute_due_at.is_none() || round.status != RoundStatus::Draft {
        return Ok(None);
    }
    let computed = match compute::compute(cx, &round) {
        Ok(computed) => Some(computed),
        Err(error @ (Error::Refused(_) | Error::Internal(_))) => {
            tracing::warn!(round = %id, %error, "a scheduled round cannot be shared out");
            None
        }
        Err(other) => return Err(other),
    };
    Ok(Some(Tried { round: id, version: round.version, computed }))
}

/// Keeps what was computed of a round and tells its food bank; also where nothing could be computed, which is then theirs to
/// look at. Neither is done a second time.
///
/// # Errors
/// When the database fails; 412 when somebody changed the round since it was read: it is to be shared out once more.
pub fn keep(cx: &mut Cx<'_>, tried: &Tried) -> Result<(), Error> {
    if let Some(computed) = &tried.computed {
        let round = compute::keep(cx, None, computed)?;
        return news::computed(cx, &round);
    }
    let mut round = access::hold_as_read(cx, tried.round, tried.version)?;
    round.compute_due_at = None;
    access::save(cx.conn, &round)?;
    news::begun(cx, &round)
}
