//! What somebody types at the dock, and the lot it becomes.

use super::donor::DonorDraft;
use crate::hooks::{Draft, checked_beside, optional};
use crate::pages::categories::{ChosenCategory, Described};
use crate::pages::offers::{Given, OfferDraft};
use crate::pages::readings::Reading;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::categories::{Category, DateKind};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::products;
use shared::stock::{FundingSource, NewLot};
use shared::units::TemperatureClass;

/// A lot as it is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LotDraft {
    /// What, how much, how kept, until when, where: asked as of an offer.
    pub food: OfferDraft,
    /// Temperature on arrival, °C as typed.
    pub reading: String,
    /// Who gave or sold it.
    pub donor: DonorDraft,
    /// Digits of the barcode.
    pub gtin: String,
    /// The producer's batch number.
    pub lot_number: String,
    /// Who paid for it.
    pub funding: FundingSource,
    /// Where in the store it is put.
    pub shelf: String,
    /// What else there is to say.
    pub note: String,
}

impl Default for LotDraft {
    fn default() -> Self {
        Self {
            food: OfferDraft::default(),
            reading: String::new(),
            donor: DonorDraft::default(),
            gtin: String::new(),
            lot_number: String::new(),
            funding: FundingSource::Gift,
            shelf: String::new(),
            note: String::new(),
        }
    }
}

impl LotDraft {
    /// The next lot of the same delivery: what is the same for all of it stays.
    #[must_use]
    pub fn next(&self) -> Self {
        Self {
            food: OfferDraft { site: self.food.site, ..OfferDraft::default() },
            donor: self.donor.clone(),
            funding: self.funding,
            ..Self::default()
        }
    }

    /// The temperature as it is asked for of this food.
    #[must_use]
    pub fn arrival(&self) -> Reading {
        let mut reading = Reading::new(self.food.temperature);
        if !matches!(self.reading.trim(), "" | "-" | "−") {
            reading.typed.clone_from(&self.reading);
        }
        reading
    }

    /// Whether anything is said of what few lots need.
    #[must_use]
    pub fn says_more(&self) -> bool {
        let texts = [&self.gtin, &self.lot_number, &self.shelf, &self.note, &self.food.frozen_on];
        texts.iter().any(|text| !text.trim().is_empty())
    }

    fn day(&self, kind: DateKind) -> Option<NaiveDate> {
        if self.food.date_kind == kind { self.food.date.parse().ok() } else { None }
    }

    /// The day of freezing; only what is kept frozen has one.
    fn frozen_on(&self) -> Option<NaiveDate> {
        self.food.frozen_on.parse().ok().filter(|_| self.food.temperature == TemperatureClass::Frozen)
    }

    /// What no shared limit can know to be missing.
    fn missing(&self) -> Vec<FieldError> {
        let food = &self.food;
        let undated = food.date_kind != DateKind::None && food.date.parse::<NaiveDate>().is_err();
        let date_at = if food.date_kind == DateKind::UseBy { "/use_by" } else { "/best_before" };
        let errors = [
            ("/category", food.category.wrong()),
            ("/grams", food.total().err()),
            ("/grams_per_unit", food.piece().is_none().then_some("number")),
            (date_at, undated.then_some("required")),
            ("/temperature_decidegrees", self.arrival().value().err()),
            ("/site_id", food.site.is_none().then_some("required")),
        ];
        errors.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect()
    }
}

impl Described for LotDraft {
    fn category(&mut self) -> &mut ChosenCategory {
        &mut self.food.category
    }

    fn title(&mut self) -> &mut String {
        &mut self.food.title
    }

    fn take_from(&mut self, category: &Category, name: &str) {
        let before = self.food.temperature;
        self.food.take_from(category, name);
        if self.food.temperature != before {
            // A reading of food that is kept otherwise is none.
            self.reading.clear();
        }
    }
}

impl Given for LotDraft {
    fn given(&self) -> &OfferDraft {
        &self.food
    }

    fn given_mut(&mut self) -> &mut OfferDraft {
        &mut self.food
    }
}

