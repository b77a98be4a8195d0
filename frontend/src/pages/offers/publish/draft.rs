//! What somebody is typing about a surplus, and the offer it becomes.

use super::window::WindowDraft;
use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::{number, zone};
use crate::pages::categories::{ChosenCategory, Described, propose};
use crate::pages::offers::check::{CheckDraft, Checking};
use crate::pages::offers::product::{AboutProduct, ProductDraft};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::cascades::FirstCalled;
use shared::categories::{Category, DateKind};
use shared::ids::{LotId, SiteId};
use shared::offers::{NewBestBeforeCheck, NewOffer, Offer, OfferPatch, PickupWindow};
use shared::problem::FieldError;
use shared::units::{Grams, TemperatureClass, Unit};

/// A surplus as it is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferDraft {
    /// Where the food is.
    pub site: Option<SiteId>,
    /// What kind of food.
    pub category: ChosenCategory,
    /// What it is.
    pub title: String,
    /// The title that the category suggested; it gives way to the next suggestion.
    pub suggested: String,
    /// How many units.
    pub amount: String,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit, kg.
    pub piece_kg: String,
    /// How it must be kept.
    pub temperature: TemperatureClass,
    /// Which date its label carries.
    pub date_kind: DateKind,
    /// The date, as `2026-11-25`.
    pub date: String,
    /// Windows chosen among the proposed ones.
    pub quick: Vec<WindowDraft>,
    /// Windows typed.
    pub typed: Vec<WindowDraft>,
    /// What the taker should know.
    pub remarks: String,
    /// What is on its label.
    pub product: ProductDraft,
    /// What was looked at, where its best-before day is over.
    pub check: CheckDraft,
    /// The day on which its giver has frozen it, as `2026-11-25`.
    pub frozen_on: String,
    /// To whom it is proposed first.
    pub first: FirstCalled,
    /// The lot in stock that it is of: what that knows is not asked.
    pub lot: Option<LotId>,
    /// Whether it is published already: a check or a freezing is then recorded on its page.
    pub published: bool,
}

impl Default for OfferDraft {
    fn default() -> Self {
        Self {
            site: None,
            category: ChosenCategory::default(),
            title: String::new(),
            suggested: String::new(),
            amount: String::new(),
            unit: Unit::Kilogram,
            piece_kg: "1".to_owned(),
            temperature: TemperatureClass::Ambient,
            date_kind: DateKind::None,
            date: String::new(),
            quick: Vec::new(),
            typed: Vec::new(),
            remarks: String::new(),
            product: ProductDraft::default(),
            check: CheckDraft::default(),
            frozen_on: String::new(),
            first: FirstCalled::default(),
            lot: None,
            published: false,
        }
    }
}

impl OfferDraft {
    /// Whether anything was typed; where the food is, the form says by itself.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        *self != Self { site: self.site, ..Self::default() }
    }

    /// Counts in another unit, whose usual weight it takes.
    pub fn count_in(&mut self, unit: Unit) {
        if self.unit != unit {
            self.unit = unit;
            self.piece_kg = number::field_kg(usual_weight(unit));
        }
    }

    /// Weight of one unit, where it is a number.
    pub fn piece(&self) -> Option<Grams> {
        match self.unit {
            Unit::Kilogram => Some(Grams(1_000)),
            _ => number::parse_decimal(&self.piece_kg).map(Grams),
        }
    }

    /// All windows.
    pub fn windows(&self) -> impl Iterator<Item = &WindowDraft> {
        self.quick.iter().chain(&self.typed)
    }

    /// # Errors
    /// The code of what is wrong with the quantity.
    pub fn total(&self) -> Result<Grams, &'static str> {
        if self.amount.trim().is_empty() {
            return Err("required");
        }
        let thousandths = number::parse_decimal(&self.amount).ok_or("number")?;
        if self.unit == Unit::Kilogram {
            return Ok(Grams(thousandths));
        }
        if thousandths % 1_000 != 0 {
            return Err("not_whole_units");
        }
        Ok(Grams((thousandths / 1_000).saturating_mul(self.piece().unwrap_or(Grams(1)).0)))
    }

    fn date(&self, kind: DateKind) -> Option<NaiveDate> {
        if self.date_kind == kind { self.date.parse().ok() } else { None }
    }

    /// Whether somebody must have looked at it: its best-before day is over. A lot is looked at in stock.
    #[must_use]
    pub fn needs_check(&self) -> bool {
        !self.published && self.lot.is_none() && self.date(DateKind::BestBefore).is_some_and(|day| day < zone::today())
    }

    fn check_told(&self) -> Option<NewBestBeforeCheck> {
        self.needs_check().then(|| self.check.told())
    }

    /// The day of freezing; only what is kept frozen has one.
    fn frozen(&self) -> Option<NaiveDate> {
        let asked = self.temperature == TemperatureClass::Frozen && !self.published;
        self.frozen_on.parse().ok().filter(|_| asked)
    }

    /// What is missing of where, what and how much: what no shared limit can know.
    pub fn missing_food(&self) -> Vec<FieldError> {
        let errors = [
            ("/category", self.category.wrong()),
            ("/total_grams", self.total().err()),
            ("/grams_per_unit", self.piece().is_none().then_some("number")),
            ("/site_id", self.site.is_none().then_some("required")),
        ];
        let errors = errors.into_iter().filter_map(|(pointer, code)| Some(FieldError::new(pointer, code?)));
        errors.chain(self.product.missing()).collect()
    }

    /// The same for all of it.
    fn missing(&self) -> Vec<FieldError> {
        let date_pointer = if self.date_kind == DateKind::UseBy { "/use_by" } else { "/best_before" };
        let undated = self.date_kind != DateKind::None && self.date.parse::<NaiveDate>().is_err();
        let unreadable = self.windows().any(|window| window.build().is_none());
        let failed = self.check_told().is_some_and(|check| !check.passes());
        let errors = [
            (date_pointer, undated.then_some("required")),
            ("/pickup_windows", unreadable.then_some("window_order")),
            ("/best_before_check", failed.then_some("check_failed")),
        ];
        let errors = errors.into_iter().filter_map(|(pointer, code)| Some(FieldError::new(pointer, code?)));
        self.missing_food().into_iter().chain(errors).collect()
    }
}

