//! Declaring a week, and correcting it: each time with a line of what was said.

use super::list::shown;
use crate::activity::model::{ChangeRow, Of, SpanRow, WeekRow};
use crate::activity::rules;
use crate::db::schema::{weekly_activities as weeks, weekly_activity_changes as changes, weekly_activity_spans as spans};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::{on_backend, sites};
use diesel::prelude::*;
use shared::activity::{ActivityCounts, WeeklyActivity};
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::problem::{Code, Problem};

/// The version of a week that was never declared.
const UNDECLARED: i64 = 0;

/// What somebody says of a week.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'c> {
    /// Of which site.
    pub site: SiteId,
    /// Which week.
    pub week: IsoWeek,
    /// The version that was seen.
    pub seen: Option<IfMatch>,
    /// What was counted.
    pub counts: &'c ActivityCounts,
}

/// Declares a week, or corrects it.
///
/// # Errors
/// 404 for an unknown site; 403 for another organisation's; 422 for a week that cannot be declared, or without any count; 428
/// for a correction that does not say what was seen, 412 when that has changed.
pub fn declare(cx: &mut Cx<'_>, actor: &Actor, told: Declared<'_>) -> Result<WeeklyActivity, Error> {
    let site = sites::store::find(cx, actor, told.site)?;
    let permit = actor.act_for(site.organisation.id)?;
    rules::declarable(told.week, told.counts, rules::present(cx.now, cx.settings.time_zone))?;
    let before = load(cx, told.site, told.week)?;
    let version = before.as_ref().map_or(UNDECLARED, |row| row.version);
    match told.seen {
        Some(seen) => seen.check(version)?,
        None if before.is_some() => return Err(Problem::of(Code::PreconditionRequired).into()),
        None => {}
    }
    let of = Of {
        site_id: told.site,
        week: told.week,
        organisation_id: permit.organisation_id(),
        declared_by: before.as_ref().map_or(permit.user_id(), |row| row.declared_by),
        declared_at: before.as_ref().map_or(cx.now, |row| row.declared_at),
        version: version.saturating_add(1),
    };
    let row = WeekRow::of(of, told.counts, cx.now);
    save(cx, &row, before.as_ref())?;
    let line = ChangeRow::of(&row, told.counts, permit.user_id())?;
    diesel::insert_into(changes::table).values(&line).execute(cx.conn)?;
    if before.is_none() {
        extend(cx, &row)?;
    }
    shown(cx, told.site, vec![row])?.pop().ok_or_else(Error::not_found)
}

fn load(cx: &mut Cx<'_>, site: SiteId, week: IsoWeek) -> Result<Option<WeekRow>, Error> {
    Ok(weeks::table.find((site, week.monday())).select(WeekRow::as_select()).first(cx.conn).optional()?)
}

/// Writes a row, if nobody has written it since it was read.
fn save(cx: &mut Cx<'_>, row: &WeekRow, before: Option<&WeekRow>) -> Result<(), Error> {
    let written = match before {
        Some(before) => {
            let unchanged = weeks::table.find((row.site_id, row.week_start)).filter(weeks::version.eq(before.version));
            diesel::update(unchanged).set(row).execute(cx.conn)?
        }
        None => on_backend!(cx.conn, conn => diesel::insert_into(weeks::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(conn))?,
    };
    if written == 1 { Ok(()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

/// Notes that the site has declared a week for the first time, and when its organisation is reminded of the next ones.
fn extend(cx: &mut Cx<'_>, row: &WeekRow) -> Result<(), Error> {
    let (week, remind_at) = (row.week_start, rules::next_reminder(row.week(), cx.now, cx.settings.time_zone));
    let span =
        SpanRow { site_id: row.site_id, organisation_id: row.organisation_id, first_week: week, last_week: week, remind_at };
    let is_first = on_backend!(cx.conn, conn => diesel::insert_into(spans::table)
        .values(&span)
        .on_conflict_do_nothing()
        .execute(conn))?;
    if is_first == 1 {
        return Ok(());
    }
    let earlier = spans::table.find(row.site_id).filter(spans::first_week.gt(week));
    diesel::update(earlier).set(spans::first_week.eq(week)).execute(cx.conn)?;
    let later = spans::table.find(row.site_id).filter(spans::last_week.lt(week));
    diesel::update(later).set((spans::last_week.eq(week), spans::remind_at.eq(remind_at))).execute(cx.conn)?;
    Ok(())
}
