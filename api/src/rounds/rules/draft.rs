//! What may be drafted: the day of a round, what is in it, what sites ask for and what is approved.

use crate::categories;
use crate::offers::{end_of_day, food};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use shared::national::PACK;
use shared::problem::{Code, FieldError, Problem};
use shared::rounds::{RoundReason, RoundStatus};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass};
use std::collections::BTreeSet;

/// How many days ahead food may be fetched.
const MAX_DAYS_AHEAD: i64 = 30;

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Where the round stands does not allow it.
    State(RoundStatus),
    /// It is too late to say what is needed.
    RequestsOver {
        /// Until when it could be said.
        until: UtcMillis,
    },
    /// The day of fetching is over.
    DayPast,
    /// The day of fetching is too far away.
    DayTooFar,
    /// Sites could never say what they need.
    UntilPast,
    /// A lot that is not in the round, and may not be.
    LotUnknown {
        /// Which of the choices.
        place: usize,
    },
    /// More than there is of a lot.
    LotShort {
        /// Which of the choices.
        place: usize,
    },
    /// A kind that is no root of the tree.
    KindUnknown {
        /// Which of the lines.
        place: usize,
    },
    /// A kind that stands in a line before.
    KindTwice {
        /// Which of the lines.
        place: usize,
    },
    /// Something else is approved than was asked for, and nobody says why.
    ReasonMissing {
        /// Which of the lines.
        place: usize,
    },
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::State(status) => Problem::of(Code::RoundState).with("state", status.as_str()),
            Self::RequestsOver { until } => Problem::of(Code::RequestsOver).with("until", until.to_string()),
            Self::DayPast => Problem::invalid_field("/fetched_on", "in_the_past"),
            Self::DayTooFar => {
                let mut error = FieldError::new("/fetched_on", "round_too_far");
                error.params.insert("max".to_owned(), MAX_DAYS_AHEAD.into());
                Problem::invalid(vec![error])
            }
            Self::UntilPast => Problem::invalid_field("/requests_until", "in_the_past"),
            Self::LotUnknown { place } => Problem::invalid_field(&format!("/lots/{place}/lot_id"), "unknown"),
            Self::LotShort { place } => Problem::invalid_field(&format!("/lots/{place}/kg"), "more_than_left"),
            Self::KindUnknown { place } => Problem::invalid_field(&format!("/lines/{place}/category"), "unknown"),
            Self::KindTwice { place } => Problem::invalid_field(&format!("/lines/{place}/category"), "kind_twice"),
            Self::ReasonMissing { place } => Problem::invalid_field(&format!("/lines/{place}/reason"), "required"),
        }
    }
}

/// Whether lots, recipients, requests and approvals may still change.
///
/// # Errors
/// When the round is told, closed or given up.
pub const fn open(status: RoundStatus) -> Result<(), Refusal> {
    if status.is_open() { Ok(()) } else { Err(Refusal::State(status)) }
}

/// Whether sites may still say what they need.
///
/// # Errors
/// When the round is told, closed or given up, or the time for it is over.
pub fn requestable(status: RoundStatus, until: Option<UtcMillis>, now: UtcMillis) -> Result<(), Refusal> {
    open(status)?;
    match until {
        Some(until) if now >= until => Err(Refusal::RequestsOver { until }),
        _ => Ok(()),
    }
}

/// Whether food may be fetched on a day.
///
/// # Errors
/// When it is before today, or more than a month ahead.
pub fn day(fetched_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    match (fetched_on - today).num_days() {
        ahead if ahead < 0 => Err(Refusal::DayPast),
        ahead if ahead > MAX_DAYS_AHEAD => Err(Refusal::DayTooFar),
        _ => Ok(()),
    }
}

/// Whether sites have time to say what they need.
///
/// # Errors
/// When that is over before it begins.
pub fn until(until: Option<UtcMillis>, now: UtcMillis) -> Result<(), Refusal> {
    if until.is_some_and(|until| until <= now) { Err(Refusal::UntilPast) } else { Ok(()) }
}

/// The whole kilograms of a lot that are there and not promised in another round.
#[must_use]
pub fn whole_kg(there: Grams, reserved: Grams) -> i64 {
    there.minus(reserved).0.max(0) / 1_000
}

/// What counts of a lot's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Unsafe after this day.
    pub use_by: Option<NaiveDate>,
    /// Still edible after this day, once somebody has checked it.
    pub best_before: Option<NaiveDate>,
    /// Whether somebody has.
    pub checked: bool,
}

/// Whether food may still be given when a day begins.
#[must_use]
pub fn lasts_until(dates: Dates, day: NaiveDate, zone: Tz) -> bool {
    let begins = day.checked_sub_days(Days::new(1)).map_or(UtcMillis(i64::MIN), |before| end_of_day(before, zone));
    let food = food(dates.use_by, dates.best_before, dates.checked, zone);
    (PACK.dates.hand_over)(&food, begins, true).is_ok()
}

/// Whether so much of a lot may be in a round: `there` is what may leave and is not promised, kg; `None` where nothing may.
///
/// # Errors
/// When it is more, or the lot is not in the round and may not be.
pub fn part(kg: i64, there: Option<i64>, is_in_round: bool, place: usize) -> Result<(), Refusal> {
    match there {
        None if !is_in_round => Err(Refusal::LotUnknown { place }),
        there if kg > there.unwrap_or(0) => Err(Refusal::LotShort { place }),
        _ => Ok(()),
    }
}

