//! What an organisation's first page says of last week.

use crate::activity::rules;
use crate::db::schema::{sites as places, weekly_activities as weeks, weekly_activity_spans as spans};
use crate::http::{Cx, Error};
use crate::sites;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::activity::MissingActivity;
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;
use shared::time::UtcMillis;

/// A site, when it was created, the first week that it has declared, and last week where it has.
type Standing = (SiteId, UtcMillis, Option<NaiveDate>, Option<NaiveDate>);

/// The organisation's sites whose last week is not declared, by name, at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_day(cx: &mut Cx<'_>, organisation: OrganisationId, limit: usize) -> Result<Vec<MissingActivity>, Error> {
    let zone = cx.settings.time_zone;
    let week = rules::present(cx.now, zone).plus(-1);
    let sites_of: Vec<Standing> = places::table
        .left_join(spans::table)
        .left_join(weeks::table.on(weeks::site_id.eq(places::id).and(weeks::week_start.eq(week.monday()))))
        .filter(places::organisation_id.eq(organisation))
        .filter(places::declares_activity.eq(true))
        .order((places::name_key, places::id))
        .select((places::id, places::created_at, spans::first_week.nullable(), weeks::week_start.nullable()))
        .load(cx.conn)?;
    let lacks_it = |(_, created_at, first, declared): &&Standing| {
        declared.is_none() && rules::expected_from(first.map(IsoWeek::of), *created_at, zone) <= week
    };
    let lacking: Vec<SiteId> = sites_of.iter().filter(lacks_it).take(limit).map(|(site, ..)| *site).collect();
    let mut names = sites::store::summaries(cx.conn, &lacking)?;
    Ok(lacking.iter().filter_map(|site| Some(MissingActivity { site: names.remove(site)?, week })).collect())
}
