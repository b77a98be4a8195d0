//! The weeks of a standing need: calendar days and times of the network's time zone, and the instants that they are.

use chrono::{Datelike, Days, Duration, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::needs::WeeklyPattern;
use shared::sites::Weekday;
use shared::time::UtcMillis;

/// The first deadline of the pattern after an instant; `None` when the pattern has ended.
#[must_use]
pub fn next_deadline(pattern: &WeeklyPattern, after: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    let local = after.to_chrono().with_timezone(&zone).date_naive();
    let first = on_weekday(pattern.starts_on.max(local), pattern.weekday)?;
    // That day's time may be over already.
    let days = [Some(first), first.checked_add_days(Days::new(7))];
    let wanted = days.into_iter().flatten().filter(|day| pattern.ends_on.is_none_or(|end| *day <= end));
    wanted.filter_map(|day| deadline(pattern, day, zone)).find(|at| *at > after)
}

/// The first day from `from` on that is this weekday.
fn on_weekday(from: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let wanted = Weekday::ALL.iter().zip(0_u32..).find_map(|(day, number)| (*day == weekday).then_some(number))?;
    let ahead = (wanted + 7 - from.weekday().num_days_from_monday()) % 7;
    from.checked_add_days(Days::new(ahead.into()))
}

/// The instant of the pattern's time on `day`. A time that clocks skip is the first one after it that they show, a time
/// that they show twice the first of the two.
fn deadline(pattern: &WeeklyPattern, day: NaiveDate, zone: Tz) -> Option<UtcMillis> {
    let (hour, minute) = pattern.time.parts();
    let time = day.and_hms_opt(hour, minute, 0)?;
    // Quarters of an hour: no time zone's clocks jump by less. A day is the longest that one has skipped.
    (0..=96)
        .filter_map(|quarters| time.checked_add_signed(Duration::minutes(15 * quarters)))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|at| at.to_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Timelike;
    use proptest::prelude::*;
    use shared::local_time::LocalTime;
    use shared::time::HOUR;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn every(weekday: Weekday, time: &str, starts_on: &str, ends_on: Option<&str>) -> WeeklyPattern {
        WeeklyPattern {
            weekday,
            time: time.parse().unwrap(),
            starts_on: starts_on.parse().unwrap(),
            ends_on: ends_on.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn the_next_deadline_is_the_weekdays_time_of_the_network() {
        let tuesdays = every(Weekday::Tuesday, "14:30", "2026-11-01", None);
        assert_eq!(next_deadline(&tuesdays, at("2026-11-24T09:00:00Z"), PARIS), Some(at("2026-11-24T13:30:00Z")));
        assert_eq!(next_deadline(&tuesdays, at("2026-11-24T13:30:00Z"), PARIS), Some(at("2026-12-01T13:30:00Z")));
        // Monday evening in London is Tuesday morning here.
        let early = every(Weekday::Tuesday, "00:15", "2026-11-01", None);
        assert_eq!(next_deadline(&early, at("2026-11-23T23:10:00Z"), PARIS), Some(at("2026-11-23T23:15:00Z")));
    }

    #[test]
    fn a_pattern_begins_and_ends() {
        let december = every(Weekday::Friday, "10:00", "2026-12-05", Some("2026-12-18"));
        let first = next_deadline(&december, at("2026-11-24T09:00:00Z"), PARIS);
        assert_eq!(first, Some(at("2026-12-11T09:00:00Z")));
        let second = next_deadline(&december, first.unwrap(), PARIS);
        assert_eq!(second, Some(at("2026-12-18T09:00:00Z")));
        assert_eq!(next_deadline(&december, second.unwrap(), PARIS), None);
    }

    #[test]
    fn a_week_is_167_or_169_hours_when_clocks_change() {
        let sundays = every(Weekday::Sunday, "12:00", "2026-01-01", None);
        for (before, hours) in [("2026-03-22T11:00:00Z", 167), ("2026-10-18T10:00:00Z", 169)] {
            let next = next_deadline(&sundays, at(before), PARIS).unwrap();
            assert_eq!((next.0 - at(before).0) / HOUR, hours);
        }
    }

    #[test]
    fn a_time_that_clocks_skip_or_repeat_is_one_instant() {
        let nights = every(Weekday::Sunday, "02:30", "2026-01-01", None);
        // 2026-03-29: 02:00 becomes 03:00. 2026-10-25: 03:00 becomes 02:00.
        assert_eq!(next_deadline(&nights, at("2026-03-28T12:00:00Z"), PARIS), Some(at("2026-03-29T01:00:00Z")));
        assert_eq!(next_deadline(&nights, at("2026-10-24T12:00:00Z"), PARIS), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(next_deadline(&nights, at("2026-10-25T00:30:00Z"), PARIS), Some(at("2026-11-01T01:30:00Z")));
    }

    proptest! {
        /// Over a year: a week apart on the calendar, on the right day, at the right time unless clocks skip it.
        #[test]
        fn weeks_follow_one_another(
            weekday in 0_usize..7, minutes in 0_u32..1_440, start in 0_u64..400, begin in 1_780_000_000_000_i64..1_830_000_000_000,
            zone in prop::sample::select(vec![PARIS, chrono_tz::America::Martinique, chrono_tz::Australia::Lord_Howe,
                chrono_tz::America::Sao_Paulo, chrono_tz::Asia::Kathmandu, chrono_tz::UTC])
        ) {
            let pattern = WeeklyPattern {
                weekday: Weekday::ALL[weekday],
                time: LocalTime::new(minutes / 60, minutes % 60).unwrap(),
                starts_on: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(start),
                ends_on: None,
            };
            let mut last: Option<UtcMillis> = None;
            let mut after = UtcMillis(begin);
            for _ in 0..60 {
                let next = next_deadline(&pattern, after, zone).unwrap();
                prop_assert!(next > after);
                let local = next.to_chrono().with_timezone(&zone);
                prop_assert_eq!(local.date_naive().weekday().num_days_from_monday(), u32::try_from(weekday).unwrap());
                let late = i64::from(local.num_seconds_from_midnight() / 60) - i64::from(minutes);
                prop_assert!((0..=60).contains(&late), "{late} minutes late");
                if let Some(last) = last {
                    let before = last.to_chrono().with_timezone(&zone).date_naive();
                    prop_assert_eq!(local.date_naive() - before, Duration::days(7));
                }
                prop_assert!(local.date_naive() >= pattern.starts_on);
                (last, after) = (Some(next), next);
            }
        }

        /// Any instant of a week has the same next deadline: it does not matter when the worker comes by.
        #[test]
        fn it_does_not_matter_when_somebody_looks(minutes in 0_u32..1_440, part in 0_i64..1_000) {
            let pattern = WeeklyPattern {
                weekday: Weekday::Sunday,
                time: LocalTime::new(minutes / 60, minutes % 60).unwrap(),
                starts_on: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
                ends_on: None,
            };
            let first = next_deadline(&pattern, at("2026-03-20T12:00:00Z"), PARIS).unwrap();
            let second = next_deadline(&pattern, first, PARIS).unwrap();
            let between = first.plus((second.0 - first.0) * part / 1_000);
            prop_assert_eq!(next_deadline(&pattern, between, PARIS), Some(second));
        }
    }
}
