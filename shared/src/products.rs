//! What a product is: its barcode and its allergens.

use crate::macros::text_enum;

text_enum! {
    /// The fourteen allergens of Regulation (EU) 1169/2011, annex II, in its order. That nobody has stated any is no
    /// member of the set: the list is then absent.
    pub enum Allergen {
        /// Cereals that contain gluten.
        Gluten = "gluten",
        /// Crustaceans.
        Crustaceans = "crustaceans",
        /// Eggs.
        Eggs = "eggs",
        /// Fish.
        Fish = "fish",
        /// Peanuts.
        Peanuts = "peanuts",
        /// Soybeans.
        Soybeans = "soybeans",
        /// Milk, lactose included.
        Milk = "milk",
        /// Nuts: almonds, hazelnuts, walnuts …
        Nuts = "nuts",
        /// Celery.
        Celery = "celery",
        /// Mustard.
        Mustard = "mustard",
        /// Sesame seeds.
        Sesame = "sesame",
        /// Sulphur dioxide and sulphites above 10 mg/kg.
        Sulphites = "sulphites",
        /// Lupin.
        Lupin = "lupin",
        /// Molluscs.
        Molluscs = "molluscs",
    }
}

impl Allergen {
    /// The set as bits, bit n for the n-th of [`Self::ALL`]; how databases keep it.
    #[must_use]
    pub fn bits(set: &[Self]) -> i64 {
        Self::ALL.iter().enumerate().filter(|(_, one)| set.contains(one)).fold(0, |bits, (n, _)| bits | 1 << n)
    }

    /// The set that these bits are, in the order of [`Self::ALL`]; other bits mean nothing.
    #[must_use]
    pub fn of_bits(bits: i64) -> Vec<Self> {
        Self::ALL.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, one)| *one).collect()
    }
}

/// At most each of the fourteen once.
///
/// # Errors
/// `too_many`.
pub fn check_allergens(set: &Vec<Allergen>, ctx: &()) -> garde::Result {
    crate::check::count(0, Allergen::ALL.len())(set, ctx)
}

/// The number of a barcode (GTIN) in its longest form of 14 digits, from 8 (EAN-8), 12 (UPC), 13 (EAN-13) or 14; spaces
/// do not matter. `None` for another length, other signs or a wrong check digit (GS1 General Specifications, 7.9.1).
#[must_use]
pub fn gtin14(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let digits = compact.chars().map(|sign| sign.to_digit(10)).collect::<Option<Vec<u32>>>()?;
    if !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return None;
    }
    // From the right: the check digit counts once, its neighbour three times, and so on; the sum ends in 0.
    let sum: u32 = digits.iter().rev().enumerate().map(|(n, digit)| if n % 2 == 0 { *digit } else { digit * 3 }).sum();
    sum.is_multiple_of(10).then(|| format!("{compact:0>14}"))
}

/// A barcode that [`gtin14`] can read.
///
/// # Errors
/// `gtin` when it cannot.
pub fn check_gtin(value: &str, (): &()) -> garde::Result {
    if gtin14(value).is_some() { Ok(()) } else { Err(garde::Error::new("gtin")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn barcodes_of_every_length_become_fourteen_digits() {
        assert_eq!(gtin14("3017 6204 2200 3").as_deref(), Some("03017620422003"));
        assert_eq!(gtin14("96385074").as_deref(), Some("00000096385074"));
        assert_eq!(gtin14("036000291452").as_deref(), Some("00036000291452"));
        for wrong in ["", "3017620422004", "301762042200", "abcdefgh", "٣٠١٧٦٢٠٤", "3017620422003333"] {
            assert_eq!(gtin14(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_set_of_allergens_has_one_order_and_no_doubles() {
        let bits = Allergen::bits(&[Allergen::Molluscs, Allergen::Gluten, Allergen::Molluscs]);
        assert_eq!(Allergen::of_bits(bits), [Allergen::Gluten, Allergen::Molluscs]);
        assert_eq!(Allergen::bits(Allergen::ALL), 16_383);
        assert!(Allergen::of_bits(0).is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_becomes_fourteen_digits_or_nothing(text in ".{0,20}") {
            if let Some(gtin) = gtin14(&text) {
                prop_assert!(gtin.len() == 14 && gtin.chars().all(|sign| sign.is_ascii_digit()));
                prop_assert_eq!(gtin14(&gtin), Some(gtin.clone()));
            }
        }

        /// A single wrong digit never passes.
        #[test]
        fn one_wrong_digit_is_noticed(number in 0_u64..1_000_000_000_000, at in 0_usize..13, by in 1_u32..10) {
            let right = (0..10).find_map(|check| gtin14(&format!("{number:012}{check}"))).unwrap();
            let slip = |(n, sign): (usize, char)| if n == at + 1 { (sign.to_digit(10).unwrap() + by) % 10 } else { sign.to_digit(10).unwrap() };
            let wrong: String = right.chars().enumerate().map(slip).map(|digit| digit.to_string()).collect();
            prop_assert_eq!(gtin14(&wrong), None);
        }

        #[test]
        fn bits_read_back(bits in 0_i64..16_384) {
            prop_assert_eq!(Allergen::bits(&Allergen::of_bits(bits)), bits);
        }
    }
}
