//! SIRET (INSEE's number of an establishment: nine digits of the legal person, SIREN, and five of the place) and RNA
//! (the number that a prefecture gives to an association).

/// La Poste has more establishments than Luhn's check leaves numbers for.
const LA_POSTE: &str = "356000000";

/// The 14 digits of a SIRET, from a spelling with spaces, dots or hyphens in between.
///
/// The last digit is a check digit by Luhn's formula (ISO/IEC 7812-1, annex B), in the SIREN as in the whole; of
/// La Poste's establishments other than its seat, the sum of the digits is a multiple of five instead (INSEE).
pub fn siret(text: &str) -> Option<String> {
    let digits: String = compact(text);
    let siren = digits.get(..9)?;
    let well_formed = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let checked = luhn(&digits) && luhn(siren);
    (well_formed && (checked || (siren == LA_POSTE && digit_sum(&digits).is_multiple_of(5)))).then_some(digits)
}

/// `W` and nine digits, from a spelling with small letters, spaces, dots or hyphens in between.
pub fn rna(text: &str) -> Option<String> {
    let number = compact(text).to_ascii_uppercase();
    let digits = number.strip_prefix('W')?;
    (digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// `732 829 320 00074`.
pub fn grouped_siret(stored: &str) -> String {
    in_groups(stored, &[3, 3, 3, 5])
}

/// `W332 000 001`.
pub fn grouped_rna(stored: &str) -> String {
    in_groups(stored, &[4, 3, 3])
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

fn digits_of(digits: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    digits.chars().filter_map(|c| c.to_digit(10))
}

fn digit_sum(digits: &str) -> u32 {
    digits_of(digits).sum()
}

/// Every second digit from the right counts double, less nine where that has two digits; the sum ends in zero.
fn luhn(digits: &str) -> bool {
    let weighed = digits_of(digits).rev().enumerate().map(|(place, digit)| match (place % 2, digit) {
        (0, _) => digit,
        (_, 0..=4) => digit * 2,
        _ => digit * 2 - 9,
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

/// With no-break spaces between groups of these lengths; unchanged when the lengths do not add up.
fn in_groups(stored: &str, lengths: &[usize]) -> String {
    if stored.chars().count() != lengths.iter().sum::<usize>() {
        return stored.to_owned();
    }
    let mut rest = stored.chars();
    let groups = lengths.iter().map(|length| rest.by_ref().take(*length).collect::<String>());
    groups.collect::<Vec<_>>().join("\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_are_right() {
        for right in ["73282932000074", "356 000 000 00048", "35600000049837", "356.000.000.09075"] {
            assert!(siret(right).is_some(), "{right}");
        }
        for wrong in [
            "",
            "73282932000075",
            "7328293200007",
            "732829320000740",
            "35600000049838",
            "W332000001",
            "７３２８２９３２００００７４",
        ] {
            assert!(siret(wrong).is_none(), "{wrong}");
        }
        assert_eq!(rna("w332 000 001").as_deref(), Some("W332000001"));
        for wrong in ["", "W33200000", "W3320000012", "332000001", "WW32000001", "é332000001"] {
            assert!(rna(wrong).is_none(), "{wrong}");
        }
    }

    /// Nine or thirteen digits with the check digit that makes them right.
    fn completed(digits: &str) -> String {
        let all = (0..10).map(|check| format!("{digits}{check}"));
        all.filter(|number| luhn(number)).collect()
    }

    fn any_siret() -> impl Strategy<Value = String> {
        ("[0-9]{8}", "[0-9]{4}").prop_map(|(siren, place)| completed(&format!("{}{place}", completed(&siren))))
    }

    proptest! {
        #[test]
        fn exactly_one_check_digit_is_right(digits in "[0-9]{13}") {
            prop_assert_eq!((0..10).filter(|check| luhn(&format!("{digits}{check}"))).count(), 1);
        }

        #[test]
        fn one_wrong_digit_is_found(number in any_siret(), place in 0_usize..14, other in 1_u32..10) {
            prop_assume!(!number.starts_with(LA_POSTE));
            prop_assert_eq!(siret(&number), Some(number.clone()));
            let mut digits: Vec<u32> = digits_of(&number).collect();
            digits[place] = (digits[place] + other) % 10;
            let changed: String = digits.iter().map(ToString::to_string).collect();
            prop_assume!(!changed.starts_with(LA_POSTE));
            prop_assert_eq!(siret(&changed), None);
        }

        #[test]
        fn a_grouped_number_is_the_same_number(number in any_siret(), association in "W[0-9]{9}") {
            prop_assert_eq!(siret(&grouped_siret(&number)), Some(number));
            prop_assert_eq!(rna(&grouped_rna(&association)), Some(association));
        }

        #[test]
        fn any_text_is_taken_or_refused(text in ".{0,40}") {
            for normal in siret(&text).into_iter().chain(rna(&text)) {
                prop_assert!(normal.is_ascii() && normal.len() <= 14);
            }
            let _ = (grouped_siret(&text), grouped_rna(&text));
        }
    }
}
