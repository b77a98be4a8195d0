//! What somebody types about a shop.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::{number, zone};
use crate::pages::communes::ChosenCommune;
use chrono::{Days, NaiveDate};
use shared::ids::SiteId;
use shared::offers::PickupWindow;
use shared::problem::FieldError;
use shared::time::UtcMillis;
use shared::tours::{NewShopPickup, NewTourLoad, Tour};
use shared::units::{Grams, TemperatureClass};

/// A shop as text.
#[derive(Clone, Debug, PartialEq)]
pub struct ShopDraft {
    /// The day on which the tour leaves.
    day: NaiveDate,
    /// Name of the shop.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Its commune.
    pub commune: ChosenCommune,
    /// About how much, kg.
    pub kg: String,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// From when on it can be fetched, as a picker holds it; empty: at any time of the tour.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Where it goes.
    pub site: Option<SiteId>,
    /// What there is to say.
    pub note: String,
}

impl ShopDraft {
    /// Nothing yet, for where this tour ends.
    #[must_use]
    pub fn new(tour: &Tour) -> Self {
        Self::on(zone::wall(tour.leaves_at).date(), Some(tour.site.id))
    }

    fn on(day: NaiveDate, site: Option<SiteId>) -> Self {
        Self {
            day,
            name: String::new(),
            address: String::new(),
            commune: ChosenCommune::default(),
            kg: String::new(),
            class: TemperatureClass::Ambient,
            from: String::new(),
            until: String::new(),
            site,
            note: String::new(),
        }
    }

    /// When it can be fetched. An end that is not after the beginning is on the next day.
    fn window(&self) -> Result<Option<PickupWindow>, FieldError> {
        let at = |day: NaiveDate, hour: &str| zone::read(&format!("{day}T{hour}")).map(zone::instant);
        match (self.from.is_empty(), self.until.is_empty()) {
            (true, true) => return Ok(None),
            (true, false) => return Err(FieldError::new("/shop/window", "required")),
            (false, true) => return Err(FieldError::new("/shop/window_until", "required")),
            (false, false) => {}
        }
        let next = self.day.checked_add_days(Days::new(1)).unwrap_or(self.day);
        let last = if self.until > self.from { self.day } else { next };
        let span: Option<(UtcMillis, UtcMillis)> = at(self.day, &self.from).zip(at(last, &self.until));
        let window = span.map(|(starts_at, ends_at)| PickupWindow { starts_at, ends_at });
        window.map(Some).ok_or_else(|| FieldError::new("/shop/window", "required"))
    }
}

impl Draft for ShopDraft {
    type Wire = NewTourLoad;

    fn build(&self) -> Result<NewTourLoad, Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.commune.insee_code.is_none() {
            errors.push(FieldError::new("/shop/insee_code", "commune"));
        }
        let grams = number::parse_decimal(&self.kg).filter(|grams| *grams > 0);
        if grams.is_none() {
            let code = if self.kg.trim().is_empty() { "required" } else { "number" };
            errors.push(FieldError::new("/shop/grams", code));
        }
        let window = self.window().unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        let shop = NewShopPickup {
            name: self.name.trim().to_owned(),
            address: optional(&self.address),
            insee_code: self.commune.insee_code.clone().unwrap_or_default(),
            postcode: None,
            position: None,
            grams: Grams(grams.unwrap_or_default()),
            temperature_class: self.class,
            window,
            site_id: self.site,
            note: optional(&self.note),
        };
        checked_beside(errors, NewTourLoad { shop: Some(shop), ..NewTourLoad::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(draft: &ShopDraft) -> Vec<String> {
        let mut pointers: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        pointers
    }

    #[test]
    fn what_is_missing_is_said_once_at_its_field() {
        let empty = ShopDraft::on(NaiveDate::default(), None);
        assert_eq!(pointers(&empty), ["/shop/grams", "/shop/insee_code", "/shop/name"]);
        let half = ShopDraft { from: "09:00".to_owned(), ..empty };
        assert!(pointers(&half).contains(&"/shop/window_until".to_owned()));
    }

    #[test]
    fn kilograms_are_typed_and_grams_are_sent() {
        let draft = ShopDraft {
            name: "Boulangerie des Allées".to_owned(),
            commune: ChosenCommune::known("Libourne", "33243"),
            kg: "12,5".to_owned(),
            ..ShopDraft::on(NaiveDate::default(), None)
        };
        let shop = draft.build().unwrap().shop.unwrap();
        assert_eq!((shop.grams, shop.window, shop.insee_code.as_str()), (Grams(12_500), None, "33243"));
        assert_eq!(pointers(&ShopDraft { kg: "beaucoup".to_owned(), ..draft }), ["/shop/grams"]);
    }
}
