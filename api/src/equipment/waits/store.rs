//! The queues in the database. Whoever looks whose turn it is holds the item's calendar, as whoever books does: so days
//! are kept for one at a time, and a booking sees for whom.

use super::{news, rules};
use crate::db::Conn;
use crate::db::expr::literal;
use crate::db::schema::equipment_waits as waits;
use crate::equipment::store::{hold, load, overlap, taken, visible};
use crate::equipment::{EquipmentRow, Period, requirements_of};
use crate::http::{Actor, Cx, Error};
use crate::loans::rules::{Lent, Wish, request};
use crate::organisations;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{EquipmentId, OrganisationId, UserId, WaitId};
use shared::problem::{Code, Problem};
use shared::time::{HOUR, UtcMillis};
use shared::waits::{EquipmentWaits, NewWait, Wait, WaitState};
use uuid::Uuid;

/// Places of the queue that count, word for word the condition of the partial indexes.
pub const LIVE: &str = "equipment_waits.state IN ('waiting', 'offered')";

/// The longest queue that is looked at.
const LONGEST: i64 = 200;

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = waits)]
struct WaitRow {
    id: WaitId,
    equipment_id: EquipmentId,
    organisation_id: OrganisationId,
    starts_at: UtcMillis,
    ends_at: UtcMillis,
    state: WaitState,
    due_at: UtcMillis,
    created_by: UserId,
    created_at: UtcMillis,
}

impl WaitRow {
    /// The time that a loan of these days would take.
    const fn taking(&self, gap_hours: i64) -> Period {
        Period { starts_at: self.starts_at, ends_at: self.ends_at.plus(gap_hours.saturating_mul(HOUR)) }
    }

    /// Whether the days are kept for it now.
    fn is_kept(&self, now: UtcMillis) -> bool {
        self.state == WaitState::Offered && self.due_at > now
    }
}

/// The item's queue, the first first.
fn queue(conn: &mut Conn, item: EquipmentId) -> Result<Vec<WaitRow>, Error> {
    let live = waits::table.filter(waits::equipment_id.eq(item)).filter(literal::<Bool>(LIVE));
    Ok(live.order((waits::created_at, waits::id)).limit(LONGEST).select(WaitRow::as_select()).load(conn)?)
}

/// Those who wait for an item, as the caller may see them.
///
/// # Errors
/// 404 when there is no item that the caller may see.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, item: EquipmentId) -> Result<EquipmentWaits, Error> {
    let owner = visible(cx.conn, actor, item)?.organisation_id;
    let sees_all = actor.network_admin || actor.belongs_to(owner);
    let rows = queue(cx.conn, item)?;
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let names = organisations::store::summaries(cx.conn, &ids)?;
    let seen = rows.into_iter().enumerate().filter(|(_, row)| sees_all || actor.belongs_to(row.organisation_id));
    let shown = seen.filter_map(|(at, row)| {
        Some(Wait {
            id: row.id,
            organisation: names.get(&row.organisation_id)?.clone(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            state: row.state,
            place: at + 1,
            kept_until: (row.state == WaitState::Offered).then_some(row.due_at),
            can_withdraw: actor.can_finish_for(row.organisation_id),
        })
    });
    Ok(EquipmentWaits { items: shown.collect() })
}

/// Takes a place at the end of the queue.
///
/// # Errors
/// 404; 403 for another organisation; 409 where the days are free, the organisation waits already or the item is lent no
/// more; 422 for a time that does not fit.
pub fn join(cx: &mut Cx<'_>, actor: &Actor, item: EquipmentId, new: &NewWait) -> Result<EquipmentWaits, Error> {
    actor.see_network()?;
    visible(cx.conn, actor, item)?;
    let permit = actor.act_for(new.organisation_id)?;
    hold(cx.conn, item)?;
    let row = load(cx.conn, item)?;
    check(&row, new, cx.now)?;
    if queue(cx.conn, item)?.iter().any(|one| one.organisation_id == new.organisation_id) {
        return Err(Problem::of(Code::AlreadyWaiting).into());
    }
    let place = WaitRow {
        id: WaitId(Uuid::now_v7()),
        equipment_id: item,
        organisation_id: permit.organisation_id(),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        state: WaitState::Waiting,
        due_at: new.starts_at,
        created_by: permit.user_id(),
        created_at: cx.now,
    };
    let wanted = place.taking(row.gap_hours);
    let is_taken = overlap(cx.conn, item, wanted, None)?.is_some();
    if !is_taken && kept(cx, item, wanted, new.organisation_id)?.is_none() {
        return Err(Problem::of(Code::EquipmentFree).into());
    }
    diesel::insert_into(waits::table).values(&place).execute(cx.conn)?;
    actor.trace.made(place.id.0);
    list(cx, actor, item)
}

