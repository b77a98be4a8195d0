//! When rounds begin by themselves, pure. A schedule says what a clock on the wall shows; how long that is from now depends
//! on the network's time zone.

use crate::offers::today;
use crate::recurring::instant;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use shared::local_time::LocalTime;
use shared::sites::Weekday;
use shared::time::UtcMillis;

/// A week, and the day after: in it every weekday has a time that is still to come.
const HORIZON: u64 = 8;

/// The first time after `after` at which the clocks show a schedule's time on its day. Where they go back over it, the first
/// one counts; where they skip it, the next that they show.
#[must_use]
pub fn next(weekday: Weekday, minute: i64, after: UtcMillis, zone: Tz) -> UtcMillis {
    let never = UtcMillis(i64::MAX);
    let minute = u32::try_from(minute).unwrap_or_default();
    let Some(time) = LocalTime::new(minute / 60, minute % 60) else { return never };
    let first = today(after, zone);
    let days = (0..=HORIZON).filter_map(|ahead| first.checked_add_days(Days::new(ahead)));
    let fitting = days.filter(|day| day.weekday().num_days_from_monday() == weekday as u32);
    fitting.map(|day| instant(day, time, zone)).find(|at| *at > after).unwrap_or(never)
}

/// The day on which food of a round is fetched that begins at an instant.
#[must_use]
pub fn fetched_on(begins_at: UtcMillis, after_days: i64, zone: Tz) -> NaiveDate {
    let day = today(begins_at, zone);
    day.checked_add_days(Days::new(after_days.unsigned_abs())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    #[test]
    fn a_round_begins_every_week_at_the_time_on_the_wall() {
        let tuesday = |after: &str| next(Weekday::Tuesday, 7 * 60, at(after), PARIS);
        let first = tuesday("2026-11-23T12:00:00Z");
        assert_eq!(first, at("2026-11-24T06:00:00Z"));
        assert_eq!(next(Weekday::Tuesday, 7 * 60, first, PARIS), at("2026-12-01T06:00:00Z"), "not the same again");
        assert_eq!(tuesday("2026-11-24T05:59:59Z"), first);
        assert_eq!(tuesday("2026-11-24T23:30:00Z"), at("2026-12-01T06:00:00Z"), "it is Wednesday there");
    }

    #[test]
    fn clocks_that_change_move_it_and_lose_none() {
        let sunday = |after: &str| next(Weekday::Sunday, 2 * 60 + 30, at(after), PARIS);
        assert_eq!(sunday("2026-10-24T12:00:00Z"), at("2026-10-25T00:30:00Z"), "half past two comes twice");
        assert_eq!(sunday("2026-10-25T00:30:00Z"), at("2026-11-01T01:30:00Z"), "and counts once");
        assert_eq!(sunday("2027-03-27T12:00:00Z"), at("2027-03-28T01:00:00Z"), "it does not come: three does");
        assert_eq!(sunday("2027-03-28T01:00:00Z"), at("2027-04-04T00:30:00Z"));
        let tuesday = next(Weekday::Tuesday, 7 * 60, at("2026-10-20T05:00:00Z"), PARIS);
        assert_eq!(tuesday, at("2026-10-27T06:00:00Z"), "seven o'clock is an hour later in winter");
    }

    #[test]
    fn food_is_fetched_days_after_the_day_on_the_wall() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(fetched_on(at("2026-11-24T06:00:00Z"), 1, PARIS), day("2026-11-25"));
        assert_eq!(fetched_on(at("2026-11-24T23:30:00Z"), 0, PARIS), day("2026-11-25"), "midnight is over there");
    }
}
