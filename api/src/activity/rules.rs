//! Which weeks can be declared, which are missing, and when an organisation is reminded of them.

use chrono::{NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::activity::{ActivityCounts, ActivityQuery, MAX_SUMMED_WEEKS, MAX_WEEKS_BACK, USUAL_WEEKS};
use shared::iso_week::IsoWeek;
use shared::problem::{FieldError, Problem};
use shared::time::UtcMillis;
use std::collections::BTreeSet;

/// From when on a Monday organisations are reminded of the week before, by the network's clocks.
const REMINDER_HOUR: u32 = 10;

/// For how many Mondays after its last declaration an organisation is reminded of a site: who has not heard by then does not
/// want to.
const REMINDERS: i64 = 12;

/// Over how many declared weeks people served are averaged.
const AVERAGED: usize = 4;

/// The most weeks of which a table has each site: a year.
const MAX_TABLE_WEEKS: i64 = 53;

/// The most lines of a table, which is in memory as a whole.
const MAX_TABLE_LINES: i64 = 100_000;

/// How far back a week still says something of today.
pub const MEMORY_WEEKS: i64 = 26;

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The week has not begun.
    ToCome,
    /// It is too long ago to be declared or corrected.
    TooOld,
    /// No figure was counted: a week without figures is a missing one.
    NothingCounted,
    /// The first week is after the last one.
    Order,
    /// More weeks than so many at once.
    TooMany(i64),
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        let with_max = |pointer: &str, code: &str, max: i64| {
            let mut error = FieldError::new(pointer, code);
            error.params.insert("max".to_owned(), max.into());
            Problem::invalid(vec![error])
        };
        match self {
            Self::ToCome => Problem::invalid_field("/week", "week_to_come"),
            Self::TooOld => with_max("/week", "week_too_old", MAX_WEEKS_BACK),
            Self::NothingCounted => Problem::invalid_field("/households", "nothing_counted"),
            Self::Order => Problem::invalid_field("?to", "dates_order"),
            Self::TooMany(most) => with_max("?from", "too_many", most),
        }
    }
}

/// The week that it is by the network's clocks.
#[must_use]
pub fn present(now: UtcMillis, zone: Tz) -> IsoWeek {
    IsoWeek::of(now.to_chrono().with_timezone(&zone).date_naive())
}

/// Whether a week can be declared with these counts.
///
/// # Errors
/// The first reason against it.
pub fn declarable(week: IsoWeek, counts: &ActivityCounts, present: IsoWeek) -> Result<(), Refusal> {
    match week.until(present) {
        ..0 => Err(Refusal::ToCome),
        back if back > MAX_WEEKS_BACK => Err(Refusal::TooOld),
        _ if counts.is_empty() => Err(Refusal::NothingCounted),
        _ => Ok(()),
    }
}

/// From which week on a site should declare: its first declaration, else the first week that it has existed from Monday on.
#[must_use]
pub fn expected_from(first: Option<IsoWeek>, created_at: UtcMillis, zone: Tz) -> IsoWeek {
    first.unwrap_or_else(|| {
        let day = created_at.to_chrono().with_timezone(&zone).date_naive();
        let week = IsoWeek::of(day);
        if week.monday() == day { week } else { week.plus(1) }
    })
}

/// The weeks that are over and lack a declaration, the latest first. A site that has never declared is asked about the last
/// twelve, and no site about what can be declared no more.
#[must_use]
pub fn missing(
    first: Option<IsoWeek>,
    expected_from: IsoWeek,
    declared: &BTreeSet<IsoWeek>,
    present: IsoWeek,
) -> Vec<IsoWeek> {
    let back = if first.is_some() { MAX_WEEKS_BACK } else { USUAL_WEEKS };
    let weeks = expected_from.max(present.plus(-back)).to(present.plus(-1));
    weeks.rev().filter(|week| !declared.contains(week)).collect()
}

/// The weeks of a sum.
///
/// # Errors
/// When they are in the wrong order, or too many.
pub fn summed(query: ActivityQuery, present: IsoWeek) -> Result<(IsoWeek, IsoWeek), Refusal> {
    at_most(MAX_SUMMED_WEEKS, query, present)
}

