//! What came of a stop, as it is being typed.

use super::food::FoodDraft;
use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::t;
use crate::merging::{Merge, Part};
use crate::pages::collection_rounds::lines::{Line, Lined};
use crate::pages::collection_rounds::sheet::Sheet;
use crate::pages::collection_rounds::words;
use serde::{Deserialize, Serialize};
use shared::collection_rounds::{CollectionStopState, MAX_STOP_FOODS, StopRecord};
use shared::problem::FieldError;
use shared::units::Grams;
use yew::AttrValue;

/// A stop as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StopDraft {
    /// What came of it.
    pub state: CollectionStopState,
    /// What was given, the one being typed included; never none.
    pub foods: Vec<FoodDraft>,
    /// What there is to say of it.
    pub remark: String,
}

impl Default for StopDraft {
    /// Most shops give something: the form begins there.
    fn default() -> Self {
        Self { state: CollectionStopState::Collected, foods: vec![FoodDraft::default()], remark: String::new() }
    }
}

impl StopDraft {
    /// A record as it was typed.
    #[must_use]
    pub fn of(record: &StopRecord) -> Self {
        let foods = record.foods.iter().map(FoodDraft::from).collect();
        Self { state: record.state, foods, remark: record.note.clone().unwrap_or_default() }.never_none()
    }

    fn never_none(mut self) -> Self {
        if self.foods.is_empty() {
            self.foods.push(FoodDraft::default());
        }
        self
    }

    /// What was given: nothing unless the shop gave something.
    fn given(&self) -> &[FoodDraft] {
        if self.state == CollectionStopState::Collected { self.begun() } else { &[] }
    }

    /// All that is given so far.
    #[must_use]
    pub fn total(&self) -> Grams {
        self.given().iter().filter_map(|food| food.grams().ok()).fold(Grams::ZERO, Grams::plus)
    }

    /// How many foods are given so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.given().iter().filter(|food| food.is_begun()).count()
    }

    /// What was given, in words.
    #[must_use]
    pub fn words(&self) -> AttrValue {
        let begun = self.given().iter().filter(|food| food.is_begun());
        let named = begun.map(|food| words::food(&food.name(), food.grams().unwrap_or_default()));
        named.collect::<Vec<_>>().join(", ").into()
    }

    /// What there is to say of it.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        optional(&self.remark)
    }
}

impl Lined for StopDraft {
    type Item = FoodDraft;
    const POINTER: &'static str = "/foods";
    const MOST: usize = MAX_STOP_FOODS;

    fn lines(&self) -> &[FoodDraft] {
        &self.foods
    }

    fn lines_mut(&mut self) -> &mut Vec<FoodDraft> {
        &mut self.foods
    }
}

impl From<&Sheet> for StopDraft {
    fn from(sheet: &Sheet) -> Self {
        let Some(stop) = sheet.stop().filter(|stop| stop.state != CollectionStopState::Planned) else {
            return Self::default();
        };
        let foods = stop.foods.iter().map(FoodDraft::from).collect();
        Self { state: stop.state, foods, remark: stop.note.clone().unwrap_or_default() }.never_none()
    }
}

impl Draft for StopDraft {
    type Wire = StopRecord;

    fn build(&self) -> Result<StopRecord, Vec<FieldError>> {
        let wrong = self.given().iter().enumerate().flat_map(|(place, food)| {
            food.wrong().map(move |(at, code)| FieldError::new(format!("/foods/{place}{at}"), code))
        });
        let foods = self.given().iter().map(FoodDraft::built).collect();
        let record = StopRecord { state: self.state, foods, note: self.note(), at: None };
        checked_beside(wrong.collect(), record)
    }
}

