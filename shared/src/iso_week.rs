//! Weeks as calendars count them: Monday to Sunday, the first of a year is the one with its first Thursday (ISO 8601).

use crate::problem::UnknownWord;
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A week; `2026-W48` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek(NaiveDate);

impl IsoWeek {
    /// The week that a day is in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let since_monday = u64::from(day.weekday().num_days_from_monday());
        Self(day.checked_sub_days(Days::new(since_monday)).unwrap_or(day))
    }

    /// The week with this number of this year; `None` where the year has no such week.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        let is_written = (1..=9_998).contains(&year);
        NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).filter(|_| is_written).map(Self)
    }

    /// Its first day.
    #[must_use]
    pub const fn monday(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> NaiveDate {
        self.0.checked_add_days(Days::new(6)).unwrap_or(self.0)
    }

    /// The year in whose count it is: that of its Thursday.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.iso_week().year()
    }

    /// Its number in that year, 1 to 53.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.iso_week().week()
    }

    /// The week so many later, or earlier where it is negative.
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        let moved = TimeDelta::try_weeks(weeks).and_then(|by| self.0.checked_add_signed(by));
        moved.map_or(self, Self)
    }

    /// How many weeks later `other` is; negative where it is earlier.
    #[must_use]
    pub fn until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_weeks()
    }

    /// The weeks from this one to `last`, both included; none where `last` is earlier.
    pub fn to(self, last: Self) -> impl DoubleEndedIterator<Item = Self> {
        (0..=self.until(last)).map(move |later| self.plus(later))
    }
}

impl std::fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

impl std::str::FromStr for IsoWeek {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, count: usize| {
            (part.len() == count && part.bytes().all(|sign| sign.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let parts = text.split_once("-W").and_then(|(year, week)| Some((digits(year, 4)?, digits(week, 2)?)));
        let week = parts.and_then(|(year, week)| Self::new(i32::try_from(year).ok()?, week));
        week.ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

impl Serialize for IsoWeek {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IsoWeek {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("expected a week such as 2026-W48"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for IsoWeek {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$"))
            .description(Some("A week from Monday to Sunday, as ISO 8601 counts them."))
            .examples([serde_json::json!("2026-W48")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for IsoWeek {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn week(text: &str) -> IsoWeek {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_days_of_a_year_may_be_of_the_next_one_and_the_first_of_the_last() {
        let named = |text: &str| IsoWeek::of(day(text)).to_string();
        assert_eq!((named("2026-12-27"), named("2026-12-28")), ("2026-W52".to_owned(), "2026-W53".to_owned()));
        assert_eq!((named("2027-01-03"), named("2027-01-04")), ("2026-W53".to_owned(), "2027-W01".to_owned()));
        assert_eq!((named("2024-12-29"), named("2024-12-30")), ("2024-W52".to_owned(), "2025-W01".to_owned()));
        assert_eq!((named("2026-11-29"), named("2026-11-30")), ("2026-W48".to_owned(), "2026-W49".to_owned()));
    }

    #[test]
    fn only_what_is_a_week_is_read() {
        assert_eq!((week("2026-W53").monday(), week("2026-W53").sunday()), (day("2026-12-28"), day("2027-01-03")));
        let wrong = ["", "2026", "2026-48", "2026-W", "2026-W1", "2026-W00", "2026-W54", "2025-W53", "26-W48", "2026-w48"];
        let more = [" 2026-W48", "2026-W48 ", "+026-W48", "2026-W+1", "2026-W48-1", "9999-W01", "0000-W01", "２０２６-W48"];
        for text in wrong.into_iter().chain(more) {
            assert!(text.parse::<IsoWeek>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn weeks_are_counted_over_the_end_of_a_year() {
        let (last, first) = (week("2026-W53"), week("2027-W01"));
        assert_eq!((last.plus(1), first.plus(-1), last.until(first), first.until(last)), (first, last, 1, -1));
        let names: Vec<_> = week("2026-W52").to(first).map(|week| week.to_string()).collect();
        assert_eq!(names, ["2026-W52", "2026-W53", "2027-W01"]);
        assert_eq!(first.to(last).count(), 0);
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_week_that_reads_back(days in 0_i64..3_600_000) {
            let day = day("0001-01-08").checked_add_signed(TimeDelta::days(days)).unwrap();
            let week = IsoWeek::of(day);
            prop_assert!(week.monday() <= day && day <= week.sunday());
            prop_assert_eq!(week.to_string().parse::<IsoWeek>().unwrap(), week);
            prop_assert_eq!(IsoWeek::new(week.year(), week.number()), Some(week));
        }

        #[test]
        fn whatever_is_typed_reads_back_or_is_refused(text in "[0-9]{3,5}-?[Ww]?[0-9]{1,3}") {
            if let Ok(week) = text.parse::<IsoWeek>() {
                prop_assert_eq!(week.to_string(), text);
            }
        }

        #[test]
        fn going_there_and_back_is_staying(weeks in -5_000_i64..5_000) {
            let here = week("2026-W48");
            prop_assert_eq!(here.plus(weeks).plus(-weeks), here);
            prop_assert_eq!(here.until(here.plus(weeks)), weeks);
        }
    }
}
