//! An item's calendar: loans with the gaps after them, and times in which its owner keeps it. Nothing in it overlaps.
//!
//! Whoever writes into a calendar calls [`hold`] first: it locks the item's row until the commit, so that two bookings of
//! one item come one after the other and the second sees the first. Triggers in both databases stand behind the rule.

use super::read::{load, visible};
use crate::db::Conn;
use crate::db::schema::{equipment, equipment_closures as closures, loans};
use crate::equipment::model::ClosureRow;
use crate::equipment::{Period, waits};
use crate::http::{Actor, Cx, Error};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::equipment::{BusyKind, BusyPeriod, CalendarQuery, EquipmentCalendar, NewClosure};
use shared::ids::{ClosureId, EquipmentId, LoanId};
use shared::problem::{Code, Problem};
use shared::time::{DAY, UtcMillis};
use uuid::Uuid;

/// The longest part of a calendar that is read at once, and the longest closure.
const LONGEST: i64 = 400 * DAY;

/// Loans that take their item's time, word for word the condition of the partial index.
pub const HOLDING: &str = "loans.state IN ('requested', 'accepted', 'out', 'returned')";

/// Holds an item's calendar until the end of the transaction.
///
/// # Errors
/// 404 when there is no such item.
pub fn hold(conn: &mut Conn, id: EquipmentId) -> Result<(), Error> {
    let item = equipment::table.find(id);
    let held = diesel::update(item).set(equipment::calendar_version.eq(equipment::calendar_version + 1)).execute(conn)?;
    if held == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// The first thing in the calendar that overlaps `period`, the loan `except` aside.
///
/// # Errors
/// When the database fails.
pub fn overlap(conn: &mut Conn, id: EquipmentId, period: Period, except: Option<LoanId>) -> Result<Option<Period>, Error> {
    let found = taken(conn, id, period)?;
    let first = found.into_iter().find(|(_, loan)| loan.is_none() || *loan != except);
    Ok(first.map(|(period, _)| Period { starts_at: period.starts_at, ends_at: period.ends_at }))
}

/// What the calendar has within `period`, by start.
///
/// # Errors
/// When the database fails.
fn busy(conn: &mut Conn, id: EquipmentId, period: Period) -> Result<Vec<BusyPeriod>, Error> {
    Ok(taken(conn, id, period)?.into_iter().map(|(period, _)| period).collect())
}

/// The same, each loan with its identifier.
///
/// # Errors
/// When the database fails.
pub fn taken(conn: &mut Conn, id: EquipmentId, period: Period) -> Result<Vec<(BusyPeriod, Option<LoanId>)>, Error> {
    let lent: Vec<(LoanId, UtcMillis, UtcMillis)> = loans::table
        .filter(loans::equipment_id.eq(id))
        .filter(sql::<Bool>(HOLDING))
        .filter(loans::busy_until.gt(period.starts_at))
        .filter(loans::starts_at.lt(period.ends_at))
        .select((loans::id, loans::starts_at, loans::busy_until))
        .load(conn)?;
    let kept: Vec<ClosureRow> = closures::table
        .filter(closures::equipment_id.eq(id))
        .filter(closures::ends_at.gt(period.starts_at))
        .filter(closures::starts_at.lt(period.ends_at))
        .select(ClosureRow::as_select())
        .load(conn)?;
    let lent = lent.into_iter().map(|(loan, starts_at, ends_at)| {
        (BusyPeriod { starts_at, ends_at, kind: BusyKind::Loan, closure_id: None, reason: None }, Some(loan))
    });
    let mut all: Vec<_> = lent.chain(kept.into_iter().map(|row| (shown(row), None))).collect();
    all.sort_by_key(|(period, _)| (period.starts_at, period.ends_at));
    Ok(all)
}

fn shown(row: ClosureRow) -> BusyPeriod {
    BusyPeriod {
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        kind: BusyKind::Closure,
        closure_id: Some(row.id),
        reason: Some(row.reason),
    }
}

/// Part of the calendar of an item that the caller may see. Who borrows, and why it is closed, is not everybody's matter.
///
/// # Errors
/// 404; 422 for a time that is none, or too long.
pub fn calendar(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, query: &CalendarQuery) -> Result<EquipmentCalendar, Error> {
    let row = visible(cx.conn, actor, id)?;
    let period = Period { starts_at: query.from, ends_at: query.until };
    check(period, "?until")?;
    let mut periods = busy(cx.conn, id, period)?;
    if !actor.belongs_to(row.organisation_id) {
        for period in &mut periods {
            (period.closure_id, period.reason) = (None, None);
        }
    }
    Ok(EquipmentCalendar { periods })
}

fn check(period: Period, pointer: &str) -> Result<(), Error> {
    match () {
        () if period.ends_at <= period.starts_at => Err(Error::invalid(pointer, "before_start")),
        () if period.ends_at > period.starts_at.plus(LONGEST) => Err(Error::invalid(pointer, "too_late")),
        () => Ok(()),
    }
}

/// Keeps an item for a time.
///
/// # Errors
/// 404; 403; 409 where it is lent or kept already; 422 for a time that is none, over, or too long.
pub fn close(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, new: &NewClosure) -> Result<BusyPeriod, Error> {
    let item = visible(cx.conn, actor, id)?;
    let permit = actor.act_for(item.organisation_id)?;
    let period = Period { starts_at: new.starts_at, ends_at: new.ends_at };
    check(period, "/ends_at")?;
    if new.ends_at <= cx.now {
        return Err(Error::invalid("/ends_at", "in_the_past"));
    }
    hold(cx.conn, id)?;
    if load(cx.conn, id)?.retired_at.is_some() {
        return Err(Problem::of(Code::EquipmentRetired).into());
    }
    if let Some(busy) = overlap(cx.conn, id, period, None)? {
        return Err(busy.refusal().into());
    }
    let row = ClosureRow {
        id: ClosureId(Uuid::now_v7()),
        equipment_id: id,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        reason: new.reason.trim().to_owned(),
        created_by: permit.user_id(),
        created_at: cx.now,
    };
    diesel::insert_into(closures::table).values(&row).execute(cx.conn)?;
    waits::store::put_back(cx, id, period)?;
    actor.trace.made(row.id.0);
    Ok(shown(row))
}

/// Gives a time free again.
///
/// # Errors
/// 404; 403.
pub fn open(cx: &mut Cx<'_>, actor: &Actor, id: EquipmentId, closure: ClosureId) -> Result<(), Error> {
    let item = visible(cx.conn, actor, id)?;
    actor.act_for(item.organisation_id)?;
    hold(cx.conn, id)?;
    let kept = closures::table.find(closure).filter(closures::equipment_id.eq(id));
    if diesel::delete(kept).execute(cx.conn)? == 0 {
        return Err(Error::not_found());
    }
    waits::store::advance(cx, id)
}
