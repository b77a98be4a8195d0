//! Something that a shop gave, as it is being typed.

use crate::hooks::optional;
use crate::i18n::number;
use crate::pages::categories::{ChosenCategory, name_of};
use crate::pages::collection_rounds::lines::Line;
use crate::pages::readings::Reading;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::categories::{Category, DateKind};
use shared::cold_chain::DeciCelsius;
use shared::collection_rounds::{CollectedFood, NewCollectedFood};
use shared::units::{Grams, TemperatureClass};
use yew::AttrValue;

/// A food as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FoodDraft {
    /// What kind.
    pub category: ChosenCategory,
    /// What it is; empty: what its category is called.
    pub title: String,
    /// kg as typed.
    pub kg: String,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// Temperature when it was loaded, °C as typed; may be left out.
    pub reading: String,
    /// Which date its label carries.
    pub date_kind: DateKind,
    /// The date, as `2026-11-25`; may be left out.
    pub date: String,
}

impl Default for FoodDraft {
    fn default() -> Self {
        Self {
            category: ChosenCategory::default(),
            title: String::new(),
            kg: String::new(),
            class: TemperatureClass::Ambient,
            reading: String::new(),
            date_kind: DateKind::None,
            date: String::new(),
        }
    }
}

impl Line for FoodDraft {}

impl FoodDraft {
    /// Takes a category, and what food of it usually is like. A reading of food that is kept otherwise is none.
    pub fn choose(&mut self, chosen: ChosenCategory, category: Option<&Category>) {
        self.category = chosen;
        let Some(category) = category else { return };
        if self.class != category.temperature_class {
            self.reading.clear();
        }
        self.class = category.temperature_class;
        self.date_kind = category.date_kind;
    }

    /// What it is, in words.
    #[must_use]
    pub fn name(&self) -> AttrValue {
        optional(&self.title).map_or_else(|| name_of(&self.category), AttrValue::from)
    }

    /// What it weighs.
    ///
    /// # Errors
    /// The code of what is wrong with it.
    pub fn grams(&self) -> Result<Grams, &'static str> {
        if self.kg.trim().is_empty() {
            return Err("required");
        }
        number::parse_decimal(&self.kg).filter(|grams| *grams > 0).map(Grams).ok_or("number")
    }

    /// The temperature as it is asked for of this food.
    #[must_use]
    pub fn loaded_at(&self) -> Reading {
        let mut reading = Reading::new(self.class);
        if self.is_read() {
            reading.typed.clone_from(&self.reading);
        }
        reading
    }

    fn is_read(&self) -> bool {
        // The minus stands in the field of frozen food from the start.
        !matches!(self.reading.trim(), "" | "-" | "−")
    }

    fn temperature(&self) -> Result<Option<DeciCelsius>, &'static str> {
        if self.is_read() { self.loaded_at().value() } else { Ok(None) }
    }

    fn day(&self, kind: DateKind) -> Option<NaiveDate> {
        if self.date_kind == kind { self.date.parse().ok() } else { None }
    }

    /// What is wrong with it that no shared limit can know: where, and the code.
    pub fn wrong(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let errors = [
            ("/category", self.category.wrong()),
            ("/grams", self.grams().err()),
            ("/temperature_decidegrees", self.temperature().err()),
        ];
        errors.into_iter().filter_map(|(at, code)| Some((at, code?)))
    }

    /// As it is sent.
    #[must_use]
    pub fn built(&self) -> NewCollectedFood {
        NewCollectedFood {
            category: self.category.code.clone().unwrap_or_default(),
            title: optional(&self.title),
            grams: self.grams().unwrap_or_default(),
            temperature_class: self.class,
            temperature_decidegrees: self.temperature().unwrap_or_default(),
            use_by: self.day(DateKind::UseBy),
            best_before: self.day(DateKind::BestBefore),
        }
    }
}

