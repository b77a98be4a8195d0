//! The days of a month, and what is taken of each. Instants alone are compared, so that a day of 23 or 25 hours is a day.

use chrono::{Datelike, Days, Months, NaiveDate};
use shared::equipment::{BusyKind, BusyPeriod};
use shared::time::UtcMillis;

/// Days of a week.
const WEEK: u64 = 7;

/// The first day of a day's month.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of the month so many months away.
#[must_use]
pub fn moved(month: NaiveDate, by: i32) -> NaiveDate {
    let months = Months::new(by.unsigned_abs());
    let other = if by < 0 { month.checked_sub_months(months) } else { month.checked_add_months(months) };
    other.unwrap_or(month)
}

/// The weeks of a month, from Monday to Sunday; days of the neighbouring months are left out.
#[must_use]
pub fn weeks(month: NaiveDate) -> Vec<[Option<NaiveDate>; 7]> {
    let monday = month.checked_sub_days(Days::new(u64::from(month.weekday().num_days_from_monday()))).unwrap_or(month);
    let day = |week: u64, day: u64| {
        let date = monday.checked_add_days(Days::new(week * WEEK + day))?;
        (date.month() == month.month()).then_some(date)
    };
    let week = |number: u64| [0, 1, 2, 3, 4, 5, 6].map(|weekday| day(number, weekday));
    (0..6).map(week).filter(|week| week.iter().any(Option::is_some)).collect()
}

/// How a day looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing is taken.
    Free,
    /// A part of it is taken.
    Partly,
    /// All of it is lent.
    Taken,
    /// All of it, or the rest of it, is kept by the owner.
    Closed,
}

/// Which part of a day a period takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    AllDay,
    /// From an instant to its end.
    From(UtcMillis),
    /// From its beginning to an instant.
    Until(UtcMillis),
    /// From an instant to another one.
    Between(UtcMillis, UtcMillis),
}

/// A day with what is taken of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// Its first instant.
    pub from: UtcMillis,
    /// The first instant of the next day.
    pub until: UtcMillis,
    /// The periods that take something of it.
    pub taken: Vec<BusyPeriod>,
}

impl Day {
    /// A day and those of the periods that touch it.
    #[must_use]
    pub fn new(date: NaiveDate, (from, until): (UtcMillis, UtcMillis), periods: &[BusyPeriod]) -> Self {
        let touches = |period: &&BusyPeriod| period.starts_at < until && period.ends_at > from;
        Self { date, from, until, taken: periods.iter().filter(touches).cloned().collect() }
    }

    /// Which part of the day a period takes.
    #[must_use]
    pub fn extent(&self, period: &BusyPeriod) -> Extent {
        match (period.starts_at > self.from, period.ends_at < self.until) {
            (false, false) => Extent::AllDay,
            (true, false) => Extent::From(period.starts_at),
            (false, true) => Extent::Until(period.ends_at),
            (true, true) => Extent::Between(period.starts_at, period.ends_at),
        }
    }

    /// How it looks.
    #[must_use]
    pub fn look(&self) -> Look {
        let part = |period: &BusyPeriod| period.ends_at.min(self.until).0 - period.starts_at.max(self.from).0;
        let taken: i64 = self.taken.iter().map(part).sum();
        if taken == 0 {
            Look::Free
        } else if taken < self.until.0 - self.from.0 {
            Look::Partly
        } else if self.taken.iter().any(|period| period.kind == BusyKind::Closure) {
            Look::Closed
        } else {
            Look::Taken
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn period(from: &str, until: &str, kind: BusyKind) -> BusyPeriod {
        BusyPeriod { starts_at: at(from), ends_at: at(until), kind, closure_id: None, reason: None }
    }

    #[test]
    fn weeks_begin_on_monday_and_hold_each_day_once() {
        // The first of December 2026 is a Tuesday.
        let weeks = weeks(day("2026-12-01"));
        assert_eq!((weeks.len(), weeks[0][0], weeks[0][1]), (5, None, Some(day("2026-12-01"))));
        let days: Vec<_> = weeks.iter().flatten().flatten().collect();
        assert_eq!((days.len(), days[30]), (31, &day("2026-12-31")));
        // February 2027 fills four weeks, August 2026 needs six.
        assert_eq!((super::weeks(day("2027-02-01")).len(), super::weeks(day("2026-08-01")).len()), (4, 6));
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        assert_eq!(month_of(day("2026-12-31")), day("2026-12-01"));
        assert_eq!((moved(day("2026-12-01"), 1), moved(day("2027-01-01"), -1)), (day("2027-01-01"), day("2026-12-01")));
    }

    #[test]
    fn a_day_tells_which_part_of_it_is_taken() {
        // The first of December in Paris.
        let bounds = (at("2026-11-30T23:00:00Z"), at("2026-12-01T23:00:00Z"));
        let lent = period("2026-12-01T08:00:00Z", "2026-12-01T17:00:00Z", BusyKind::Loan);
        let one = Day::new(day("2026-12-01"), bounds, std::slice::from_ref(&lent));
        assert_eq!((one.look(), one.extent(&lent)), (Look::Partly, Extent::Between(lent.starts_at, lent.ends_at)));
        let long = period("2026-11-28T08:00:00Z", "2026-12-01T17:00:00Z", BusyKind::Loan);
        let rest = period("2026-12-01T17:00:00Z", "2026-12-05T17:00:00Z", BusyKind::Closure);
        let full = Day::new(day("2026-12-01"), bounds, &[long.clone(), rest.clone()]);
        assert_eq!((full.look(), full.extent(&long)), (Look::Closed, Extent::Until(long.ends_at)));
        assert_eq!(full.extent(&rest), Extent::From(rest.starts_at));
        let next = Day::new(day("2026-12-02"), (bounds.1, at("2026-12-02T23:00:00Z")), &[lent, long, rest.clone()]);
        assert_eq!((next.look(), next.taken.len(), next.extent(&rest)), (Look::Closed, 1, Extent::AllDay));
    }

    #[test]
    fn what_ends_at_midnight_leaves_the_next_day_free_also_when_clocks_change() {
        // The 25th of October 2026 has 25 hours in Paris.
        let sunday = (at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"));
        let lent = [period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", BusyKind::Loan)];
        assert_eq!(Day::new(day("2026-10-25"), sunday, &lent).look(), Look::Taken);
        let monday = (sunday.1, at("2026-10-26T23:00:00Z"));
        assert_eq!(Day::new(day("2026-10-26"), monday, &lent).look(), Look::Free);
        let short = [period("2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z", BusyKind::Loan)];
        assert_eq!(Day::new(day("2026-10-25"), sunday, &short).look(), Look::Partly);
    }
}