/// The weeks of a table, which has a line for each of so many sites.
///
/// # Errors
/// As [`summed`]; of many sites there are fewer weeks.
pub fn tabled(query: ActivityQuery, present: IsoWeek, sites: usize) -> Result<(IsoWeek, IsoWeek), Refusal> {
    let sites = i64::try_from(sites).unwrap_or(i64::MAX).max(1);
    at_most((MAX_TABLE_LINES / sites).clamp(1, MAX_TABLE_WEEKS), query, present)
}

fn at_most(most: i64, query: ActivityQuery, present: IsoWeek) -> Result<(IsoWeek, IsoWeek), Refusal> {
    let to = query.to.unwrap_or(present);
    let from = query.from.unwrap_or_else(|| to.plus(1 - USUAL_WEEKS));
    match from.until(to) {
        ..0 => Err(Refusal::Order),
        between if between >= most => Err(Refusal::TooMany(most)),
        _ => Ok((from, to)),
    }
}

/// When an organisation is next reminded of a site that has last declared this week, after `now`: on the Mondays after weeks
/// without a declaration. None once it has been often enough.
#[must_use]
pub fn next_reminder(last: IsoWeek, now: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    let mondays = (0..REMINDERS).map(|after| last.plus(2 + after).monday());
    mondays.filter_map(|monday| at_hour(monday, REMINDER_HOUR, zone)).find(|at| *at > now)
}

fn at_hour(day: NaiveDate, hour: u32, zone: Tz) -> Option<UtcMillis> {
    let mut locals = (hour..24).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    locals.find_map(|local| zone.from_local_datetime(&local).earliest()).map(|at| at.to_utc().into())
}