impl From<&NewCollectedFood> for FoodDraft {
    fn from(food: &NewCollectedFood) -> Self {
        let (date_kind, date) = match (food.use_by, food.best_before) {
            (Some(day), _) => (DateKind::UseBy, day.to_string()),
            (None, Some(day)) => (DateKind::BestBefore, day.to_string()),
            (None, None) => (DateKind::None, String::new()),
        };
        let reading = food.temperature_decidegrees.map(|reading| number::decimal(reading.0.saturating_mul(100)));
        let coded = ChosenCategory { text: food.category.clone(), code: Some(food.category.clone()) };
        let name = name_of(&coded).to_string();
        // What nobody has named is called as its category is.
        let title = food.title.clone().filter(|title| *title != name).unwrap_or_default();
        Self {
            category: ChosenCategory { text: name, ..coded },
            title,
            kg: number::field_kg(food.grams),
            class: food.temperature_class,
            reading: reading.unwrap_or_default(),
            date_kind,
            date,
        }
    }
}

impl From<&CollectedFood> for FoodDraft {
    fn from(food: &CollectedFood) -> Self {
        Self::from(&NewCollectedFood {
            category: food.category.clone(),
            title: Some(food.title.clone()),
            grams: food.grams,
            temperature_class: food.temperature_class,
            temperature_decidegrees: food.temperature_decidegrees,
            use_by: food.use_by,
            best_before: food.best_before,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::bread_typed;

    fn yoghurt(reading: &str) -> FoodDraft {
        FoodDraft {
            category: ChosenCategory { text: "Yaourts".to_owned(), code: Some("dairy.yoghurt".to_owned()) },
            kg: "8".to_owned(),
            class: TemperatureClass::Chilled,
            reading: reading.to_owned(),
            ..FoodDraft::default()
        }
    }

    #[test]
    fn what_is_missing_is_said_and_a_temperature_may_be_left_out() {
        let wrong = |food: &FoodDraft| food.wrong().collect::<Vec<_>>();
        assert_eq!(wrong(&FoodDraft::default()), [("/category", "required"), ("/grams", "required")]);
        assert!(wrong(&yoghurt("")).is_empty());
        assert_eq!(wrong(&yoghurt("frais")), [("/temperature_decidegrees", "number")]);
        assert_eq!(wrong(&FoodDraft { kg: "0".to_owned(), ..yoghurt("3") }), [("/grams", "number")]);
        let unknown = ChosenCategory { text: "Yaou".to_owned(), code: None };
        assert_eq!(wrong(&FoodDraft { category: unknown, ..yoghurt("3") }), [("/category", "unknown_category")]);
    }

    #[test]
    fn what_is_typed_is_sent_and_reads_back() {
        let sent = yoghurt("3,5").built();
        assert_eq!((sent.grams, sent.temperature_decidegrees), (Grams(8_000), Some(DeciCelsius(35))));
        assert_eq!((sent.title.as_deref(), sent.use_by), (None, None));
        assert_eq!(FoodDraft::from(&sent).built(), sent);
        let frozen = FoodDraft { class: TemperatureClass::Frozen, reading: "−".to_owned(), ..yoghurt("") };
        assert_eq!(frozen.built().temperature_decidegrees, None);
        let dated = FoodDraft { date_kind: DateKind::UseBy, date: "2026-12-05".to_owned(), ..yoghurt("3") };
        assert_eq!(dated.built().use_by, "2026-12-05".parse().ok());
    }

    #[test]
    fn another_category_brings_its_own_way_of_keeping() {
        let fish = Category {
            code: "frozen.fish".to_owned(),
            parent: Some("frozen".to_owned()),
            label_fr: "Poissons surgelés".to_owned(),
            label_en: "Frozen fish".to_owned(),
            temperature_class: TemperatureClass::Frozen,
            unit: shared::units::Unit::Kilogram,
            date_kind: DateKind::BestBefore,
        };
        let mut food = yoghurt("3,5");
        food.choose(ChosenCategory { text: "Poissons surgelés".to_owned(), code: Some(fish.code.clone()) }, Some(&fish));
        assert_eq!(
            (food.class, food.reading.as_str(), food.date_kind),
            (TemperatureClass::Frozen, "", DateKind::BestBefore)
        );
        assert_eq!(food.kg, "8", "what was weighed stays");
        let bread = &bread_typed("12,5").foods[0];
        assert!(bread.is_begun() && !FoodDraft::default().is_begun());
    }
}
