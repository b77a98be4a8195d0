//! Whether food that is in stock may be frozen, and until when it is good then.

use super::{Dates, Facts, Label, Refusal, dates};
use chrono::NaiveDate;
use shared::cold_chain::{self, DeciCelsius};
use shared::national::PACK;
use shared::time::UtcMillis;
use shared::units::TemperatureClass;

/// Whether food of a lot may be frozen at `now`: it could leave as it is, so that freezing saves nothing that is unsafe, and
/// nothing that waits for somebody to decide or to look at it.
///
/// # Errors
/// The first reason against it.
pub fn freezable(
    class: TemperatureClass,
    facts: &Facts,
    reading: Option<DeciCelsius>,
    now: UtcMillis,
) -> Result<(), Refusal> {
    if class == TemperatureClass::Frozen {
        return Err(Refusal::AlreadyFrozen);
    }
    if !facts.status.may_leave() {
        return Err(Refusal::Status(facts.status));
    }
    (PACK.dates.hand_over)(&facts.food, now, true).map_err(Refusal::Date)?;
    match cold_chain::limit(class).filter(|limit| reading.is_some_and(|reading| reading > *limit)) {
        Some(limit) => Err(Refusal::TooWarm { limit }),
        None => Ok(()),
    }
}

/// The dates that count of food with these dates once it is frozen today: as if it arrived so.
///
/// # Errors
/// When it could not be frozen any more.
pub fn once_frozen(before: Dates, today: NaiveDate) -> Result<Dates, Refusal> {
    let Dates { use_by, best_before } = before;
    dates(Label { use_by, best_before, frozen_on: Some(today), class: TemperatureClass::Frozen }, today, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::national::dates::{Food, Obstacle};
    use shared::stock::LotStatus;
    use shared::time::DAY;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);
    const MEAT: Food = Food { safe_until: Some(NOW.plus(DAY)), best_until: None, checked: false, from_shop: false };

    fn frozen(status: LotStatus, food: Food, reading: Option<i64>) -> Result<(), Refusal> {
        freezable(TemperatureClass::Chilled, &Facts { status, food }, reading.map(DeciCelsius), NOW)
    }

    #[test]
    fn what_could_leave_may_be_frozen() {
        assert_eq!(frozen(LotStatus::Approved, MEAT, None), Ok(()));
        assert_eq!(frozen(LotStatus::Approved, MEAT, Some(80)), Ok(()));
        let too_warm = Err(Refusal::TooWarm { limit: DeciCelsius(80) });
        assert_eq!(frozen(LotStatus::Approved, MEAT, Some(81)), too_warm);
        for status in LotStatus::ALL.iter().filter(|status| !status.may_leave()) {
            assert_eq!(frozen(*status, MEAT, None), Err(Refusal::Status(*status)));
        }
        let over = Food { safe_until: Some(NOW), ..MEAT };
        assert_eq!(frozen(LotStatus::Approved, over, None), Err(Refusal::Date(Obstacle::UseByOver)));
        let stale = Food { safe_until: None, best_until: Some(NOW), ..MEAT };
        assert_eq!(frozen(LotStatus::Approved, stale, None), Err(Refusal::Date(Obstacle::Unchecked)));
        assert_eq!(frozen(LotStatus::Approved, Food { checked: true, ..stale }, None), Ok(()));
        let facts = Facts { status: LotStatus::Approved, food: MEAT };
        let again = freezable(TemperatureClass::Frozen, &facts, None, NOW);
        assert_eq!(again, Err(Refusal::AlreadyFrozen));
        let bread = freezable(TemperatureClass::Ambient, &facts, Some(DeciCelsius(200)), NOW);
        assert_eq!(bread, Ok(()), "bread is not kept cold before");
    }

    #[test]
    fn freezing_gives_the_date_that_it_gives_on_arrival() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-24");
        let before = Dates { use_by: Some(today), best_before: None };
        let after = Dates { use_by: Some(day("2027-01-23")), best_before: None };
        assert_eq!(once_frozen(before, today), Ok(after));
        let cheese = Dates { use_by: None, best_before: Some(day("2026-12-01")) };
        assert_eq!(once_frozen(cheese, today), Ok(after));
        assert!(once_frozen(before, day("2026-11-25")).is_err(), "a day too late");
    }

    proptest! {
        /// Whatever was read of it or checked, food past its use-by day is not frozen.
        #[test]
        fn unsafe_food_is_never_frozen(late in 0..i64::MAX / 4, checked: bool, reading in proptest::option::of(-600_i64..600)) {
            let facts = Facts { status: LotStatus::Approved, food: Food { checked, ..MEAT } };
            let now = NOW.plus(DAY).plus(late);
            let reading = reading.map(DeciCelsius);
            for class in TemperatureClass::ALL {
                prop_assert!(freezable(*class, &facts, reading, now).is_err());
            }
        }
    }
}
