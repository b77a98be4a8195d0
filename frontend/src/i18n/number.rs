//! Numbers as people of the language write and type them.
//!
//! Whole numbers and fixed decimals only, in plain Rust: floats and `Intl.NumberFormat` would cost more bytes than they
//! give, and these can be tested without a browser.

use super::current;
use shared::accounts::Locale;
use shared::cold_chain::DeciCelsius;
use shared::units::Grams;
use yew::AttrValue;

/// A whole number with thousands apart: `12 500`, `12,500`.
#[must_use]
pub fn integer(number: i64) -> String {
    let separator = match current() {
        Locale::French => '\u{202f}',
        Locale::English => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
    if number < 0 {
        grouped.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// `thousandths` as a decimal without trailing zeros: 1 500 → `1,5`.
#[must_use]
pub fn decimal(thousandths: i64) -> String {
    let whole = integer(thousandths / 1_000);
    let sign = if thousandths < 0 && thousandths > -1_000 { "−" } else { "" };
    let fraction = format!("{:03}", (thousandths % 1_000).unsigned_abs());
    match fraction.trim_end_matches('0') {
        "" => whole,
        digits => format!("{sign}{whole}{}{digits}", decimal_mark()),
    }
}

/// A weight: kilograms, from ten tonnes on tonnes.
#[must_use]
pub fn weight(grams: Grams) -> AttrValue {
    if grams.0.abs() >= 10_000_000 {
        // Kilograms are precise enough for tonnes.
        return format!("{}\u{a0}t", decimal(grams.0 / 100_000 * 100)).into();
    }
    format!("{}\u{a0}kg", decimal(grams.0)).into()
}

/// A temperature: `3,5 °C`.
#[must_use]
pub fn temperature(reading: DeciCelsius) -> AttrValue {
    format!("{}\u{a0}°C", decimal(reading.0.saturating_mul(100))).into()
}

/// A distance in metres as people say it: `850 m`, `7,5 km`, `42 km`.
#[must_use]
pub fn distance(metres: i64) -> AttrValue {
    match metres {
        ..950 => format!("{}\u{a0}m", integer((metres + 25) / 50 * 50)).into(),
        950..10_000 => format!("{}\u{a0}km", decimal((metres + 50) / 100 * 100)).into(),
        _ => format!("{}\u{a0}km", integer((metres + 500) / 1_000)).into(),
    }
}

/// An amount of money given in cents: `150 €`, `12,50 €`.
#[must_use]
pub fn euros(cents: i64) -> AttrValue {
    let whole = integer(cents / 100);
    let figures = match (cents % 100).unsigned_abs() {
        0 => whole,
        rest => format!("{whole}{}{rest:02}", decimal_mark()),
    };
    match current() {
        Locale::French => format!("{figures}\u{a0}€").into(),
        Locale::English => format!("€{figures}").into(),
    }
}

/// Degrees of latitude or longitude as machines read them, to a millionth: `-0.579200`. By whole numbers, because Rust's
/// own writing of floats would add 4 kB to the first load.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
pub fn degrees(degrees: f64) -> String {
    let millionths = (degrees * 1e6) as i64;
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, fraction) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
    format!("{sign}{whole}.{fraction:06}")
}

/// What somebody typed, in thousandths (kg → grams): comma or point, spaces aside, at most three decimals.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<i64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    let (negative, digits) = compact.strip_prefix('-').map_or((false, compact.as_str()), |rest| (true, rest));
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 3 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let thousandths = format!("{fraction:0<3}").parse::<i64>().ok()?;
    let value = whole.parse::<i64>().ok()?.checked_mul(1_000)?.checked_add(thousandths)?;
    Some(if negative { -value } else { value })
}

/// What somebody typed as a whole number; spaces aside.
#[must_use]
pub fn parse_integer(text: &str) -> Option<i64> {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse().ok()
}

/// Grams as the text of a field in kilograms.
#[must_use]
pub fn field_kg(grams: Grams) -> String {
    decimal(grams.0).replace('\u{202f}', "")
}

fn decimal_mark() -> char {
    match current() {
        Locale::French => ',',
        Locale::English => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_french_reader_expects() {
        assert_eq!(integer(-1_234_567), "−1\u{202f}234\u{202f}567");
        assert_eq!(decimal(1_500), "1,5");
        assert_eq!(decimal(-500), "−0,5");
        assert_eq!(weight(Grams(120_000)), "120\u{a0}kg");
        assert_eq!(weight(Grams(12_345_678)), "12,3\u{a0}t");
        assert_eq!(temperature(DeciCelsius(-185)), "−18,5\u{a0}°C");
    }

    #[test]
    fn distances_are_rounded_as_people_say_them() {
        assert_eq!(distance(840), "850\u{a0}m");
        assert_eq!(distance(7_460), "7,5\u{a0}km");
        assert_eq!(distance(42_400), "42\u{a0}km");
    }

    #[test]
    fn money_has_two_decimals_or_none() {
        assert_eq!(euros(15_000), "150\u{a0}€");
        assert_eq!(euros(125_050), "1\u{202f}250,50\u{a0}€");
    }

    #[test]
    fn degrees_keep_their_sign_and_zeros() {
        assert_eq!(degrees(44.0125), "44.012500");
        assert_eq!(degrees(-0.5792), "-0.579200");
    }

    #[test]
    fn typed_decimals_take_comma_or_point() {
        assert_eq!(parse_decimal("12,5"), Some(12_500));
        assert_eq!(parse_decimal(" 1 200.25 "), Some(1_200_250));
        assert_eq!(parse_decimal("-18"), Some(-18_000));
        assert_eq!(parse_decimal("douze"), None);
        assert_eq!(parse_decimal("1,2345"), None);
    }
}
