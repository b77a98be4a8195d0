//! Words of closed sets as people write them in a sheet, in French and English, accents and case aside.

use shared::stock::FundingSource;
use shared::text::fold;
use shared::units::{TemperatureClass, Unit};

/// Grams in a kilogram: what a weight is in where nobody says otherwise.
pub(super) const KILOGRAM: f64 = 1_000.0;

/// What something is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    /// A weight, of which one is so many grams.
    Weight(f64),
    /// Pieces of some kind.
    Count(Unit),
}

/// The measure that is meant; `None` for words that are none.
pub(super) fn measure(text: &str) -> Option<Measure> {
    let folded = fold(text);
    if let Some(grams) = weight(&folded) {
        return Some(Measure::Weight(grams));
    }
    let unit = match single(&folded) {
        "l" | "litre" | "liter" => Unit::Litre,
        "piece" | "pc" | "pce" | "u" | "unite" | "unit" | "pot" | "paquet" | "packet" | "pack" | "sachet" | "boite"
        | "tin" => Unit::Piece,
        "portion" | "repa" | "meal" => Unit::Portion,
        "carton" | "ct" | "coli" | "box" | "boxe" | "case" => Unit::Carton,
        "caisse" | "cagette" | "crate" | "bac" => Unit::Crate,
        "palette" | "pallet" | "pal" => Unit::Pallet,
        _ => return None,
    };
    Some(Measure::Count(unit))
}

/// Grams of a unit of weight, from its folded name.
pub(super) fn weight(folded: &str) -> Option<f64> {
    match single(folded) {
        "kg" | "kilo" | "kilogramme" | "kilogram" => Some(KILOGRAM),
        "g" | "gr" | "gramme" | "gram" => Some(1.0),
        "t" | "tonne" => Some(1_000_000.0),
        _ => None,
    }
}

/// The word without the sign of several: "cartons", "carton(s)".
fn single(folded: &str) -> &str {
    folded.strip_suffix(" s").or_else(|| folded.strip_suffix('s')).unwrap_or(folded)
}

/// How it is kept.
pub(super) fn temperature_class(text: &str) -> Option<TemperatureClass> {
    match fold(text).as_str() {
        "sec" | "ambiant" | "ambiante" | "temperature ambiante" | "ambient" | "dry" => Some(TemperatureClass::Ambient),
        "frais" | "ultra frais" | "froid" | "froid positif" | "refrigere" | "chilled" | "fresh" => {
            Some(TemperatureClass::Chilled)
        }
        "surgele" | "surgeles" | "congele" | "congeles" | "froid negatif" | "frozen" | "deep frozen" => {
            Some(TemperatureClass::Frozen)
        }
        _ => None,
    }
}

/// Who paid for it.
pub(super) fn funding_source(text: &str) -> Option<FundingSource> {
    match fold(text).as_str() {
        "don" | "dons" | "don en nature" | "gift" | "donation" => Some(FundingSource::Gift),
        "etat" | "state" | "credit national" | "credits nationaux" | "cnes" => Some(FundingSource::State),
        // The plus sign is no letter.
        "fse" | "fse plus" | "esf" | "esf plus" | "seaa" | "ue" | "eu" => Some(FundingSource::EsfPlus),
        "achat" | "achats" | "achete" | "purchase" | "purchased" | "bought" => Some(FundingSource::Purchase),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_by_what_people_call_them() {
        for (text, meant) in [
            ("kg", Measure::Weight(1_000.0)),
            ("Kilos", Measure::Weight(1_000.0)),
            ("g", Measure::Weight(1.0)),
            ("Grammes", Measure::Weight(1.0)),
            ("tonnes", Measure::Weight(1_000_000.0)),
            ("L", Measure::Count(Unit::Litre)),
            ("litres", Measure::Count(Unit::Litre)),
            ("Pièces", Measure::Count(Unit::Piece)),
            ("unité(s)", Measure::Count(Unit::Piece)),
            ("repas", Measure::Count(Unit::Portion)),
            ("colis", Measure::Count(Unit::Carton)),
            ("Cartons", Measure::Count(Unit::Carton)),
            ("caisses", Measure::Count(Unit::Crate)),
            ("palette", Measure::Count(Unit::Pallet)),
        ] {
            assert_eq!(measure(text), Some(meant), "{text}");
        }
        for unit in Unit::ALL.iter().filter(|unit| **unit != Unit::Kilogram) {
            assert_eq!(measure(unit.as_str()), Some(Measure::Count(*unit)), "{unit}");
        }
        for text in ["", "louches", "kgs par colis", "m3"] {
            assert_eq!(measure(text), None, "{text}");
        }
    }

    #[test]
    fn sets_are_known_by_their_own_words_and_by_peoples() {
        for class in TemperatureClass::ALL {
            assert_eq!(temperature_class(class.as_str()), Some(*class));
        }
        for source in FundingSource::ALL {
            assert_eq!(funding_source(source.as_str()), Some(*source));
        }
        for (text, class) in [("Sec", "ambient"), ("FRAIS", "chilled"), ("Surgelé", "frozen")] {
            assert_eq!(temperature_class(text).map(TemperatureClass::as_str), Some(class));
        }
        for (text, source) in [("Don", "gift"), ("État", "state"), ("FSE+", "esf_plus"), ("Achat", "purchase")] {
            assert_eq!(funding_source(text).map(FundingSource::as_str), Some(source));
        }
        assert_eq!((temperature_class("tiède"), funding_source("loto")), (None, None));
    }
}
