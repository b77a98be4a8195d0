//! On which days a surplus occurs, and when its offer is published.

use chrono::{Datelike, Days, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::local_time::LocalTime;
use shared::offers::PickupWindow;
use shared::problem::{Code, FieldError, Problem};
use shared::recurring::{NextOccurrence, RecurringState};
use shared::time::{HOUR, MINUTE, UtcMillis};
use shared::units::{Grams, Unit};

/// How far ahead a next occurrence is looked for, days: every week has one, unless somebody skipped it.
const HORIZON: u64 = 400;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow it.
    State(RecurringState),
    /// That day is no occurrence that is still to come.
    NoOccurrence,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::State(state) => Problem::of(Code::RecurringState).with("state", state.as_str()),
            Self::NoOccurrence => Problem::of(Code::NoOccurrence),
        }
    }
}

/// When a surplus occurs.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Bit 0 is Monday, bit 6 is Sunday.
    pub weekdays: i64,
    /// Start of the pick-up.
    pub from: LocalTime,
    /// End of the pick-up, on the same day.
    pub until: LocalTime,
    /// How long before the start the offer is published, hours.
    pub lead_hours: i64,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
}

/// The instant at which a clock on the wall shows `time` on `day`: the first one where clocks go back over it, the next
/// that is shown where they skip it.
#[must_use]
pub fn instant(day: NaiveDate, time: LocalTime, zone: Tz) -> UtcMillis {
    let (hour, minute) = time.parts();
    let midnight = i64::from(hour) * HOUR + i64::from(minute) * MINUTE;
    // Clocks skip at most some hours, and not between a quarter and the next.
    let shown = (0..24).map(|quarter| midnight + quarter * 15 * MINUTE).find_map(|millis| {
        let wall = day.and_hms_opt(0, 0, 0)?.checked_add_signed(chrono::Duration::milliseconds(millis))?;
        zone.from_local_datetime(&wall).earliest()
    });
    shown.map_or(UtcMillis(i64::MAX), |at| at.to_utc().into())
}

impl Plan {
    /// When the food of a day can be fetched. Where clocks skip the whole window it is one minute long.
    #[must_use]
    pub fn window(&self, day: NaiveDate, zone: Tz) -> PickupWindow {
        let starts_at = instant(day, self.from, zone);
        let ends_at = instant(day, self.until, zone).max(starts_at.plus(MINUTE));
        PickupWindow { starts_at, ends_at }
    }

    /// Whether a day is one of the plan's that can still be fetched.
    #[must_use]
    pub fn has(&self, day: NaiveDate, now: UtcMillis, zone: Tz) -> bool {
        let in_range = day >= self.starts_on && self.ends_on.is_none_or(|last| day <= last);
        let on_weekday = self.weekdays & (1 << day.weekday().num_days_from_monday()) != 0;
        in_range && on_weekday && self.window(day, zone).ends_at > now
    }

    /// The next occurrence that is neither published nor skipped; `None` when none is left.
    #[must_use]
    pub fn next(&self, settled: &[NaiveDate], now: UtcMillis, zone: Tz) -> Option<NextOccurrence> {
        let today = now.to_chrono().with_timezone(&zone).date_naive();
        let first = self.starts_on.max(today);
        let days = (0..HORIZON).map_while(|n| first.checked_add_days(Days::new(n)));
        let day = days.into_iter().find(|day| self.has(*day, now, zone) && !settled.contains(day))?;
        let publish_at = self.window(day, zone).starts_at.plus(-self.lead_hours * HOUR);
        Some(NextOccurrence { day, publish_at })
    }

    /// What is wrong with a plan that was changed in parts.
    ///
    /// # Errors
    /// The members that do not fit each other.
    pub fn check(&self, unit: Unit, piece: Grams, total: Grams) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.from >= self.until {
            errors.push(FieldError::new("/pickup_until", "window_order"));
        }
        if self.ends_on.is_some_and(|last| last < self.starts_on) {
            errors.push(FieldError::new("/ends_on", "before_start"));
        }
        if unit != Unit::Kilogram && !total.is_whole_number_of(piece) {
            errors.push(FieldError::new("/total_grams", "not_whole_units"));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::bits_of;
    use shared::sites::Weekday;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn sundays() -> Plan {
        Plan {
            weekdays: bits_of(&[Weekday::Sunday]),
            from: "02:30".parse().unwrap(),
            until: "09:00".parse().unwrap(),
            lead_hours: 24,
            starts_on: day("2026-10-01"),
            ends_on: Some(day("2027-04-04")),
        }
    }

    #[test]
    fn a_day_is_as_long_as_the_networks_clocks_make_it() {
        let plan = sundays();
        let autumn = plan.next(&[], at("2026-10-24T00:00:00Z"), PARIS).unwrap();
        assert_eq!((autumn.day, autumn.publish_at), (day("2026-10-25"), at("2026-10-24T00:30:00Z")), "02:30 comes twice");
        assert_eq!(plan.window(day("2026-10-25"), PARIS).ends_at, at("2026-10-25T08:00:00Z"));
        let spring = plan.window(day("2027-03-28"), PARIS);
        assert_eq!(spring.starts_at, at("2027-03-28T01:00:00Z"), "02:30 does not exist; 03:00 does");
        assert_eq!(spring.ends_at, at("2027-03-28T07:00:00Z"));
    }

    #[test]
    fn what_is_settled_or_over_does_not_come_again() {
        let plan = sundays();
        let now = at("2027-03-28T07:00:00Z");
        assert_eq!(plan.next(&[], now, PARIS).map(|next| next.day), Some(day("2027-04-04")), "today's is over");
        assert_eq!(plan.next(&[day("2027-04-04")], now, PARIS), None);
        assert!(!plan.has(day("2027-04-11"), now, PARIS) && !plan.has(day("2027-03-29"), now, PARIS));
    }
}
