//! The weeks of one site: what was declared, what was corrected, what is missing.

use crate::accounts::store::users;
use crate::activity::model::{ChangeRow, WeekRow};
use crate::activity::rules;
use crate::db::schema::{
    sites as places, weekly_activities as weeks, weekly_activity_changes as changes, weekly_activity_spans as spans,
};
use crate::http::{Actor, Cx, Error, page};
use crate::sites;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::activity::{MAX_WEEKS_BACK, WeeklyActivity, WeeklyActivityPage, WeeklyActivityQuery};
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};

/// A page of a site's weeks, the latest first, and those that are missing.
///
/// # Errors
/// 404 for an unknown site; 403 for another organisation's; 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, query: &WeeklyActivityQuery) -> Result<WeeklyActivityPage, Error> {
    let site = sites::store::find(cx, actor, id)?;
    let organisation = site.organisation.id;
    if !actor.belongs_to(organisation) && !actor.network_admin {
        return Err(Error::forbidden());
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&(id, WeeklyActivityQuery::default()))?;
    let after: Option<IsoWeek> = page::decode(filters, query.cursor.as_deref())?;
    let mut select = weeks::table.filter(weeks::site_id.eq(id)).into_boxed();
    if let Some(after) = after {
        select = select.filter(weeks::week_start.lt(after.monday()));
    }
    let mut rows: Vec<WeekRow> = select
        .order(weeks::week_start.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(WeekRow::as_select())
        .load(cx.conn)?;
    let last = page::cut(&mut rows, limit, WeekRow::week);
    let next_cursor = last.map(|week| page::encode(filters, week)).transpose()?;
    let is_expected = site.declares_activity;
    Ok(WeeklyActivityPage {
        items: shown(cx, id, rows)?,
        next_cursor,
        missing: if is_expected { missing(cx, id)? } else { Vec::new() },
        is_expected,
        can_declare: actor.can_act_for(organisation),
    })
}

/// Weeks of one site on the wire, in the same order; each with all that was said of it once it was corrected.
pub(super) fn shown(cx: &mut Cx<'_>, site: SiteId, rows: Vec<WeekRow>) -> Result<Vec<WeeklyActivity>, Error> {
    let corrected = rows.iter().filter(|row| row.version > 1).map(|row| row.week_start);
    let mut lines: Vec<ChangeRow> = Vec::new();
    if let Some((from, to)) = corrected.clone().min().zip(corrected.max()) {
        lines = changes::table
            .filter(changes::site_id.eq(site))
            .filter(changes::week_start.ge(from))
            .filter(changes::week_start.le(to))
            .order((changes::week_start, changes::number))
            .select(ChangeRow::as_select())
            .load(cx.conn)?;
    }
    let people = lines.iter().map(|line| line.user_id).chain(rows.iter().map(|row| row.declared_by)).collect();
    let names = users::names(cx.conn, people)?;
    let mut changes: HashMap<NaiveDate, Vec<_>> = HashMap::new();
    for line in lines {
        changes.entry(line.week_start).or_default().push(line.shown(&names)?);
    }
    let shown = rows.into_iter().map(|row| {
        let lines = changes.remove(&row.week_start).filter(|_| row.version > 1).unwrap_or_default();
        row.shown(&names, lines)
    });
    Ok(shown.collect())
}

/// The weeks that a site lacks, the latest first.
fn missing(cx: &mut Cx<'_>, site: SiteId) -> Result<Vec<IsoWeek>, Error> {
    let zone = cx.settings.time_zone;
    let present = rules::present(cx.now, zone);
    let (created_at, first): (UtcMillis, Option<NaiveDate>) = places::table
        .left_join(spans::table)
        .filter(places::id.eq(site))
        .select((places::created_at, spans::first_week.nullable()))
        .first(cx.conn)?;
    let first = first.map(IsoWeek::of);
    let declared: Vec<NaiveDate> = weeks::table
        .filter(weeks::site_id.eq(site))
        .filter(weeks::week_start.ge(present.plus(-MAX_WEEKS_BACK).monday()))
        .select(weeks::week_start)
        .load(cx.conn)?;
    let declared: BTreeSet<IsoWeek> = declared.into_iter().map(IsoWeek::of).collect();
    Ok(rules::missing(first, rules::expected_from(first, created_at, zone), &declared, present))
}
