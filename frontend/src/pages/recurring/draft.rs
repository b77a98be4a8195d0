//! What somebody is typing about a surplus that comes back, and what it becomes.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::{number, zone};
use crate::pages::categories::{ChosenCategory, Described};
use crate::pages::offers::product::{AboutProduct, ProductDraft};
use crate::pages::offers::{Given, OfferDraft};
use crate::{browser, json};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::categories::{Category, DateKind};
use shared::ids::{OrganisationId, SiteId};
use shared::local_time::LocalTime;
use shared::problem::FieldError;
use shared::recurring::{NewRecurringSurplus, RecurringSurplus, RecurringSurplusPatch};
use shared::sites::Weekday;
use shared::units::{Grams, Unit};

/// How long before the pick-up an offer is usually published, hours.
const USUAL_LEAD: i64 = 24;

/// A surplus that comes back, as it is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecurringDraft {
    /// What and how much, as of an offer; its date and windows are not asked.
    pub food: OfferDraft,
    /// On which days.
    pub weekdays: Vec<Weekday>,
    /// From when, as `09:00`.
    pub from: String,
    /// Until when, as `12:00`.
    pub until: String,
    /// How long before it is published, hours.
    pub lead_hours: i64,
    /// How many days after the pick-up its date is.
    pub after_days: String,
    /// First day, as `2026-11-25`.
    pub starts_on: String,
    /// Last day, as `2026-11-25`; empty for none.
    pub ends_on: String,
}

impl Default for RecurringDraft {
    fn default() -> Self {
        Self {
            food: OfferDraft::default(),
            weekdays: Vec::new(),
            from: "09:00".to_owned(),
            until: "12:00".to_owned(),
            lead_hours: USUAL_LEAD,
            after_days: String::new(),
            starts_on: String::new(),
            ends_on: String::new(),
        }
    }
}

impl RecurringDraft {
    /// A new one, from today on.
    #[must_use]
    pub fn starting_today() -> Self {
        Self { starts_on: zone::today().to_string(), ..Self::default() }
    }

    fn times(&self) -> Option<(LocalTime, LocalTime, NaiveDate)> {
        Some((self.from.parse().ok()?, self.until.parse().ok()?, self.starts_on.parse().ok()?))
    }

    fn after_days(&self, kind: DateKind) -> Option<i64> {
        let asked = self.food.date_kind == kind;
        self.after_days.trim().parse().ok().filter(|_| asked)
    }

    /// Pointer of the question about its date.
    #[must_use]
    pub fn date_pointer(&self) -> &'static str {
        if self.food.date_kind == DateKind::UseBy { "/use_by_after_days" } else { "/best_before_after_days" }
    }

    fn missing(&self) -> Vec<FieldError> {
        let is_time = |text: &str| text.parse::<LocalTime>().is_ok();
        let is_day = |text: &str| text.parse::<NaiveDate>().is_ok();
        let undated = self.food.date_kind != DateKind::None && self.after_days.trim().parse::<i64>().is_err();
        let errors = [
            ("/pickup_from", !is_time(&self.from)),
            ("/pickup_until", !is_time(&self.until)),
            ("/starts_on", !is_day(&self.starts_on)),
            (self.date_pointer(), undated),
        ];
        let errors = errors.into_iter().filter(|(_, wrong)| *wrong).map(|(at, _)| FieldError::new(at, "required"));
        self.food.missing_food().into_iter().chain(errors).collect()
    }
}

impl Draft for RecurringDraft {
    type Wire = NewRecurringSurplus;

    fn build(&self) -> Result<NewRecurringSurplus, Vec<FieldError>> {
        let missing = self.missing();
        let Some((pickup_from, pickup_until, starts_on)) = self.times() else { return Err(missing) };
        let food = &self.food;
        let surplus = NewRecurringSurplus {
            site_id: food.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            category: food.category.code.clone().unwrap_or_default(),
            title: food.title.trim().to_owned(),
            remarks: optional(&food.remarks),
            unit: food.unit,
            grams_per_unit: food.piece().unwrap_or_default(),
            total_grams: food.total().unwrap_or_default(),
            temperature_class: food.temperature,
            product_name: food.product.name(),
            gtin: food.product.gtin(),
            allergens: food.product.allergens(),
            visibility: food.product.visibility,
            weekdays: self.weekdays.clone(),
            pickup_from,
            pickup_until,
            lead_hours: self.lead_hours,
            use_by_after_days: self.after_days(DateKind::UseBy),
            best_before_after_days: self.after_days(DateKind::BestBefore),
            starts_on,
            ends_on: self.ends_on.parse().ok(),
        };
        checked_beside(missing, surplus)
    }
}

impl Given for RecurringDraft {
    fn given(&self) -> &OfferDraft {
        &self.food
    }

