//! When a mail may come. Pure.

use chrono::{Days, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;
use shared::notifications::{NotificationPreferences, Way};
use shared::time::{MINUTE, UtcMillis};

/// How long a mail waits for its notification to be read in the application, in milliseconds: who has the browser open
/// needs no mail.
pub const GRACE: i64 = 2 * MINUTE;

/// When a mail tells of something that happens now; `None` where none does.
#[must_use]
pub fn mail_due(way: Way, wanted: &NotificationPreferences, now: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    match way {
        Way::Off | Way::App => None,
        Way::AtOnce => Some(after_quiet(now.plus(GRACE), wanted, zone)),
        Way::Daily => next_hour(wanted.daily_hour, now, zone),
    }
}

/// The first instant from `at` on that is not within the quiet hours.
#[must_use]
pub fn after_quiet(at: UtcMillis, wanted: &NotificationPreferences, zone: Tz) -> UtcMillis {
    let hour = at.to_chrono().with_timezone(&zone).hour();
    let (from, until) = (wanted.quiet_from, wanted.quiet_until);
    let is_quiet = if from <= until { (from..until).contains(&hour) } else { hour >= from || hour < until };
    if is_quiet { next_hour(until, at, zone).unwrap_or(at) } else { at }
}

/// The next instant at which it is `hour` in the network's time zone; an hour that the clocks skip is the next one.
fn next_hour(hour: u32, now: UtcMillis, zone: Tz) -> Option<UtcMillis> {
    let today = now.to_chrono().with_timezone(&zone).date_naive();
    let days = (0..3).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.filter_map(|day| at_hour(day, hour, zone)).find(|at| *at > now)
}

fn at_hour(day: NaiveDate, hour: u32, zone: Tz) -> Option<UtcMillis> {
    let mut locals = (hour..24).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    locals.find_map(|local| zone.from_local_datetime(&local).earliest()).map(|at| at.to_utc().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn due(way: Way, now: &str) -> Option<UtcMillis> {
        mail_due(way, &NotificationPreferences::default(), at(now), Paris)
    }

    #[test]
    fn a_mail_gives_the_open_browser_two_minutes() {
        assert_eq!(due(Way::AtOnce, "2026-11-24T09:00:00Z"), Some(at("2026-11-24T09:02:00Z")));
        assert_eq!((due(Way::Off, "2026-11-24T09:00:00Z"), due(Way::App, "2026-11-24T09:00:00Z")), (None, None));
    }

    #[test]
    fn no_mail_comes_at_night_and_none_is_lost() {
        let morning = Some(at("2026-11-25T06:00:00Z"));
        assert_eq!(due(Way::AtOnce, "2026-11-24T19:57:00Z"), Some(at("2026-11-24T19:59:00Z")));
        assert_eq!(due(Way::AtOnce, "2026-11-24T19:58:00Z"), morning, "21 h in Bordeaux when it would leave");
        assert_eq!(due(Way::AtOnce, "2026-11-25T03:00:00Z"), morning);
        assert_eq!(due(Way::AtOnce, "2026-11-25T05:58:00Z"), Some(at("2026-11-25T06:00:00Z")));
        let noon = NotificationPreferences { quiet_from: 12, quiet_until: 14, ..NotificationPreferences::default() };
        assert_eq!(after_quiet(at("2026-11-24T12:30:00Z"), &noon, Paris), at("2026-11-24T13:00:00Z"));
        let never = NotificationPreferences { quiet_from: 7, quiet_until: 7, ..noon };
        assert_eq!(after_quiet(at("2026-11-25T03:00:00Z"), &never, Paris), at("2026-11-25T03:00:00Z"));
    }

    #[test]
    fn the_mail_of_the_day_comes_at_its_hour_in_the_network_s_own_time() {
        assert_eq!(due(Way::Daily, "2026-11-24T09:00:00Z"), Some(at("2026-11-25T06:00:00Z")));
        assert_eq!(due(Way::Daily, "2026-07-01T04:00:00Z"), Some(at("2026-07-01T05:00:00Z")));
    }
}