/// What one unit usually weighs: where the form starts.
const fn usual_weight(unit: Unit) -> Grams {
    Grams(match unit {
        Unit::Kilogram | Unit::Litre => 1_000,
        Unit::Piece => 500,
        Unit::Portion => 350,
        Unit::Carton => 8_000,
        Unit::Crate => 12_000,
        Unit::Pallet => 400_000,
    })
}

impl Described for OfferDraft {
    fn category(&mut self) -> &mut ChosenCategory {
        &mut self.category
    }

    fn title(&mut self) -> &mut String {
        &mut self.title
    }

    fn take_from(&mut self, category: &Category, name: &str) {
        propose(&mut self.title, &mut self.suggested, name);
        self.temperature = category.temperature_class;
        self.date_kind = category.date_kind;
        self.count_in(category.unit);
    }
}

impl AboutProduct for OfferDraft {
    fn product(&mut self) -> &mut ProductDraft {
        &mut self.product
    }

    fn asks_gtin(&self) -> bool {
        self.lot.is_none()
    }
}

impl Checking for OfferDraft {
    const POINTERS: [&'static str; 2] = ["/best_before_check", "/best_before_check/note"];

    fn check(&mut self) -> &mut CheckDraft {
        &mut self.check
    }
}

impl Draft for OfferDraft {
    type Wire = NewOffer;