/// A wish to wait fits where a wish to borrow would; what has to be confirmed is confirmed when it is asked for.
fn check(item: &EquipmentRow, new: &NewWait, now: UtcMillis) -> Result<(), Error> {
    let lent = Lent {
        lender: item.organisation_id,
        retired: item.retired_at.is_some(),
        requirements: item.requirements,
        max_days: item.max_days,
    };
    let confirmed = requirements_of(item.requirements);
    let period = Period { starts_at: new.starts_at, ends_at: new.ends_at };
    let wish = Wish { borrower: new.organisation_id, period, confirmed: &confirmed };
    request(&lent, &wish, now).map_err(|refusal| refusal.problem().into())
}

/// Gives a place up; days that were kept for it are the next one's.
///
/// # Errors
/// 404 for a place that is over, or for another organisation's; 403 while the caller's is not admitted.
pub fn leave(cx: &mut Cx<'_>, actor: &Actor, item: EquipmentId, wait: WaitId) -> Result<(), Error> {
    // A suspended organisation sees no items of others, and gives its place up all the same.
    let owner = load(cx.conn, item)?.organisation_id;
    hold(cx.conn, item)?;
    let row = queue(cx.conn, item)?.into_iter().find(|row| row.id == wait);
    let sees = |row: &WaitRow| actor.network_admin || actor.belongs_to(owner) || actor.belongs_to(row.organisation_id);
    let row = row.filter(sees).ok_or_else(Error::not_found)?;
    actor.finish_for(row.organisation_id)?;
    end(cx, &row, WaitState::Withdrawn)?;
    advance(cx, item)
}

/// Days that are kept for somebody other than `organisation` and meet `period`: which, and until when they are kept.
///
/// # Errors
/// When the database fails.
pub fn kept(
    cx: &mut Cx<'_>,
    item: EquipmentId,
    period: Period,
    organisation: OrganisationId,
) -> Result<Option<UtcMillis>, Error> {
    let now = cx.now;
    let others = queue(cx.conn, item)?.into_iter().filter(|row| row.organisation_id != organisation && row.is_kept(now));
    let meeting = others.filter(|row| rules::meet(Period { starts_at: row.starts_at, ends_at: row.ends_at }, period));
    Ok(meeting.map(|row| row.due_at).min())
}

/// Refuses whoever asks for days that are kept for somebody else.
///
/// # Errors
/// 409 `kept_for_other`.
pub fn refuse_kept(cx: &mut Cx<'_>, item: EquipmentId, period: Period, organisation: OrganisationId) -> Result<(), Error> {
    match kept(cx, item, period, organisation)? {
        Some(until) => Err(Problem::of(Code::KeptForOther).with("busy_until", until.to_string()).into()),
        None => Ok(()),
    }
}

/// The organisation has asked for days of the item: where it waited for them, it waits no more.
///
/// # Errors
/// When the database fails.
pub fn served(cx: &mut Cx<'_>, item: EquipmentId, organisation: OrganisationId, period: Period) -> Result<(), Error> {
    let own = queue(cx.conn, item)?.into_iter().filter(|row| row.organisation_id == organisation);
    let own: Vec<WaitRow> = own.filter(|row| rules::meet(row.taking(0), period)).collect();
    for row in &own {
        end(cx, row, WaitState::Booked)?;
    }
    // It may have asked for a part of its days: the rest is the next one's.
    if own.is_empty() { Ok(()) } else { advance(cx, item) }
}

