//! What may be offered, and until when.

use chrono::{Days, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::offers::PickupWindow;
use shared::problem::{Code, FieldError, Problem};
use shared::time::UtcMillis;
use shared::units::{Grams, Unit};

/// Why an offer cannot be published or changed like this.
#[derive(Debug, PartialEq)]
pub enum Refusal {
    /// Fields are wrong on this day.
    Invalid(Vec<FieldError>),
    /// It is withdrawn or its time is over.
    Closed,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Invalid(errors) => Problem::invalid(errors),
            Self::Closed => Problem::of(Code::OfferClosed),
        }
    }
}

/// The dates and windows of an offer.
#[derive(Clone, Copy, Debug)]
pub struct Timing<'o> {
    /// Unsafe after this day.
    pub use_by: Option<NaiveDate>,
    /// Still edible after this day.
    pub best_before: Option<NaiveDate>,
    /// When it can be fetched.
    pub windows: &'o [PickupWindow],
}

/// The day that it is in the network's time zone.
#[must_use]
pub fn today(now: UtcMillis, zone: Tz) -> NaiveDate {
    now.to_chrono().with_timezone(&zone).date_naive()
}

/// The instant at which `day` ends in the network's time zone: the start of the next day, which clocks may skip.
#[must_use]
pub fn end_of_day(day: NaiveDate, zone: Tz) -> UtcMillis {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    (0..24)
        .filter_map(|hour| next.and_hms_opt(hour, 0, 0))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map_or(UtcMillis(i64::MAX), |at| at.to_utc().into())
}

/// When an offer closes by itself: the end of its last window or of its use-by day, whichever comes first.
///
/// # Errors
/// [`Refusal::Invalid`] when a date is past or no window is left before it closes.
pub fn closes_at(timing: Timing<'_>, now: UtcMillis, zone: Tz) -> Result<UtcMillis, Refusal> {
    let mut errors = Vec::new();
    let day = today(now, zone);
    if timing.use_by.is_some() && timing.best_before.is_some() {
        errors.push(FieldError::new("/use_by", "one_date_only"));
    }
    if timing.use_by.is_some_and(|date| date < day) {
        errors.push(FieldError::new("/use_by", "use_by_past"));
    }
    if timing.best_before.is_some_and(|date| date < day) {
        errors.push(FieldError::new("/best_before", "best_before_past"));
    }
    let last = timing.windows.iter().map(|window| window.ends_at).max().unwrap_or(now);
    if last <= now {
        errors.push(FieldError::new("/pickup_windows", "window_past"));
    }
    let unsafe_from = timing.use_by.map_or(UtcMillis(i64::MAX), |date| end_of_day(date, zone));
    if timing.windows.iter().any(|window| window.starts_at >= unsafe_from) {
        errors.push(FieldError::new("/pickup_windows", "window_after_use_by"));
    }
    if errors.is_empty() { Ok(last.min(unsafe_from)) } else { Err(Refusal::Invalid(errors)) }
}

/// What is left to claim when an offer's total becomes `total`.
///
/// # Errors
/// [`Refusal::Invalid`] when that is less than what is claimed already, or no whole number of units.
pub fn left_after(total: Grams, claimed: Grams, unit: Unit, piece: Grams) -> Result<Grams, Refusal> {
    let refuse = |code: &str| Err(Refusal::Invalid(vec![FieldError::new("/total_grams", code)]));
    match () {
        () if unit != Unit::Kilogram && !total.is_whole_number_of(piece) => refuse("not_whole_units"),
        () if total < claimed => refuse("below_claimed"),
        () => Ok(total.minus(claimed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Tz = chrono_tz::Europe::Paris;

    fn at(text: &str) -> UtcMillis {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn window(from: &str, to: &str) -> PickupWindow {
        PickupWindow { starts_at: at(from), ends_at: at(to) }
    }

    fn codes(refusal: Refusal) -> Vec<String> {
        match refusal {
            Refusal::Invalid(errors) => errors.into_iter().map(|error| error.code).collect(),
            Refusal::Closed => vec!["closed".to_owned()],
        }
    }

    #[test]
    fn a_day_ends_at_midnight_of_the_networks_own_time() {
        assert_eq!(end_of_day(day("2026-11-26"), PARIS), at("2026-11-26T23:00:00Z"));
        assert_eq!(end_of_day(day("2026-07-01"), PARIS), at("2026-07-01T22:00:00Z"));
        assert_eq!(today(at("2026-11-26T23:30:00Z"), PARIS), day("2026-11-27"));
    }

    #[test]
    fn an_offer_closes_with_its_last_window_or_its_use_by_day() {
        let now = at("2026-11-24T09:00:00Z");
        let windows =
            [window("2026-11-25T08:00:00Z", "2026-11-25T11:00:00Z"), window("2026-11-26T08:00:00Z", "2026-11-27T20:00:00Z")];
        let timing = |use_by| Timing { use_by, best_before: None, windows: &windows };
        assert_eq!(closes_at(timing(None), now, PARIS), Ok(at("2026-11-27T20:00:00Z")));
        assert_eq!(closes_at(timing(Some(day("2026-11-26"))), now, PARIS), Ok(at("2026-11-26T23:00:00Z")));
    }

    #[test]
    fn food_past_its_use_by_date_is_never_offered() {
        let now = at("2026-11-24T09:00:00Z");
        let windows = [window("2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z")];
        let today = Timing { use_by: Some(day("2026-11-24")), best_before: None, windows: &windows };
        assert!(closes_at(today, now, PARIS).is_ok(), "on its last day it is still safe");
        let yesterday = Timing { use_by: Some(day("2026-11-23")), ..today };
        assert_eq!(codes(closes_at(yesterday, now, PARIS).unwrap_err()), ["use_by_past", "window_after_use_by"]);
    }

    #[test]
    fn a_window_that_is_over_is_refused() {
        let windows = [window("2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z")];
        let timing = Timing { use_by: None, best_before: None, windows: &windows };
        assert_eq!(codes(closes_at(timing, at("2026-11-24T09:00:00Z"), PARIS).unwrap_err()), ["window_past"]);
    }

    #[test]
    fn what_is_claimed_stays_claimed() {
        let (kg, piece) = (Unit::Kilogram, Grams(1_000));
        assert_eq!(left_after(Grams(50_000), Grams(40_000), kg, piece), Ok(Grams(10_000)));
        assert_eq!(codes(left_after(Grams(30_000), Grams(40_000), kg, piece).unwrap_err()), ["below_claimed"]);
        assert_eq!(codes(left_after(Grams(1_001), Grams(0), Unit::Piece, Grams(500)).unwrap_err()), ["not_whole_units"]);
    }
}
