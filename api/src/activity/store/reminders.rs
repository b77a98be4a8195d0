//! The reminders of missing weeks that are due. Whoever moves a site's next reminder on tells, in the same transaction: so
//! each site's week is told once, however many servers share the work or die at it.

use crate::activity::model::SpanRow;
use crate::activity::{news, rules};
use crate::db::expr::any_of;
use crate::db::schema::{organisations as owners, sites as places, weekly_activity_spans as spans};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;
use shared::organisations::OrganisationStatus;
use shared::sites::SiteKind;
use std::collections::HashMap;

/// Reminds those who manage organisations of the sites whose last week is missing, at most `limit` organisations, and tells
/// of how many sites.
///
/// # Errors
/// When the database fails.
pub fn remind_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<SpanRow> = spans::table
        .filter(spans::remind_at.is_not_null())
        .filter(spans::remind_at.le(cx.now))
        .order((spans::remind_at, spans::organisation_id))
        .select(SpanRow::as_select())
        .load(cx.conn)?;
    let mut organisations: Vec<OrganisationId> = Vec::new();
    for row in &due {
        if !organisations.contains(&row.organisation_id) {
            organisations.push(row.organisation_id);
        }
    }
    let mut moved = 0;
    for organisation in organisations.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        let of_it: Vec<&SpanRow> = due.iter().filter(|row| row.organisation_id == organisation).collect();
        moved += remind(cx, organisation, &of_it)?;
    }
    Ok(moved)
}

/// All sites of one organisation at once: it is told once.
fn remind(cx: &mut Cx<'_>, organisation: OrganisationId, rows: &[&SpanRow]) -> Result<usize, Error> {
    let week = rules::present(cx.now, cx.settings.time_zone).plus(-1);
    let mut moved: Vec<SiteId> = Vec::new();
    for row in rows {
        let as_seen = spans::table.find(row.site_id).filter(spans::remind_at.eq(row.remind_at));
        let next = rules::next_reminder(IsoWeek::of(row.last_week), cx.now, cx.settings.time_zone);
        if diesel::update(as_seen).set(spans::remind_at.eq(next)).execute(cx.conn)? == 1 {
            moved.push(row.site_id);
        }
    }
    let status: OrganisationStatus = owners::table.find(organisation).select(owners::status).first(cx.conn)?;
    let mut names = names(cx, &moved)?;
    // A server that has stood still comes back with what was due weeks ago: only what is missing now is told.
    let is_missing = |row: &&&SpanRow| IsoWeek::of(row.last_week) < week;
    let sites: Vec<String> = rows.iter().filter(is_missing).filter_map(|row| names.remove(&row.site_id)).collect();
    if status == OrganisationStatus::Approved && !sites.is_empty() {
        news::missing(cx, organisation, week, &sites)?;
    }
    Ok(moved.len())
}

/// The names of those of these sites that are expected to declare.
fn names(cx: &mut Cx<'_>, ids: &[SiteId]) -> Result<HashMap<SiteId, String>, Error> {
    let found: Vec<(SiteId, SiteKind, String)> = places::table
        .filter(any_of(places::id, ids.iter().copied()))
        .select((places::id, places::kind, places::name))
        .load(cx.conn)?;
    let expected = found.into_iter().filter(|(_, kind, _)| kind.helps_people());
    Ok(expected.map(|(id, _, name)| (id, name)).collect())
}
