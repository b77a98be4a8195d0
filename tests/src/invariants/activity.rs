//! What must hold of weekly activity.

use api::db::Conn;
use api::db::schema::{weekly_activities, weekly_activity_changes, weekly_activity_spans};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::SiteId;
use std::collections::HashMap;

/// Each week has a line for each of its versions, and each site's span reaches from its first week to its last.
pub fn check(conn: &mut Conn) {
    let lines: Vec<(SiteId, NaiveDate, i64)> = weekly_activity_changes::table
        .order((weekly_activity_changes::site_id, weekly_activity_changes::week_start, weekly_activity_changes::number))
        .select((weekly_activity_changes::site_id, weekly_activity_changes::week_start, weekly_activity_changes::number))
        .load(conn)
        .expect("the lines");
    let mut said: HashMap<(SiteId, NaiveDate), Vec<i64>> = HashMap::new();
    for (site, week, number) in lines {
        said.entry((site, week)).or_default().push(number);
    }
    let weeks: Vec<(SiteId, NaiveDate, i64)> = weekly_activities::table
        .select((weekly_activities::site_id, weekly_activities::week_start, weekly_activities::version))
        .load(conn)
        .expect("the weeks");
    let mut spans: HashMap<SiteId, (NaiveDate, NaiveDate)> = HashMap::new();
    for (site, week, version) in weeks {
        let numbers = said.remove(&(site, week)).unwrap_or_default();
        assert_eq!(numbers, (1..=version).collect::<Vec<_>>(), "lines of {week} at {site}");
        let span = spans.entry(site).or_insert((week, week));
        *span = (span.0.min(week), span.1.max(week));
    }
    let kept: Vec<(SiteId, NaiveDate, NaiveDate)> = weekly_activity_spans::table
        .select((weekly_activity_spans::site_id, weekly_activity_spans::first_week, weekly_activity_spans::last_week))
        .load(conn)
        .expect("the spans");
    for (site, first, last) in kept {
        assert_eq!(spans.remove(&site), Some((first, last)), "the span of {site}");
    }
    assert!(spans.is_empty(), "sites that have declared without a span: {spans:?}");
}