/// Its owner keeps the item in a time that was kept for those who waited: they wait on.
///
/// # Errors
/// When the database fails.
pub fn put_back(cx: &mut Cx<'_>, item: EquipmentId, period: Period) -> Result<(), Error> {
    for row in queue(cx.conn, item)?.into_iter().filter(|row| row.state == WaitState::Offered) {
        if rules::meet(row.taking(0), period) {
            let back = (waits::state.eq(WaitState::Waiting), waits::due_at.eq(row.starts_at));
            diesel::update(waits::table.find(row.id)).set(back).execute(cx.conn)?;
        }
    }
    Ok(())
}

/// Keeps the days that are free for the first who wait for them, and tells them. Whoever calls it has made days free and
/// holds the item's calendar, or holds it from here on.
///
/// # Errors
/// When the database fails.
pub fn advance(cx: &mut Cx<'_>, item: EquipmentId) -> Result<(), Error> {
    if queue(cx.conn, item)?.is_empty() {
        return Ok(());
    }
    hold(cx.conn, item)?;
    let row = load(cx.conn, item)?;
    if row.retired_at.is_some() {
        return Ok(());
    }
    let now = cx.now;
    let (kept, waiting): (Vec<WaitRow>, Vec<WaitRow>) =
        queue(cx.conn, item)?.into_iter().partition(|one| one.state == WaitState::Offered);
    let waiting: Vec<WaitRow> =
        waiting.into_iter().filter(|one| one.starts_at > now && !row.in_repair_at(one.starts_at)).collect();
    let wishes: Vec<Period> = waiting.iter().map(|one| one.taking(row.gap_hours)).collect();
    let Some(last) = wishes.iter().map(|wish| wish.ends_at).max() else { return Ok(()) };
    let calendar = taken(cx.conn, item, Period { starts_at: now, ends_at: last })?;
    let calendar = calendar.into_iter().map(|(busy, _)| Period { starts_at: busy.starts_at, ends_at: busy.ends_at });
    let all: Vec<Period> = calendar.chain(kept.iter().map(|one| one.taking(row.gap_hours))).collect();
    for place in rules::whose_turn(&wishes, &all) {
        if let Some(one) = waiting.get(place) {
            offer(cx, &row, one)?;
        }
    }
    Ok(())
}

fn offer(cx: &mut Cx<'_>, item: &EquipmentRow, wait: &WaitRow) -> Result<(), Error> {
    let until = rules::kept_until(cx.now, wait.starts_at);
    let still = waits::table.find(wait.id).filter(waits::state.eq(WaitState::Waiting));
    let offered = (waits::state.eq(WaitState::Offered), waits::due_at.eq(until));
    if diesel::update(still).set(offered).execute(cx.conn)? == 0 {
        return Ok(());
    }
    news::freed(cx, item, wait.organisation_id, (wait.id, wait.starts_at), until)
}

fn end(cx: &mut Cx<'_>, row: &WaitRow, state: WaitState) -> Result<(), Error> {
    let still = waits::table.find(row.id).filter(waits::state.eq(row.state));
    diesel::update(still).set(waits::state.eq(state)).execute(cx.conn)?;
    Ok(())
}

/// Ends the places whose time is over, at most `limit`, and tells how many: days that were kept are the next one's.
///
/// # Errors
/// When the database fails.
pub fn end_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<(WaitId, EquipmentId)> = waits::table
        .filter(literal::<Bool>(LIVE))
        .filter(waits::due_at.le(cx.now))
        .order(waits::due_at)
        .limit(limit)
        .select((waits::id, waits::equipment_id))
        .load(cx.conn)?;
    let mut ended = 0;
    for (id, item) in due {
        hold(cx.conn, item)?;
        // Read again under the lock: it may have been used, or ended by another server.
        let now = cx.now;
        let row = queue(cx.conn, item)?.into_iter().find(|row| row.id == id && row.due_at <= now);
        if let Some(row) = row {
            let state = if row.state == WaitState::Offered { WaitState::Missed } else { WaitState::Lapsed };
            end(cx, &row, state)?;
            advance(cx, item)?;
            ended += 1;
        }
    }
    Ok(ended)
}