/// The mean of the latest counts of people, of four at most, to the next whole, and of how many it is; none without any.
/// `latest` has the latest first.
#[must_use]
pub fn mean(latest: &[i64]) -> Option<(i64, i64)> {
    let counted = latest.get(..AVERAGED).unwrap_or(latest);
    let weeks = i64::try_from(counted.len()).ok().filter(|weeks| *weeks > 0)?;
    let sum = counted.iter().fold(0_i64, |sum, people| sum.saturating_add(*people));
    Some((sum.saturating_add(weeks / 2).div_euclid(weeks), weeks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;
    use proptest::prelude::*;

    fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn counted() -> ActivityCounts {
        ActivityCounts { visits: Some(0), ..ActivityCounts::default() }
    }

    #[test]
    fn a_week_begins_on_monday_on_the_networks_clocks() {
        assert_eq!(present(at("2026-11-29T22:59:59.999Z"), Paris), week("2026-W48"));
        assert_eq!(present(at("2026-11-29T23:00:00Z"), Paris), week("2026-W49"));
        assert_eq!(present(at("2027-01-03T22:59:00Z"), Paris), week("2026-W53"));
        assert_eq!(present(at("2027-01-03T23:00:00Z"), Paris), week("2027-W01"));
    }

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        let now = week("2026-W48");
        assert_eq!(declarable(now, &counted(), now), Ok(()));
        assert_eq!(declarable(now.plus(1), &counted(), now), Err(Refusal::ToCome));
        assert_eq!(declarable(now.plus(-53), &counted(), now), Ok(()));
        assert_eq!(declarable(now.plus(-54), &counted(), now), Err(Refusal::TooOld));
        assert_eq!(declarable(now, &ActivityCounts::default(), now), Err(Refusal::NothingCounted));
    }

    #[test]
    fn a_site_is_asked_about_whole_weeks_of_its_own_time() {
        // A Tuesday, and a Monday.
        assert_eq!(expected_from(None, at("2026-11-24T09:00:00Z"), Paris), week("2026-W49"));
        assert_eq!(expected_from(None, at("2026-11-22T23:30:00Z"), Paris), week("2026-W48"));
        assert_eq!(expected_from(Some(week("2026-W40")), at("2026-11-24T09:00:00Z"), Paris), week("2026-W40"));
    }

    #[test]
    fn what_is_missing_is_named_and_the_present_week_is_not() {
        let now = week("2027-W02");
        let declared = BTreeSet::from([week("2026-W50"), week("2026-W52")]);
        let found = missing(Some(week("2026-W50")), week("2026-W50"), &declared, now);
        assert_eq!(found, ["2027-W01", "2026-W53", "2026-W51"].map(week));
        assert_eq!(missing(None, week("2020-W01"), &BTreeSet::new(), now).len(), 12);
        assert_eq!(missing(Some(week("2020-W01")), week("2020-W01"), &BTreeSet::new(), now).len(), 53);
        assert!(missing(None, now, &BTreeSet::new(), now).is_empty(), "it exists since this week");
    }

    #[test]
    fn sums_are_over_twelve_weeks_unless_more_are_asked_for() {
        let now = week("2026-W48");
        let asked = |from: Option<i64>, to: Option<i64>| {
            summed(ActivityQuery { from: from.map(|by| now.plus(by)), to: to.map(|by| now.plus(by)) }, now)
        };
        assert_eq!(asked(None, None), Ok((now.plus(-11), now)));
        assert_eq!(asked(Some(-105), None), Ok((now.plus(-105), now)));
        assert_eq!(asked(Some(-106), None), Err(Refusal::TooMany(106)));
        assert_eq!(asked(Some(0), Some(-1)), Err(Refusal::Order));
    }

    #[test]
    fn a_table_is_of_a_year_and_of_less_where_there_are_many_sites() {
        let now = week("2026-W48");
        let asked = |back: i64, sites: usize| tabled(ActivityQuery { from: Some(now.plus(-back)), to: None }, now, sites);
        assert_eq!(asked(52, 0), Ok((now.plus(-52), now)));
        assert_eq!(asked(53, 1), Err(Refusal::TooMany(53)));
        assert_eq!((asked(52, 1_886).is_ok(), asked(52, 2_000)), (true, Err(Refusal::TooMany(50))));
        assert_eq!((asked(0, 1_000_000).is_ok(), asked(1, 1_000_000)), (true, Err(Refusal::TooMany(1))));
    }

    #[test]
    fn reminders_come_on_mondays_at_ten_until_nobody_listens() {
        let last = week("2026-W48");
        // The week after is over on the seventh of December.
        let first = at("2026-12-07T09:00:00Z");
        assert_eq!(next_reminder(last, at("2026-11-29T12:00:00Z"), Paris), Some(first));
        assert_eq!(next_reminder(last, first, Paris), Some(at("2026-12-14T09:00:00Z")));
        // After a standstill of the server there is one, not four.
        assert_eq!(next_reminder(last, at("2026-12-29T09:00:00Z"), Paris), Some(at("2027-01-04T09:00:00Z")));
        // By summer time it is eight in UTC.
        assert_eq!(next_reminder(week("2026-W26"), at("2026-07-01T00:00:00Z"), Paris), Some(at("2026-07-06T08:00:00Z")));
        assert_eq!(next_reminder(last, at("2027-02-22T08:59:00Z"), Paris), Some(at("2027-02-22T09:00:00Z")));
        assert_eq!(next_reminder(last, at("2027-02-22T09:00:00Z"), Paris), None);
    }

    #[test]
    fn people_served_are_the_mean_of_the_four_latest_weeks() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[0]), Some((0, 1)));
        assert_eq!(mean(&[10, 11]), Some((11, 2)), "half a person is one");
        assert_eq!(mean(&[40, 42, 44, 46, 1_000]), Some((43, 4)));
    }

    proptest! {
        #[test]
        fn a_mean_is_between_the_least_and_the_most(counts in prop::collection::vec(0_i64..100_000, 1..9)) {
            let (mean, weeks) = mean(&counts).unwrap();
            let latest = &counts[..counts.len().min(4)];
            prop_assert_eq!(usize::try_from(weeks).unwrap(), latest.len());
            prop_assert!(latest.iter().min().unwrap() <= &mean && &mean <= latest.iter().max().unwrap());
        }
    }
}