/// Whether lines are of kinds that there are, each once.
///
/// # Errors
/// The first line that is not.
pub fn kinds<'l>(lines: impl Iterator<Item = (&'l str, TemperatureClass)>) -> Result<(), Refusal> {
    let mut before = BTreeSet::new();
    for (place, kind) in lines.enumerate() {
        if categories::tree().get(kind.0).is_none_or(|category| category.parent.is_some()) {
            return Err(Refusal::KindUnknown { place });
        }
        if !before.insert(kind) {
            return Err(Refusal::KindTwice { place });
        }
    }
    Ok(())
}

/// What is to be kept of an approval: nothing where it is what was asked for.
///
/// # Errors
/// When it is something else, and nobody says why.
pub fn approval(
    requested_kg: i64,
    kg: i64,
    reason: Option<RoundReason>,
    place: usize,
) -> Result<Option<(i64, RoundReason)>, Refusal> {
    match reason {
        _ if kg == requested_kg => Ok(None),
        Some(reason) => Ok(Some((kg, reason))),
        None => Err(Refusal::ReasonMissing { place }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;
    use proptest::prelude::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_an_open_round_changes_and_requests_end_when_it_was_said() {
        for status in RoundStatus::ALL.iter().copied() {
            assert_eq!(open(status).is_ok(), status.is_open(), "{status}");
            assert_eq!(requestable(status, None, UtcMillis(5)).is_ok(), status.is_open(), "{status}");
        }
        let until = Some(UtcMillis(5));
        assert_eq!(requestable(RoundStatus::Computed, until, UtcMillis(4)), Ok(()));
        let over = Err(Refusal::RequestsOver { until: UtcMillis(5) });
        assert_eq!(requestable(RoundStatus::Draft, until, UtcMillis(5)), over);
    }

    #[test]
    fn food_is_fetched_today_or_within_a_month() {
        let today = on("2026-11-30");
        assert_eq!(day(today, today), Ok(()));
        assert_eq!(day(on("2026-12-30"), today), Ok(()));
        assert_eq!(day(on("2026-12-31"), today), Err(Refusal::DayTooFar));
        assert_eq!(day(on("2026-11-29"), today), Err(Refusal::DayPast));
        assert_eq!(until(Some(UtcMillis(1)), UtcMillis(1)), Err(Refusal::UntilPast));
        assert_eq!(until(None, UtcMillis(1)), Ok(()));
    }

    #[test]
    fn food_lasts_through_its_last_day_and_no_longer_unless_it_is_checked() {
        let yoghurt = Dates { use_by: Some(on("2026-11-30")), best_before: None, checked: false };
        assert!(lasts_until(yoghurt, on("2026-11-30"), Paris));
        assert!(!lasts_until(yoghurt, on("2026-12-01"), Paris));
        let pasta = Dates { use_by: None, best_before: Some(on("2026-11-30")), checked: false };
        assert!(!lasts_until(pasta, on("2026-12-01"), Paris));
        assert!(lasts_until(Dates { checked: true, ..pasta }, on("2026-12-01"), Paris));
        assert!(lasts_until(Dates { use_by: None, best_before: None, checked: false }, on("2026-12-01"), Paris));
    }

    #[test]
    fn what_is_promised_or_less_than_a_kilogram_is_in_no_round() {
        assert_eq!(whole_kg(Grams(12_999), Grams(0)), 12);
        assert_eq!(whole_kg(Grams(12_999), Grams(12_000)), 0);
        assert_eq!(whole_kg(Grams(1_000), Grams(2_000)), 0);
        assert_eq!(part(12, Some(12), false, 0), Ok(()));
        assert_eq!(part(13, Some(12), true, 1), Err(Refusal::LotShort { place: 1 }));
        assert_eq!(part(0, None, true, 0), Ok(()), "what is gone is left out");
        assert_eq!(part(0, None, false, 2), Err(Refusal::LotUnknown { place: 2 }));
    }

    #[test]
    fn each_root_of_the_tree_is_asked_for_once_at_each_temperature() {
        let (chilled, frozen) = (TemperatureClass::Chilled, TemperatureClass::Frozen);
        assert_eq!(kinds([("dairy", chilled), ("dairy", frozen)].into_iter()), Ok(()));
        assert_eq!(kinds([("dairy", chilled), ("dairy", chilled)].into_iter()), Err(Refusal::KindTwice { place: 1 }));
        assert_eq!(kinds([("dairy.yoghurt", chilled)].into_iter()), Err(Refusal::KindUnknown { place: 0 }));
        assert_eq!(kinds([("gold", chilled)].into_iter()), Err(Refusal::KindUnknown { place: 0 }));
    }

    proptest! {
        /// Whatever differs has a reason; what does not, is no approval.
        #[test]
        fn an_approval_that_differs_says_why(requested in 0_i64..1_000, kg in 0_i64..1_000) {
            let reason = RoundReason::Supply;
            let kept = approval(requested, kg, Some(reason), 3).unwrap();
            prop_assert_eq!(kept, (kg != requested).then_some((kg, reason)));
            let silent = approval(requested, kg, None, 3);
            prop_assert_eq!(silent.is_ok(), kg == requested);
        }
    }
}
