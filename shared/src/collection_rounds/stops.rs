//! Stops: what a shop gave, noted at its door.

use super::CollectionPlace;
use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::LotId;
use crate::macros::text_enum;
use crate::offers::check_one_date;
use crate::stock::MAX_LOT_GRAMS;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most things that one shop gives at once.
pub const MAX_STOP_FOODS: usize = 30;

text_enum! {
    /// What came of a stop.
    pub enum CollectionStopState {
        /// Nobody was there yet.
        Planned = "planned",
        /// The shop gave something.
        Collected = "collected",
        /// The shop had nothing to give.
        Nothing = "nothing",
        /// Nobody opened, or nobody went there; the note says why.
        Missed = "missed",
    }
}

/// Something that a shop gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCollectedFood {
    /// Code of its category.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "bakery", min_length = 1, max_length = 60))]
    pub category: String,
    /// What it is; left out: the category's name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Pain et viennoiseries", min_length = 2, max_length = 120))]
    pub title: Option<String>,
    /// What it weighs.
    #[garde(custom(|value: &Grams, ctx: &()| check::between(1, MAX_LOT_GRAMS)(&value.0, ctx)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 12_500, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// How it must be kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
    /// Temperature when it was loaded, tenths of a degree Celsius.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// DLC: unsafe after this day; the earliest one where it has several. Not together with `best_before`.
    #[garde(custom(check_one_date(&self.best_before)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
}

/// What came of a stop. It replaces what was noted of it before, until the round is finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StopRecord {
    /// What.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "collected"))]
    pub state: CollectionStopState,
    /// What the shop gave; for `collected` alone, which needs it.
    #[garde(custom(check_foods(self.state)), dive)]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub foods: Vec<NewCollectedFood>,
    /// What there is to say of it; needed for `missed`.
    #[garde(custom(check_note(self.state)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Fermé pour inventaire", max_length = 500))]
    pub note: Option<String>,
    /// When somebody was there; left out: now. Notes that were written without network are sent later.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<UtcMillis>,
}

fn check_foods(state: CollectionStopState) -> impl Fn(&Vec<NewCollectedFood>, &()) -> garde::Result {
    let collected = state == CollectionStopState::Collected;
    move |foods, ctx| match foods.is_empty() {
        false if !collected => Err(garde::Error::new("not_allowed")),
        true if !collected => Ok(()),
        _ => check::count(1, MAX_STOP_FOODS)(foods, ctx),
    }
}

fn check_note(state: CollectionStopState) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let needed = state == CollectionStopState::Missed;
    move |note, ctx| match note {
        Some(text) => check::text(if needed { 3 } else { 0 }, 500)(text, ctx),
        None if needed => Err(garde::Error::new("required")),
        None => Ok(()),
    }
}

/// Something that a shop gave, as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectedFood {
    /// Code of its category.
    pub category: String,
    /// What it is.
    pub title: String,
    /// What it weighs.
    pub grams: Grams,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// Temperature when it was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// DLC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// The lot that it became, once the round is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_id: Option<LotId>,
}

/// A stop of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionStop {
    /// Which one, from 1.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub number: i64,
    /// Where.
    pub place: CollectionPlace,
    /// What came of it.
    pub state: CollectionStopState,
    /// What the shop gave.
    pub foods: Vec<CollectedFood>,
    /// All of it together.
    pub grams: Grams,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When somebody was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<UtcMillis>,
    /// Name of the person who noted it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Samir Haddad"))]
    pub by: Option<String>,
    /// Grows each time something is noted of it, from 0: what `If-Match` of its record names.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(state: CollectionStopState) -> StopRecord {
        StopRecord { state, foods: Vec::new(), note: None, at: None }
    }

    fn bread() -> NewCollectedFood {
        NewCollectedFood {
            category: "bakery".to_owned(),
            title: None,
            grams: Grams(12_500),
            temperature_class: TemperatureClass::Ambient,
            temperature_decidegrees: None,
            use_by: None,
            best_before: None,
        }
    }

    #[test]
    fn only_what_was_collected_has_food() {
        use CollectionStopState::{Collected, Missed, Nothing, Planned};
        assert!(of(Collected).validate().is_err(), "what?");
        assert!(StopRecord { foods: vec![bread()], ..of(Collected) }.validate().is_ok());
        assert!(StopRecord { foods: vec![bread()], ..of(Nothing) }.validate().is_err());
        assert!(of(Nothing).validate().is_ok());
        assert!(of(Planned).validate().is_ok(), "what was noted by mistake is taken back");
        assert!(of(Missed).validate().is_err(), "why?");
        assert!(StopRecord { note: Some("Fermé".to_owned()), ..of(Missed) }.validate().is_ok());
    }

    #[test]
    fn what_is_wrong_with_food_is_told_at_its_place() {
        let weightless = NewCollectedFood { grams: Grams::ZERO, ..bread() };
        let record = StopRecord { foods: vec![bread(), weightless], ..of(CollectionStopState::Collected) };
        let errors = crate::problem::FieldError::from_report(&record.validate().unwrap_err());
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/foods/1/grams", "too_small"));
    }
}
