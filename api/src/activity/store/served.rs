//! How many people sites serve a week, for whoever shares food out by it.

use crate::activity::rules::{self, MEMORY_WEEKS};
use crate::db::expr::any_of;
use crate::db::schema::weekly_activities as weeks;
use crate::http::{Cx, Error};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::activity::PeopleByAge;
use shared::ids::SiteId;
use std::collections::HashMap;

/// How many people a site serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeopleServed {
    /// A week, to the next whole: the mean of the latest weeks in which people were counted, four at most.
    pub mean: i64,
    /// How many weeks it is the mean of, 1 to 4.
    pub weeks: i64,
}

/// A site, a week, and the counts by age that it may have.
type Counted = (SiteId, NaiveDate, [Option<i64>; 6]);

/// How many people these sites serve. A site that has counted nobody in half a year is left out: nothing is known of it.
///
/// # Errors
/// When the database fails.
pub fn people_served(cx: &mut Cx<'_>, sites: &[SiteId]) -> Result<HashMap<SiteId, PeopleServed>, Error> {
    let since = rules::present(cx.now, cx.settings.time_zone).plus(-MEMORY_WEEKS);
    let mut latest: HashMap<SiteId, Vec<i64>> = HashMap::new();
    for (site, _, people) in counted(cx, sites, since.monday())? {
        if let Some(total) = PeopleByAge::of_bands(people).total() {
            latest.entry(site).or_default().push(total);
        }
    }
    let served = latest.into_iter().filter_map(|(site, counts)| {
        let (mean, weeks) = rules::mean(&counts)?;
        Some((site, PeopleServed { mean, weeks }))
    });
    Ok(served.collect())
}

/// What these sites have counted since a Monday, each the latest first.
fn counted(cx: &mut Cx<'_>, sites: &[SiteId], since: NaiveDate) -> Result<Vec<Counted>, Error> {
    type Bands = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<(SiteId, NaiveDate, Bands)> = weeks::table
        .filter(any_of(weeks::site_id, sites.iter().copied()))
        .filter(weeks::week_start.ge(since))
        .order((weeks::site_id, weeks::week_start.desc()))
        .select((
            weeks::site_id,
            weeks::week_start,
            (weeks::people_1, weeks::people_2, weeks::people_3, weeks::people_4, weeks::people_5, weeks::people_6),
        ))
        .load(cx.conn)?;
    let counted = rows.into_iter().map(|(site, week, (a, b, c, d, e, f))| (site, week, [a, b, c, d, e, f]));
    Ok(counted.collect())
}