impl Merge for StopDraft {
    fn parts() -> Vec<Part<Self>> {
        vec![
            Part {
                pointer: "/state",
                label: t!("collection_stop.what"),
                words: |draft| match draft.state {
                    CollectionStopState::Collected => draft.words(),
                    state => words::stop_state(state),
                },
                take: |draft, from| {
                    draft.state = from.state;
                    draft.foods.clone_from(&from.foods);
                },
            },
            Part {
                pointer: "/note",
                label: t!("collection_stop.note"),
                words: |draft| draft.note().unwrap_or_default().into(),
                take: |draft, from| draft.remark.clone_from(&from.remark),
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::{bread_typed, sheet, stop};
    use shared::collection_rounds::CollectedFood;
    use shared::units::TemperatureClass;

    fn said(draft: &StopDraft) -> Vec<(String, String)> {
        draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn what_a_shop_gave_becomes_a_record() {
        let record = bread_typed("12,5").build().unwrap();
        assert_eq!((record.state, record.foods.len(), record.at), (CollectionStopState::Collected, 1, None));
        assert_eq!((record.foods[0].category.as_str(), record.foods[0].grams), ("bakery", Grams(12_500)));
        assert_eq!(StopDraft::of(&record).build().unwrap(), record);
    }

    #[test]
    fn a_food_that_nobody_has_begun_is_none_unless_it_is_the_only_one() {
        let mut draft = bread_typed("12,5");
        assert_eq!(draft.add(), 1);
        assert_eq!(draft.add(), 1, "it is there already");
        assert_eq!((draft.build().unwrap().foods.len(), draft.count(), draft.total()), (1, 1, Grams(12_500)));
        draft.foods[1].kg = "8".to_owned();
        assert_eq!(said(&draft), [("/foods/1/category".to_owned(), "required".to_owned())]);
        assert_eq!((draft.wrong_at(0).len(), draft.wrong_at(1).len()), (0, 1));
        draft.remove(1);
        draft.remove(0);
        assert_eq!(draft.foods, [FoodDraft::default()], "there is always one to type");
        let at: Vec<_> = said(&draft).into_iter().map(|(at, _)| at).collect();
        assert_eq!(at, ["/foods/0/category", "/foods/0/grams"]);
    }

    #[test]
    fn a_shop_without_anything_sends_no_food_and_a_closed_door_says_why() {
        let nothing = StopDraft { state: CollectionStopState::Nothing, ..bread_typed("12,5") };
        let record = nothing.build().unwrap();
        assert!(record.foods.is_empty() && record.note.is_none());
        let missed = StopDraft { state: CollectionStopState::Missed, ..StopDraft::default() };
        assert_eq!(said(&missed), [("/note".to_owned(), "required".to_owned())]);
        let told = StopDraft { remark: " Fermé pour inventaire ".to_owned(), ..missed };
        assert_eq!(told.build().unwrap().note.as_deref(), Some("Fermé pour inventaire"));
    }

    #[test]
    fn the_form_begins_with_what_was_noted() {
        assert_eq!(StopDraft::from(&sheet(stop(1, CollectionStopState::Planned))), StopDraft::default());
        let mut noted = stop(1, CollectionStopState::Collected);
        noted.foods.push(CollectedFood {
            category: "bakery".to_owned(),
            title: "Pain".to_owned(),
            grams: Grams(4_000),
            temperature_class: TemperatureClass::Ambient,
            temperature_decidegrees: None,
            use_by: None,
            best_before: None,
            lot_id: None,
        });
        let draft = StopDraft::from(&sheet(noted));
        assert_eq!((draft.count(), draft.words().as_str()), (1, "Pain\u{a0}4\u{a0}kg"));
    }

    #[test]
    fn parts_copy_what_they_say() {
        let from = StopDraft { remark: "Demander Karine".to_owned(), ..bread_typed("12,5") };
        let mut draft = StopDraft::default();
        for part in StopDraft::parts() {
            (part.take)(&mut draft, &from);
            assert_eq!((part.words)(&draft), (part.words)(&from), "{}", part.pointer);
        }
        assert_eq!(draft, from);
    }
}
