//! The two dates of food in France, and what freezing does to them.
//!
//! - **Use-by** (DLC): unsafe after this day, never given. Regulation (EU) 1169/2011, art. 24; food may be redistributed
//!   *before* it: Regulation (EC) 852/2004, annex II, chapter V bis, added by Regulation (EU) 2021/382.
//! - **Best-before** (DDM): may be redistributed *before and after* it, once somebody has checked it: same chapter, which
//!   names remaining life, packaging, storage and temperature, traceability.
//! - **A shop's gift**: at least 48 hours before the use-by date, unless the taker shows that it redistributes in time:
//!   French decrees 2016-1962 and 2019-302, decree of 20 October 2020.
//! - **Freezing on arrival**: allowed in redistribution (chapter V bis, and the French guide of hygiene for food aid of
//!   2022); no text fixes for how many days, so [`FROZEN_KEEPS_DAYS`] is this pack's own prudent figure.

use crate::national::dates::{DateRules, Food, NotFreezable, Obstacle};
use crate::time::{HOUR, UtcMillis};
use chrono::{Days, NaiveDate};

/// The rules.
pub const RULES: DateRules = DateRules { shop_notice: SHOP_NOTICE, hand_over, use_by_once_frozen };

/// Time that must be left of a shop's gift when it changes hands, in milliseconds.
const SHOP_NOTICE: i64 = 48 * HOUR;

/// Days for which food frozen on arrival is kept. Not law: a network that knows better replaces it.
const FROZEN_KEEPS_DAYS: u64 = 60;

/// Whether food may change hands at `at`, to somebody who has declared, or not, that it redistributes in time.
///
/// # Errors
/// The first obstacle, the gravest first.
fn hand_over(food: &Food, at: UtcMillis, redistributes_in_time: bool) -> Result<(), Obstacle> {
    if let Some(end) = food.safe_until {
        let latest = end.plus(-SHOP_NOTICE);
        match () {
            () if at >= end => return Err(Obstacle::UseByOver),
            () if food.from_shop && !redistributes_in_time && at > latest => return Err(Obstacle::UseByTooNear { latest }),
            () => {}
        }
    }
    if food.best_until.is_some_and(|end| at >= end) && !food.checked {
        return Err(Obstacle::Unchecked);
    }
    Ok(())
}

/// The use-by date of food frozen on `frozen_on`, as known on `today`. What was printed no longer counts.
///
/// # Errors
/// When the food could not be frozen on that day, or has been frozen for too long.
fn use_by_once_frozen(
    frozen_on: NaiveDate,
    printed_use_by: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<NaiveDate, NotFreezable> {
    let limit = frozen_on.checked_add_days(Days::new(FROZEN_KEEPS_DAYS)).ok_or(NotFreezable::InTheFuture)?;
    match () {
        () if frozen_on > today => Err(NotFreezable::InTheFuture),
        () if printed_use_by.is_some_and(|use_by| frozen_on > use_by) => Err(NotFreezable::AfterUseBy),
        () if limit < today => Err(NotFreezable::TooLongAgo),
        () => Ok(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const END: UtcMillis = UtcMillis(1_790_000_000_000);
    const YOGHURT: Food = Food { safe_until: Some(END), best_until: None, checked: false, from_shop: false };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_changes_hands_after_its_use_by_day() {
        assert_eq!(hand_over(&YOGHURT, END.plus(-1), false), Ok(()));
        assert_eq!(hand_over(&YOGHURT, END, true), Err(Obstacle::UseByOver));
    }

    #[test]
    fn a_shop_gives_48_hours_before_the_use_by_date_unless_the_taker_is_quick() {
        let gift = Food { from_shop: true, ..YOGHURT };
        let latest = END.plus(-48 * HOUR);
        assert_eq!(hand_over(&gift, latest, false), Ok(()));
        assert_eq!(hand_over(&gift, latest.plus(1), false), Err(Obstacle::UseByTooNear { latest }));
        assert_eq!(hand_over(&gift, latest.plus(1), true), Ok(()));
        assert_eq!(hand_over(&gift, END, false), Err(Obstacle::UseByOver));
    }

    #[test]
    fn after_its_best_before_day_food_needs_a_check() {
        let pasta = Food { safe_until: None, best_until: Some(END), ..YOGHURT };
        assert_eq!(hand_over(&pasta, END.plus(-1), false), Ok(()));
        assert_eq!(hand_over(&pasta, END, false), Err(Obstacle::Unchecked));
        assert_eq!(hand_over(&Food { checked: true, ..pasta }, END, false), Ok(()));
    }

    #[test]
    fn freezing_gives_a_new_limit_to_food_that_was_still_good() {
        let today = day("2026-11-24");
        let limit = Ok(day("2027-01-23"));
        assert_eq!(use_by_once_frozen(today, Some(today), today), limit, "on its last day");
        assert_eq!(use_by_once_frozen(today, None, today), limit);
        assert_eq!(use_by_once_frozen(today, Some(day("2026-11-23")), today), Err(NotFreezable::AfterUseBy));
        assert_eq!(use_by_once_frozen(day("2026-11-25"), None, today), Err(NotFreezable::InTheFuture));
        assert_eq!(use_by_once_frozen(day("2026-09-01"), None, today), Err(NotFreezable::TooLongAgo));
    }

    proptest! {
        /// Whatever is declared or checked, nothing changes hands once its use-by day is over.
        #[test]
        fn no_declaration_makes_unsafe_food_safe(late in 0..i64::MAX / 4, checked: bool, from_shop: bool, quick: bool) {
            let food = Food { checked, from_shop, ..YOGHURT };
            prop_assert_eq!(hand_over(&food, END.plus(late), quick), Err(Obstacle::UseByOver));
        }

        /// Freezing never makes a date earlier than the day of freezing, and no day makes it panic.
        #[test]
        fn any_day_is_answered(frozen in -3_000_000_i32..3_000_000, printed in -3_000_000_i32..3_000_000) {
            let day = |n| NaiveDate::from_num_days_from_ce_opt(n).unwrap();
            if let Ok(limit) = use_by_once_frozen(day(frozen), Some(day(printed)), day(730_000)) {
                prop_assert!(limit >= day(frozen) && day(frozen) <= day(printed));
            }
        }
    }
}
