//! The end of a round, as it is being typed: how cold the food has arrived, and where it is put.

use crate::hooks::{Draft, checked_beside, optional};
use crate::pages::readings::Reading;
use shared::cold_chain::DeciCelsius;
use shared::collection_rounds::{CollectionFinish, CollectionRound};
use shared::problem::FieldError;
use shared::units::TemperatureClass;

/// The classes of food that a round brings.
#[must_use]
pub fn brought(round: &CollectionRound) -> Vec<TemperatureClass> {
    round.stops.iter().flat_map(|stop| &stop.foods).map(|food| food.temperature_class).collect()
}

/// The end as text.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishDraft {
    /// What the round brings.
    pub brought: Vec<TemperatureClass>,
    /// Temperature of the chilled food.
    pub chilled: Reading,
    /// Temperature of the frozen food.
    pub frozen: Reading,
    /// Where in the store it is put.
    pub shelf: String,
}

impl FinishDraft {
    /// Nothing typed yet, for what this round brings.
    #[must_use]
    pub fn new(round: &CollectionRound) -> Self {
        Self {
            brought: brought(round),
            chilled: Reading::new(TemperatureClass::Chilled),
            frozen: Reading::new(TemperatureClass::Frozen),
            shelf: String::new(),
        }
    }

    /// The temperature of a class; none for what needs none.
    #[must_use]
    pub const fn reading(&self, class: TemperatureClass) -> Option<&Reading> {
        match class {
            TemperatureClass::Ambient => None,
            TemperatureClass::Chilled => Some(&self.chilled),
            TemperatureClass::Frozen => Some(&self.frozen),
        }
    }

    /// Whether the temperature of a class is asked for: some of it is brought, or somebody has typed one.
    #[must_use]
    pub fn asks(&self, class: TemperatureClass) -> bool {
        self.reading(class).is_some_and(|reading| self.brought.contains(&class) || *reading != Reading::new(class))
    }

    fn value(&self, class: TemperatureClass) -> Result<Option<DeciCelsius>, &'static str> {
        match self.reading(class) {
            Some(reading) if self.asks(class) => reading.value(),
            _ => Ok(None),
        }
    }
}

impl Draft for FinishDraft {
    type Wire = CollectionFinish;

    fn build(&self) -> Result<CollectionFinish, Vec<FieldError>> {
        let (chilled, frozen) = (self.value(TemperatureClass::Chilled), self.value(TemperatureClass::Frozen));
        let wrong = [("/chilled_decidegrees", chilled.err()), ("/frozen_decidegrees", frozen.err())];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let told = CollectionFinish {
            chilled_decidegrees: chilled.unwrap_or_default(),
            frozen_decidegrees: frozen.unwrap_or_default(),
            shelf: optional(&self.shelf),
        };
        checked_beside(wrong, told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::{sheet, stop};
    use shared::collection_rounds::{CollectedFood, CollectionStopState};
    use shared::units::Grams;

    fn bringing(classes: &[TemperatureClass]) -> FinishDraft {
        let mut shop = stop(1, CollectionStopState::Collected);
        shop.foods.extend(classes.iter().map(|class| CollectedFood {
            category: "mixed".to_owned(),
            title: "Lot".to_owned(),
            grams: Grams(1_000),
            temperature_class: *class,
            temperature_decidegrees: None,
            use_by: None,
            best_before: None,
            lot_id: None,
        }));
        FinishDraft::new(&sheet(shop).round)
    }

    #[test]
    fn cold_food_needs_its_temperature_on_arrival_and_dry_food_none() {
        let dry = bringing(&[TemperatureClass::Ambient]);
        assert_eq!(dry.build().unwrap(), CollectionFinish::default());
        let cold = bringing(&[TemperatureClass::Chilled, TemperatureClass::Frozen]);
        let said: Vec<_> = cold.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect();
        let required = |at: &str| (at.to_owned(), "temperature_required".to_owned());
        assert_eq!(said, [required("/chilled_decidegrees"), required("/frozen_decidegrees")]);
        let mut read = cold;
        read.chilled.typed = "3,5".to_owned();
        read.frozen.typed = "−18".to_owned();
        read.shelf = " Chambre froide 2 ".to_owned();
        let told = read.build().unwrap();
        assert_eq!((told.chilled_decidegrees, told.frozen_decidegrees), (Some(DeciCelsius(35)), Some(DeciCelsius(-180))));
        assert_eq!(told.shelf.as_deref(), Some("Chambre froide 2"));
    }

    #[test]
    fn what_another_driver_has_noted_meanwhile_can_be_answered() {
        let mut dry = bringing(&[TemperatureClass::Ambient]);
        assert!(!dry.asks(TemperatureClass::Chilled) && !dry.asks(TemperatureClass::Ambient));
        dry.chilled.typed = "4".to_owned();
        assert!(dry.asks(TemperatureClass::Chilled));
        assert_eq!(dry.build().unwrap().chilled_decidegrees, Some(DeciCelsius(40)));
    }
}