    fn given_mut(&mut self) -> &mut OfferDraft {
        &mut self.food
    }
}

impl AboutProduct for RecurringDraft {
    fn product(&mut self) -> &mut ProductDraft {
        &mut self.food.product
    }
}

impl Described for RecurringDraft {
    fn category(&mut self) -> &mut ChosenCategory {
        self.food.category()
    }

    fn title(&mut self) -> &mut String {
        self.food.title()
    }

    fn take_from(&mut self, category: &Category, name: &str) {
        self.food.take_from(category, name);
    }
}

impl From<&RecurringSurplus> for RecurringDraft {
    fn from(surplus: &RecurringSurplus) -> Self {
        let units = match surplus.unit {
            Unit::Kilogram => surplus.total_grams,
            _ => Grams(surplus.total_grams.0 / surplus.grams_per_unit.0.max(1) * 1_000),
        };
        let (date_kind, days) = match (surplus.use_by_after_days, surplus.best_before_after_days) {
            (Some(days), _) => (DateKind::UseBy, days.to_string()),
            (None, Some(days)) => (DateKind::BestBefore, days.to_string()),
            (None, None) => (DateKind::None, String::new()),
        };
        let food = OfferDraft {
            site: Some(surplus.site.id),
            category: ChosenCategory { text: surplus.category.clone(), code: Some(surplus.category.clone()) },
            title: surplus.title.clone(),
            amount: number::field_kg(units),
            unit: surplus.unit,
            piece_kg: number::field_kg(surplus.grams_per_unit),
            temperature: surplus.temperature_class,
            date_kind,
            remarks: surplus.remarks.clone().unwrap_or_default(),
            published: true,
            ..OfferDraft::default()
        };
        Self {
            food,
            weekdays: surplus.weekdays.clone(),
            from: surplus.pickup_from.to_string(),
            until: surplus.pickup_until.to_string(),
            lead_hours: surplus.lead_hours,
            after_days: days,
            starts_on: surplus.starts_on.to_string(),
            ends_on: surplus.ends_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// The changes between a surplus and what was typed over it.
#[must_use]
pub fn patch(typed: NewRecurringSurplus, before: &RecurringSurplus) -> RecurringSurplusPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    RecurringSurplusPatch {
        title: changed(typed.title, &before.title),
        remarks: changed(typed.remarks, &before.remarks),
        total_grams: changed(typed.total_grams, &before.total_grams),
        weekdays: changed(typed.weekdays, &before.weekdays),
        pickup_from: changed(typed.pickup_from, &before.pickup_from),
        pickup_until: changed(typed.pickup_until, &before.pickup_until),
        lead_hours: changed(typed.lead_hours, &before.lead_hours),
        ends_on: changed(typed.ends_on, &before.ends_on),
    }
}

fn kept_as(organisation: OrganisationId) -> String {
    format!("maillage.recurring-draft.{organisation}")
}

/// The draft of last time, from this device.
#[must_use]
pub fn load(organisation: OrganisationId) -> Option<RecurringDraft> {
    json::read(&browser::stored(&kept_as(organisation))?).ok()
}

/// Keeps the draft on this device, or forgets it.
pub fn keep(organisation: OrganisationId, draft: Option<&RecurringDraft>) {
    browser::store(&kept_as(organisation), &draft.and_then(json::write).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_draft_says_what_is_missing_once_a_field() {
        let draft = RecurringDraft { starts_on: "2026-11-25".to_owned(), ..RecurringDraft::default() };
        let mut pointers: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/category", "/site_id", "/title", "/total_grams", "/weekdays"]);
    }

    #[test]
    fn every_monday_bread() {
        let mut draft = RecurringDraft { starts_on: "2026-11-25".to_owned(), ..RecurringDraft::default() };
        draft.food.site = Some(SiteId(uuid::Uuid::nil()));
        draft.food.category.code = Some("bakery".to_owned());
        "Pain de la veille".clone_into(&mut draft.food.title);
        "15".clone_into(&mut draft.food.amount);
        draft.food.date_kind = DateKind::UseBy;
        draft.weekdays = vec![Weekday::Monday];
        assert_eq!(draft.build().unwrap_err()[0].pointer, "/use_by_after_days");
        "1".clone_into(&mut draft.after_days);
        let surplus = draft.build().unwrap();
        assert_eq!((surplus.total_grams, surplus.use_by_after_days), (Grams(15_000), Some(1)));
        assert_eq!((surplus.pickup_from.to_string(), surplus.lead_hours), ("09:00".to_owned(), 24));
        "08:00".clone_into(&mut draft.until);
        assert_eq!(draft.build().unwrap_err()[0].pointer, "/pickup_until");
    }
}
