//! Quantities between grams and what people type in an offer's own unit.

use crate::i18n::number;
use crate::pages::offers::words::Measure;
use shared::units::Grams;

/// What was typed in the unit, in grams.
///
/// # Errors
/// The code of what is wrong.
pub fn grams(typed: &str, measure: Measure) -> Result<Grams, &'static str> {
    if typed.trim().is_empty() {
        return Err("required");
    }
    let thousandths = number::parse_decimal(typed).ok_or("number")?;
    if thousandths < 0 {
        return Err("number");
    }
    Ok(Grams(thousandths.saturating_mul(measure.piece.0) / 1_000))
}

/// What was typed in the unit of what there is, in grams. As much as a field can say of all of it is all of it: an opened unit
/// has no short number.
///
/// # Errors
/// As [`grams`].
pub fn grams_of(there: Grams, typed: &str, measure: Measure) -> Result<Grams, &'static str> {
    let typed = grams(typed, measure)?;
    let all = grams(&field(there, measure), measure);
    Ok(if typed > Grams::ZERO && all == Ok(typed) { there } else { typed })
}

/// Grams as the text of a field in the unit.
#[must_use]
pub fn field(grams: Grams, measure: Measure) -> String {
    number::field_kg(thousandths(grams, measure))
}

/// Grams in thousandths of the unit: what a quantity field takes as its limit.
#[must_use]
pub const fn thousandths(grams: Grams, measure: Measure) -> Grams {
    let piece = if measure.piece.0 > 0 { measure.piece.0 } else { 1 };
    Grams(grams.0.saturating_mul(1_000) / piece)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::units::Unit;

    #[test]
    fn units_and_grams_translate_into_each_other() {
        let carton = Measure { unit: Unit::Carton, piece: Grams(8_000) };
        assert_eq!(grams("3", carton), Ok(Grams(24_000)));
        assert_eq!(grams("2,5", carton), Ok(Grams(20_000)));
        assert_eq!(grams("-1", carton), Err("number"));
        assert_eq!(field(Grams(24_000), carton), "3");
        assert_eq!(thousandths(Grams(24_000), carton), Grams(3_000));
    }

    #[test]
    fn all_that_a_field_can_say_of_an_opened_unit_is_all_of_it() {
        let carton = Measure { unit: Unit::Carton, piece: Grams(8_000) };
        let (there, less) = (Grams(10_003), Ok(Grams(8_000)));
        assert_eq!(grams_of(there, &field(there, carton), carton), Ok(there));
        assert_eq!(grams_of(there, "1", carton), less);
        assert_eq!(grams_of(Grams(3), "0", carton), Ok(Grams::ZERO), "nothing is not all of it");
    }
}