    fn build(&self) -> Result<NewOffer, Vec<FieldError>> {
        let mut windows: Vec<PickupWindow> = self.windows().filter_map(WindowDraft::build).collect();
        windows.sort_unstable();
        windows.dedup();
        let offer = NewOffer {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            category: self.category.code.clone().unwrap_or_default(),
            title: self.title.trim().to_owned(),
            remarks: optional(&self.remarks),
            unit: self.unit,
            grams_per_unit: self.piece().unwrap_or_default(),
            total_grams: self.total().unwrap_or_default(),
            temperature_class: self.temperature,
            use_by: self.date(DateKind::UseBy),
            best_before: self.date(DateKind::BestBefore),
            best_before_check: self.check_told(),
            frozen_on: self.frozen(),
            product_name: self.product.name(),
            gtin: self.product.gtin(),
            allergens: self.product.allergens(),
            visibility: self.product.visibility,
            pickup_windows: windows,
            first: self.first,
            lot_id: self.lot,
        };
        checked_beside(self.missing(), offer)
    }
}

impl From<&Offer> for OfferDraft {
    fn from(offer: &Offer) -> Self {
        let thousandths = match offer.unit {
            Unit::Kilogram => offer.total_grams,
            _ => Grams(offer.total_grams.0 / offer.grams_per_unit.0.max(1) * 1_000),
        };
        let (date_kind, date) = match (offer.use_by, offer.best_before) {
            (Some(day), _) => (DateKind::UseBy, day.to_string()),
            (None, Some(day)) => (DateKind::BestBefore, day.to_string()),
            (None, None) => (DateKind::None, String::new()),
        };
        Self {
            site: Some(offer.site.id),
            category: ChosenCategory { text: offer.category.clone(), code: Some(offer.category.clone()) },
            title: offer.title.clone(),
            suggested: String::new(),
            amount: number::field_kg(thousandths),
            unit: offer.unit,
            piece_kg: number::field_kg(offer.grams_per_unit),
            temperature: offer.temperature_class,
            date_kind,
            date,
            quick: Vec::new(),
            typed: offer.pickup_windows.iter().map(WindowDraft::from).collect(),
            remarks: offer.remarks.clone().unwrap_or_default(),
            product: ProductDraft::new(
                offer.product_name.as_deref(),
                offer.gtin.as_deref(),
                offer.allergens.as_deref(),
                offer.visibility,
            ),
            check: CheckDraft::default(),
            frozen_on: String::new(),
            first: FirstCalled::default(),
            lot: offer.lot_id,
            published: true,
        }
    }
}

/// The changes between an offer and what was typed over it.
#[must_use]
pub fn patch(typed: NewOffer, before: &Offer) -> OfferPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    OfferPatch {
        category: changed(typed.category, &before.category),
        title: changed(typed.title, &before.title),
        remarks: changed(typed.remarks, &before.remarks),
        total_grams: changed(typed.total_grams, &before.total_grams),
        use_by: changed(typed.use_by, &before.use_by),
        best_before: changed(typed.best_before, &before.best_before),
        product_name: changed(typed.product_name, &before.product_name),
        gtin: changed(typed.gtin, &before.gtin),
        allergens: changed(typed.allergens, &before.allergens),
        visibility: changed(typed.visibility, &before.visibility),
        pickup_windows: changed(typed.pickup_windows, &before.pickup_windows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(draft: &OfferDraft) -> Vec<(String, String)> {
        draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn an_empty_draft_says_what_is_missing_once_a_field() {
        let mut pointers: Vec<_> = codes(&OfferDraft::default()).into_iter().map(|(pointer, _)| pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/category", "/pickup_windows", "/site_id", "/title", "/total_grams"]);
    }

    #[test]
    fn a_form_that_was_only_opened_is_not_begun() {
        let opened = OfferDraft { site: Some(SiteId(uuid::Uuid::from_u128(1))), ..OfferDraft::default() };
        assert!(!opened.is_begun());
        assert!(OfferDraft { title: "Pains".to_owned(), ..opened }.is_begun());
    }

    #[test]
    fn an_offer_of_a_lot_is_not_looked_at_anew() {
        let over = OfferDraft { date_kind: DateKind::BestBefore, date: "2020-01-01".to_owned(), ..OfferDraft::default() };
        let of_lot = OfferDraft { lot: Some(LotId(uuid::Uuid::from_u128(1))), ..over };
        assert!(!of_lot.needs_check() && of_lot.is_begun());
        assert!(codes(&of_lot).iter().all(|(pointer, _)| pointer != "/best_before_check"));
    }

    #[test]
    fn units_become_grams() {
        let mut draft = OfferDraft { amount: "12".to_owned(), ..OfferDraft::default() };
        assert_eq!(draft.total(), Ok(Grams(12_000)));
        draft.count_in(Unit::Carton);
        assert_eq!(draft.total(), Ok(Grams(96_000)));
        draft.amount = "2,5".to_owned();
        assert_eq!(draft.total(), Err("not_whole_units"));
        draft.count_in(Unit::Kilogram);
        assert_eq!(draft.total(), Ok(Grams(2_500)));
    }

    #[test]
    fn a_title_typed_by_hand_survives_another_category() {
        let category = |code: &str| Category {
            code: code.to_owned(),
            parent: None,
            label_fr: String::new(),
            label_en: String::new(),
            temperature_class: TemperatureClass::Chilled,
            unit: Unit::Kilogram,
            date_kind: DateKind::UseBy,
        };
        let mut draft = OfferDraft::default();
        draft.take_from(&category("dairy"), "Produits laitiers");
        draft.take_from(&category("dairy.cheese"), "Fromages");
        assert_eq!(
            (draft.title.as_str(), draft.temperature, draft.date_kind),
            ("Fromages", TemperatureClass::Chilled, DateKind::UseBy)
        );
        draft.title = "Comté 18 mois".to_owned();
        draft.take_from(&category("dairy"), "Produits laitiers");
        assert_eq!(draft.title, "Comté 18 mois");
    }
}