impl Draft for LotDraft {
    type Wire = NewLot;

    fn build(&self) -> Result<NewLot, Vec<FieldError>> {
        let food = &self.food;
        let lot = NewLot {
            site_id: food.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            donor_id: self.donor.id,
            donor_name: self.donor.name(),
            category: food.category.code.clone().unwrap_or_default(),
            title: food.title.trim().to_owned(),
            gtin: optional(&self.gtin).map(|typed| products::gtin14(&typed).unwrap_or(typed)),
            lot_number: optional(&self.lot_number),
            unit: food.unit,
            grams_per_unit: food.piece().unwrap_or_default(),
            grams: food.total().unwrap_or_default(),
            use_by: self.day(DateKind::UseBy),
            best_before: self.day(DateKind::BestBefore),
            frozen_on: self.frozen_on(),
            funding_source: self.funding,
            temperature_class: food.temperature,
            temperature_decidegrees: self.arrival().value().unwrap_or_default(),
            shelf: optional(&self.shelf),
            note: optional(&self.note),
            received_at: None,
        };
        checked_beside(self.missing(), lot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::cold_chain::DeciCelsius;
    use shared::units::Grams;

    fn pointers(draft: &LotDraft) -> Vec<String> {
        let mut pointers: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        pointers
    }

    fn yoghurt() -> LotDraft {
        let food = OfferDraft {
            site: Some(SiteId(uuid::Uuid::from_u128(1))),
            category: ChosenCategory { text: "Yaourts".to_owned(), code: Some("dairy.yoghurt".to_owned()) },
            title: "Yaourts nature".to_owned(),
            amount: "12,5".to_owned(),
            temperature: TemperatureClass::Chilled,
            date_kind: DateKind::UseBy,
            date: "2026-12-05".to_owned(),
            ..OfferDraft::default()
        };
        LotDraft { food, reading: "4".to_owned(), ..LotDraft::default() }
    }

    #[test]
    fn what_is_missing_is_said_once_at_its_field() {
        assert_eq!(pointers(&LotDraft::default()), ["/category", "/grams", "/site_id", "/title"]);
        let unread = LotDraft { reading: String::new(), ..yoghurt() };
        assert_eq!(pointers(&unread), ["/temperature_decidegrees"]);
        assert_eq!(unread.build().unwrap_err()[0].code, "temperature_required");
        let wrong = LotDraft { gtin: "3017620422004".to_owned(), ..yoghurt() };
        assert_eq!(pointers(&wrong), ["/gtin"]);
    }

    #[test]
    fn what_is_typed_becomes_a_lot() {
        let lot = LotDraft { gtin: "3017 6204 2200 3".to_owned(), ..yoghurt() }.build().unwrap();
        assert_eq!((lot.grams, lot.temperature_decidegrees), (Grams(12_500), Some(DeciCelsius(40))));
        assert_eq!(
            (lot.gtin.as_deref(), lot.use_by, lot.best_before),
            (Some("03017620422003"), "2026-12-05".parse().ok(), None)
        );
    }

    #[test]
    fn a_reading_follows_the_class() {
        let mut frozen = LotDraft { reading: String::new(), ..yoghurt() };
        frozen.food.temperature = TemperatureClass::Frozen;
        assert_eq!(frozen.arrival().typed, "−");
        let dry = LotDraft { food: OfferDraft { temperature: TemperatureClass::Ambient, ..yoghurt().food }, ..yoghurt() };
        assert_eq!(dry.build().unwrap().temperature_decidegrees, None);
    }

    #[test]
    fn the_next_lot_comes_from_the_same_donor() {
        let donor = DonorDraft { text: "Maraîcher".to_owned(), id: None };
        let first = LotDraft { donor: donor.clone(), funding: FundingSource::State, shelf: "B2".to_owned(), ..yoghurt() };
        let next = first.next();
        assert_eq!((next.donor, next.funding, next.food.site), (donor, FundingSource::State, first.food.site));
        assert!(next.food.title.is_empty() && next.shelf.is_empty() && next.reading.is_empty());
    }
}
