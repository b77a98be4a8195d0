//! What may be offered, and until when.

use chrono::{Days, NaiveDate, TimeZone};
use chrono_tz::Tz;
use shared::national::PACK;
use shared::national::dates::{Food, Obstacle};
use shared::offers::{NewOffer, PickupWindow};
use shared::problem::{Code, FieldError, Problem};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// Why an offer cannot be published or changed like this.
#[derive(Debug, PartialEq)]
pub enum Refusal {
    /// Fields are wrong on this day.
    Invalid(Vec<FieldError>),
    /// It is withdrawn or its time is over.
    Closed,
    /// Part of it is claimed already.
    Claimed,
    /// It is frozen already.
    Frozen,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Invalid(errors) => Problem::invalid(errors),
            Self::Closed => Problem::of(Code::OfferClosed),
            Self::Claimed => Problem::of(Code::OfferClaimed),
            Self::Frozen => Problem::of(Code::AlreadyFrozen),
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
    /// Whether a check has passed, which food needs after its best-before day.
    pub checked: bool,
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
/// [`Refusal::Invalid`] when the use-by day is past, the best-before day is and nobody has checked, or no window is left before it closes.
pub fn closes_at(timing: Timing<'_>, now: UtcMillis, zone: Tz) -> Result<UtcMillis, Refusal> {
    let mut errors = Vec::new();
    let day = today(now, zone);
    if timing.use_by.is_some() && timing.best_before.is_some() {
        errors.push(FieldError::new("/use_by", "one_date_only"));
    }
    if timing.use_by.is_some_and(|date| date < day) {
        errors.push(FieldError::new("/use_by", "use_by_past"));
    }
    if timing.best_before.is_some_and(|date| date < day) && !timing.checked {
        errors.push(FieldError::new("/best_before", "best_before_unchecked"));
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

/// The use-by date of food frozen on a day; `None` for food that is not frozen by its giver.
///
/// # Errors
/// [`Refusal::Invalid`] when it could not be frozen on that day, or is not kept frozen.
pub fn frozen_limit(new: &NewOffer, today: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
    let Some(frozen_on) = new.frozen_on else {
        return Ok(None);
    };
    if new.temperature_class != TemperatureClass::Frozen {
        return Err(Refusal::Invalid(vec![FieldError::new("/temperature_class", "not_frozen_class")]));
    }
    freeze(frozen_on, new.use_by, today).map(Some)
}

/// The use-by date of food frozen on a day.
///
/// # Errors
/// [`Refusal::Invalid`] when it could not be frozen on that day.
pub fn freeze(frozen_on: NaiveDate, use_by: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let limit = (PACK.dates.use_by_once_frozen)(frozen_on, use_by, today);
    limit.map_err(|reason| Refusal::Invalid(vec![FieldError::new("/frozen_on", reason.code())]))
}

/// Whether what came with a new offer says that it passed its check.
///
/// # Errors
/// [`Refusal::Invalid`] for a check that failed: such food is not given.
pub fn checked(new: &NewOffer) -> Result<bool, Refusal> {
    match &new.best_before_check {
        Some(check) if !check.passes() => Err(Refusal::Invalid(vec![FieldError::new("/best_before_check", "check_failed")])),
        check => Ok(check.is_some() && new.best_before.is_some()),
    }
}

/// What counts of food when it changes hands, in the network's time zone. Whether a shop gives it is not in its dates.
#[must_use]
pub fn food(use_by: Option<NaiveDate>, best_before: Option<NaiveDate>, checked: bool, zone: Tz) -> Food {
    let end = |day| end_of_day(day, zone);
    Food { safe_until: use_by.map(end), best_until: best_before.map(end), checked, from_shop: false }
}

/// What somebody is told whom an obstacle stops.
#[must_use]
pub fn obstacle(reason: Obstacle) -> Problem {
    match reason {
        Obstacle::UseByOver => Problem::of(Code::UseByOver),
        Obstacle::UseByTooNear { latest } => Problem::of(Code::UseByTooNear).with("latest", latest.to_string()),
        Obstacle::Unchecked => Problem::of(Code::BestBeforeUnchecked),
    }
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
            other => vec![format!("{other:?}")],
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
        let timing = |use_by| Timing { use_by, best_before: None, checked: false, windows: &windows };
        assert_eq!(closes_at(timing(None), now, PARIS), Ok(at("2026-11-27T20:00:00Z")));
        assert_eq!(closes_at(timing(Some(day("2026-11-26"))), now, PARIS), Ok(at("2026-11-26T23:00:00Z")));
    }

    #[test]
    fn food_past_its_use_by_date_is_never_offered() {
        let now = at("2026-11-24T09:00:00Z");
        let windows = [window("2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z")];
        let today = Timing { use_by: Some(day("2026-11-24")), best_before: None, checked: false, windows: &windows };
        assert!(closes_at(today, now, PARIS).is_ok(), "on its last day it is still safe");
        let yesterday = Timing { use_by: Some(day("2026-11-23")), ..today };
        assert_eq!(codes(closes_at(yesterday, now, PARIS).unwrap_err()), ["use_by_past", "window_after_use_by"]);
    }

    #[test]
    fn food_past_its_best_before_day_is_offered_once_checked() {
        let now = at("2026-11-24T09:00:00Z");
        let windows = [window("2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z")];
        let timing = Timing { use_by: None, best_before: Some(day("2026-11-23")), checked: false, windows: &windows };
        assert_eq!(codes(closes_at(timing, now, PARIS).unwrap_err()), ["best_before_unchecked"]);
        assert!(closes_at(Timing { checked: true, ..timing }, now, PARIS).is_ok());
    }

    #[test]
    fn a_window_that_is_over_is_refused() {
        let windows = [window("2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z")];
        let timing = Timing { use_by: None, best_before: None, checked: false, windows: &windows };
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
