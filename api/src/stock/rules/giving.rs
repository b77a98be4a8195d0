//! What an offer of a lot says of its food: what the lot knows, the offer does not say otherwise.

use chrono::NaiveDate;
use shared::units::TemperatureClass;

/// What counts of food when it is followed: what an offer says, and what its lot knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'s> {
    /// Code of its category.
    pub category: &'s str,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// Unsafe after this day.
    pub use_by: Option<NaiveDate>,
    /// Still edible after this day.
    pub best_before: Option<NaiveDate>,
    /// When it was frozen.
    pub frozen_on: Option<NaiveDate>,
    /// Its barcode, 14 digits; `None` says nothing of it.
    pub gtin: Option<&'s str>,
}

/// The fields in which an offer says something else than its lot. A barcode contradicts another one alone: what one of the
/// two does not know, the other may.
#[must_use]
pub fn differing(offer: &Said<'_>, lot: &Said<'_>) -> Vec<&'static str> {
    let other_product = offer.gtin.zip(lot.gtin).is_some_and(|(one, other)| one != other);
    let fields = [
        ("/category", offer.category != lot.category),
        ("/temperature_class", offer.class != lot.class),
        ("/use_by", offer.use_by != lot.use_by),
        ("/best_before", offer.best_before != lot.best_before),
        ("/frozen_on", offer.frozen_on != lot.frozen_on),
        ("/gtin", other_product),
    ];
    fields.into_iter().filter_map(|(pointer, differs)| differs.then_some(pointer)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yoghurt() -> Said<'static> {
        Said {
            category: "dairy.yoghurt",
            class: TemperatureClass::Chilled,
            use_by: NaiveDate::from_ymd_opt(2026, 12, 5),
            best_before: None,
            frozen_on: None,
            gtin: Some("03017620422003"),
        }
    }

    #[test]
    fn an_offer_says_what_its_lot_does() {
        assert_eq!(differing(&yoghurt(), &yoghurt()), Vec::<&str>::new());
        let later = Said { use_by: NaiveDate::from_ymd_opt(2026, 12, 6), ..yoghurt() };
        assert_eq!(differing(&later, &yoghurt()), ["/use_by"]);
        let other = Said { category: "dairy", class: TemperatureClass::Ambient, ..yoghurt() };
        assert_eq!(differing(&other, &yoghurt()), ["/category", "/temperature_class"]);
        let undated = Said { use_by: None, best_before: yoghurt().use_by, ..yoghurt() };
        assert_eq!(differing(&undated, &yoghurt()), ["/use_by", "/best_before"]);
        let frozen = Said { frozen_on: NaiveDate::from_ymd_opt(2026, 12, 1), ..yoghurt() };
        assert_eq!(differing(&frozen, &yoghurt()), ["/frozen_on"]);
    }

    #[test]
    fn a_barcode_that_only_one_of_them_knows_is_no_contradiction() {
        let nameless = Said { gtin: None, ..yoghurt() };
        assert_eq!(differing(&nameless, &yoghurt()), Vec::<&str>::new());
        assert_eq!(differing(&yoghurt(), &nameless), Vec::<&str>::new());
        let other = Said { gtin: Some("00000096385074"), ..yoghurt() };
        assert_eq!(differing(&other, &yoghurt()), ["/gtin"]);
    }
}
