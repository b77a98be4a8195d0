//! Sums over several sites, week by week, with how many have declared of those that should.

use super::{FIRST_WEEK, declaring};
use crate::activity::model::counts;
use crate::activity::rules;
use crate::db::expr::{Literal, literal, sum_i64};
use crate::db::schema::{sites as places, weekly_activities as weeks};
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable};
use shared::activity::{ActivityCounts, ActivityQuery, ActivitySums, WeekSums};
use shared::ids::OrganisationId;
use shared::iso_week::IsoWeek;
use shared::time::UtcMillis;
use std::collections::HashMap;

/// Whether the site of a declared week is one of those that are expected to declare. Values looked up for each row and no
/// joins: for many rows PostgreSQL would read all sites.
const OF_EXPECTED: &str = "CASE WHEN (SELECT sites.declares_activity FROM sites WHERE sites.id = weekly_activities.site_id) \
    THEN 1 ELSE 0 END";

/// The same in the whole network, where a site is expected as long as its organisation is admitted.
const OF_EXPECTED_AND_APPROVED: &str = "CASE WHEN (SELECT sites.declares_activity FROM sites \
    WHERE sites.id = weekly_activities.site_id) \
    AND (SELECT organisations.status FROM organisations WHERE organisations.id = weekly_activities.organisation_id) \
    = 'approved' THEN 1 ELSE 0 END";

/// What an organisation's sites have counted.
///
/// # Errors
/// 404 for an unknown organisation; 403 for another one than the caller's; 422 for a wrong range.
pub fn of_organisation(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: OrganisationId,
    query: ActivityQuery,
) -> Result<ActivitySums, Error> {
    organisations::store::find(cx, actor, id)?;
    if !actor.belongs_to(id) && !actor.network_admin {
        return Err(Error::forbidden());
    }
    summed(cx, Some(id), query)
}

/// What the network's sites have counted.
///
/// # Errors
/// 403 when the caller belongs to no approved organisation; 422 for a wrong range.
pub fn of_network(cx: &mut Cx<'_>, actor: &Actor, query: ActivityQuery) -> Result<ActivitySums, Error> {
    actor.see_network()?;
    summed(cx, None, query)
}

fn summed(cx: &mut Cx<'_>, of: Option<OrganisationId>, query: ActivityQuery) -> Result<ActivitySums, Error> {
    let (from, to) = rules::summed(query, rules::present(cx.now, cx.settings.time_zone))?;
    let beginnings = beginnings(cx, of)?;
    let mut declared: HashMap<IsoWeek, Row> =
        declared(cx, of, from, to)?.into_iter().map(|row| (IsoWeek::of(row.0), row)).collect();
    let weeks = from.to(to).map(|week| {
        let begun = i64::try_from(beginnings.iter().filter(|first| **first <= week).count()).unwrap_or(i64::MAX);
        declared.remove(&week).map_or_else(|| undeclared(week, begun), |row| sums(week, begun, row))
    });
    Ok(ActivitySums { weeks: weeks.collect() })
}

/// The week from which on each site is expected to declare.
fn beginnings(cx: &mut Cx<'_>, of: Option<OrganisationId>) -> Result<Vec<IsoWeek>, Error> {
    let expected = declaring(of.as_ref().map(std::slice::from_ref));
    let known: Vec<(UtcMillis, Option<NaiveDate>)> =
        expected.select((places::created_at, literal::<Nullable<Date>>(FIRST_WEEK))).load(cx.conn)?;
    let zone = cx.settings.time_zone;
    let from =
        |(created_at, first): (UtcMillis, Option<NaiveDate>)| rules::expected_from(first.map(IsoWeek::of), created_at, zone);
    Ok(known.into_iter().map(from).collect())
}

/// Households, six bands of age, meals, parcels, visits.
type Figures<T> = (T, (T, T, T, T, T, T), (T, T, T));

/// A week's Monday, how many sites have declared it, how many of these were expected to, the sums, and how many sites have
/// counted each figure.
type Row = (NaiveDate, i64, i64, Figures<Option<i64>>, Figures<i64>);

/// A sum; NULL where nobody has counted.
const fn sum(sql: &'static str) -> Literal<Nullable<BigInt>> {
    literal(sql)
}

/// How many have counted.
const fn count(sql: &'static str) -> Literal<BigInt> {
    literal(sql)
}

const SUMS: Figures<Literal<Nullable<BigInt>>> = (
    sum("CAST(SUM(weekly_activities.households) AS BIGINT)"),
    (
        sum("CAST(SUM(weekly_activities.people_1) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.people_2) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.people_3) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.people_4) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.people_5) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.people_6) AS BIGINT)"),
    ),
    (
        sum("CAST(SUM(weekly_activities.meals) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.parcels) AS BIGINT)"),
        sum("CAST(SUM(weekly_activities.visits) AS BIGINT)"),
    ),
);

const COUNTS: Figures<Literal<BigInt>> = (
    count("COUNT(weekly_activities.households)"),
    (
        count("COUNT(weekly_activities.people_1)"),
        count("COUNT(weekly_activities.people_2)"),
        count("COUNT(weekly_activities.people_3)"),
        count("COUNT(weekly_activities.people_4)"),
        count("COUNT(weekly_activities.people_5)"),
        count("COUNT(weekly_activities.people_6)"),
    ),
    (
        count("COUNT(weekly_activities.meals)"),
        count("COUNT(weekly_activities.parcels)"),
        count("COUNT(weekly_activities.visits)"),
    ),
);

/// The weeks that somebody has declared.
fn declared(cx: &mut Cx<'_>, of: Option<OrganisationId>, from: IsoWeek, to: IsoWeek) -> Result<Vec<Row>, Error> {
    let expected = if of.is_some() { OF_EXPECTED } else { OF_EXPECTED_AND_APPROVED };
    let weeks_of = weeks::table
        .filter(weeks::week_start.ge(from.monday()))
        .filter(weeks::week_start.le(to.monday()))
        .group_by(weeks::week_start)
        .select((weeks::week_start, count_star(), sum_i64(expected), SUMS, COUNTS))
        .into_boxed();
    let weeks_of = match of {
        Some(organisation) => weeks_of.filter(weeks::organisation_id.eq(organisation)),
        None => weeks_of,
    };
    Ok(weeks_of.load(cx.conn)?)
}

/// A week that nobody has declared.
fn undeclared(week: IsoWeek, sites_expected: i64) -> WeekSums {
    WeekSums {
        week,
        sites_declared: 0,
        sites_expected,
        counts: ActivityCounts::default(),
        people_total: None,
        counted_by: ActivityCounts::default(),
    }
}

/// A week with its gaps: those that were expected and have not declared stand beside those that have.
fn sums(week: IsoWeek, begun: i64, (_, sites_declared, of_expected, summed, counted): Row) -> WeekSums {
    let (households, (a, b, c, d, e, f), (meals, parcels, visits)) = summed;
    let counts_of = counts(households, [a, b, c, d, e, f], [meals, parcels, visits]);
    // A figure that nobody has counted is left out, not 0.
    let some = |sites: i64| (sites > 0).then_some(sites);
    let (households, (a, b, c, d, e, f), (meals, parcels, visits)) = counted;
    let counted_by = counts(some(households), [a, b, c, d, e, f].map(some), [meals, parcels, visits].map(some));
    WeekSums {
        week,
        sites_declared,
        sites_expected: sites_declared + (begun - of_expected).max(0),
        people_total: counts_of.people.total(),
        counts: counts_of,
        counted_by,
    }
}
