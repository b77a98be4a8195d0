//! When a daily alert is due. Pure.

use chrono::{Days, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::saved_searches::Alert;
use shared::time::UtcMillis;

/// The next instant at which it is `hour` in the network's time zone; an hour that the clocks skip is the next one.
/// `None` where no mail is sent by the day.
#[must_use]
pub fn next_alert_at(alert: Alert, hour: u8, now: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    if alert != Alert::Daily {
        return None;
    }
    let today = now.to_chrono().with_timezone(&zone).date_naive();
    let days = (0..3).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.filter_map(|day| at_hour(day, hour, zone)).find(|at| *at > now)
}

fn at_hour(day: NaiveDate, hour: u8, zone: Tz) -> Option<UtcMillis> {
    let hours = u32::from(hour)..24;
    let mut locals = hours.filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    locals.find_map(|local| zone.from_local_datetime(&local).earliest()).map(|at| at.to_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(now: &str, hour: u8) -> Option<UtcMillis> {
        next_alert_at(Alert::Daily, hour, now.parse().unwrap(), chrono_tz::Europe::Paris)
    }

    fn at(text: &str) -> Option<UtcMillis> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_day_has_its_hour_in_the_network_s_own_time() {
        assert_eq!(next("2026-11-24T05:59:00Z", 7), at("2026-11-24T06:00:00Z"));
        assert_eq!(next("2026-11-24T06:00:00Z", 7), at("2026-11-25T06:00:00Z"));
        assert_eq!(next("2026-07-01T12:00:00Z", 0), at("2026-07-01T22:00:00Z"));
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_the_next_one() {
        assert_eq!(next("2026-03-28T12:00:00Z", 2), at("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn only_daily_alerts_have_a_time() {
        assert_eq!(next_alert_at(Alert::AtOnce, 7, UtcMillis(0), chrono_tz::Europe::Paris), None);
    }
}
