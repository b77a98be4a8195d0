//! The reminders of missing weeks that are due. Whoever moves a site's next reminder on tells, in the same transaction: so
//! each site's week is told once, however many servers share the work or die at it.

use super::OF_APPROVED;
use crate::activity::model::SpanRow;
use crate::activity::{news, rules};
use crate::db::expr::{any_of, literal};
use crate::db::schema::{sites as places, weekly_activity_spans as spans};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;

/// Reminds those who manage organisations of the sites whose last week is missing, at most `limit` organisations, and tells
/// of how many sites the next reminder was moved on.
///
/// # Errors
/// When the database fails.
pub fn remind_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    // All sites of an organisation at once: it is told once.
    let organisations: Vec<OrganisationId> = spans::table
        .filter(spans::remind_at.is_not_null())
        .filter(spans::remind_at.le(cx.now))
        .select(spans::organisation_id)
        .distinct()
        .order(spans::organisation_id)
        .limit(limit)
        .load(cx.conn)?;
    if organisations.is_empty() {
        return Ok(0);
    }
    // In one order everywhere: servers that share the work wait for each other's rows instead of in a circle.
    let due: Vec<SpanRow> = spans::table
        .filter(spans::remind_at.is_not_null())
        .filter(spans::remind_at.le(cx.now))
        .filter(any_of(spans::organisation_id, organisations))
        .order((spans::organisation_id, spans::site_id))
        .select(SpanRow::as_select())
        .load(cx.conn)?;
    let mut moved = Vec::with_capacity(due.len());
    for row in due {
        let as_seen = spans::table.find(row.site_id).filter(spans::remind_at.eq(row.remind_at));
        let next = rules::next_reminder(IsoWeek::of(row.last_week), cx.now, cx.settings.time_zone);
        if diesel::update(as_seen).set(spans::remind_at.eq(next)).execute(cx.conn)? == 1 {
            moved.push(row);
        }
    }
    tell(cx, &moved)?;
    Ok(moved.len())
}

/// Tells each organisation of its sites that lack last week, as long as it is admitted and they declare their activity.
fn tell(cx: &mut Cx<'_>, moved: &[SpanRow]) -> Result<(), Error> {
    let week = rules::present(cx.now, cx.settings.time_zone).plus(-1);
    // A server that has stood still comes back with what was due weeks ago: only what is missing now is told.
    let lacking: Vec<SiteId> = moved.iter().filter(|row| IsoWeek::of(row.last_week) < week).map(|row| row.site_id).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let sites: Vec<(OrganisationId, String)> = places::table
        .filter(any_of(places::id, lacking))
        .filter(places::declares_activity.eq(true))
        .filter(literal::<Bool>(OF_APPROVED))
        .order((places::organisation_id, places::id))
        .select((places::organisation_id, places::name))
        .load(cx.conn)?;
    for of_one in sites.chunk_by(|(one, _), (next, _)| one == next) {
        let Some((organisation, _)) = of_one.first() else { continue };
        let names: Vec<&str> = of_one.iter().map(|(_, name)| name.as_str()).collect();
        news::missing(cx, *organisation, week, &names)?;
    }
    Ok(())
}
