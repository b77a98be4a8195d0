//! What a cell says: words, figures with their unit, days. People write all of them in many ways.

use super::Cell;
use crate::http::csv::harmless;
use chrono::{Days, NaiveDate};
use std::borrow::Cow;

/// What is wrong with a cell: the code that the form uses, or the sheet's own.
pub(super) type Wrong = &'static str;

/// Days that a spreadsheet counts from here, where it has lost the date's form. Its first sixty, with a leap day that never
/// was, are no dates of food.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);
/// By how much those who count from 1904 are behind, days.
const SINCE_1904: u64 = 1_462;
/// The days that a number may mean: 1954 to 2119. Smaller ones are quantities in the wrong column.
const SERIALS: std::ops::Range<f64> = 20_000.0..80_000.0;

/// What stands in a cell of text.
pub(super) fn typed(text: &str) -> Cell {
    let text = text.trim();
    match () {
        () if text.chars().all(|c| matches!(c, '-' | '–' | '—' | '\u{2212}')) => Cell::Empty,
        () if is_formula(text) => Cell::Formula,
        () => Cell::Text(text.to_owned()),
    }
}

/// Whether a spreadsheet would compute it: what we would not write ourselves as it is. A number with its sign is none.
fn is_formula(text: &str) -> bool {
    matches!(harmless(text), Cow::Owned(_)) && figure(text).is_none()
}

/// The words of a cell; a number as people write it.
pub(super) fn words(cell: &Cell) -> Result<Option<String>, Wrong> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Text(text) => Ok(Some(text.clone())),
        Cell::Number(number) => Ok(Some(number.to_string())),
        Cell::Day(day) => Ok(Some(day.format("%d/%m/%Y").to_string())),
        Cell::Formula => Err("formula"),
    }
}

/// A number, and the unit that is written behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure<'c> {
    pub value: f64,
    /// Empty where there is none.
    pub unit: &'c str,
}

/// The number in a cell, with its unit.
pub(super) fn number(cell: &Cell) -> Result<Option<Figure<'_>>, Wrong> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(value) => Ok(Some(Figure { value: *value, unit: "" })),
        Cell::Text(text) => figure(text).map(Some).ok_or("number"),
        Cell::Day(_) => Err("number"),
        Cell::Formula => Err("formula"),
    }
}

/// "1 234,5", "1.234,5", "1,234.5", "-18 °C", "12 kg". One comma or point alone is that of the decimals.
fn figure(text: &str) -> Option<Figure<'_>> {
    let is_minus = text.starts_with(['-', '\u{2212}']);
    let rest = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(text).trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_digit() || is_point(c) || is_gap(c))).unwrap_or(rest.len());
    let (figures, unit) = rest.split_at(end);
    let unit = unit.trim();
    if unit.chars().any(|c| !(c.is_alphabetic() || matches!(c, '°' | '.' | ' '))) {
        return None;
    }
    let value = decimal(figures.trim_matches(is_gap))?;
    Some(Figure { value: if is_minus { -value } else { value }, unit })
}

fn is_point(c: char) -> bool {
    matches!(c, ',' | '.')
}

/// What may stand between thousands besides points.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’')
}

fn decimal(figures: &str) -> Option<f64> {
    let Some(at) = figures.rfind(is_point) else { return whole(figures, is_gap)?.parse().ok() };
    let (front, back) = figures.split_at(at);
    let point = back.chars().next()?;
    let other = if point == ',' { '.' } else { ',' };
    if front.contains(point) {
        // Twice the same: it stands between thousands.
        return if front.contains(other) { None } else { whole(figures, |c| c == point)?.parse().ok() };
    }
    let fraction = back.get(1..)?;
    if fraction.is_empty() || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let front = if front.is_empty() { "0".to_owned() } else { whole(front, |c| is_gap(c) || c == other)? };
    format!("{front}.{fraction}").parse().ok()
}

/// The digits of a whole number whose thousands may be apart.
fn whole(text: &str, is_between: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = text.split(is_between).collect();
    let digits = groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()));
    let (first, others) = groups.split_first()?;
    let thousands = others.is_empty() || (first.len() <= 3 && others.iter().all(|group| group.len() == 3));
    (digits && thousands && !first.is_empty()).then(|| groups.concat())
}

/// The day in a cell.
pub(super) fn day(cell: &Cell, from_1904: bool) -> Result<Option<NaiveDate>, Wrong> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Day(day) => Ok(Some(*day)),
        Cell::Number(number) => serial(*number, from_1904).map(Some).ok_or("date"),
        Cell::Text(text) => written_day(text, from_1904).map(Some).ok_or("date"),
        Cell::Formula => Err("formula"),
    }
}

/// The day that a spreadsheet's number means; what is behind its point is the time of day.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "20 000 to 80 000")]
fn serial(number: f64, from_1904: bool) -> Option<NaiveDate> {
    if !SERIALS.contains(&number) {
        return None;
    }
    let days = number.floor() as u64 + if from_1904 { SINCE_1904 } else { 0 };
    EPOCH?.checked_add_days(Days::new(days))
}

/// "24/12/2026", "24.12.26", "2026-12-24", each perhaps with a time behind it, or a spreadsheet's number.
fn written_day(text: &str, from_1904: bool) -> Option<NaiveDate> {
    let day = text.split([' ', 'T', '\u{a0}']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let day = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => date(year, month, day),
        [day, month, year] if year.len() == 4 => date(year, month, day),
        [day, month, year] if year.len() == 2 => date(&format!("20{year}"), month, day),
        _ => return figure(text).filter(|figure| figure.unit.is_empty()).and_then(|figure| serial(figure.value, from_1904)),
    };
    day.filter(|day| (1954..2120).contains(&chrono::Datelike::year(day)))
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let short = |part: &str| if part.len() <= 2 { part.parse().ok() } else { None };
    let digits = [year, month, day].iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    if digits { NaiveDate::from_ymd_opt(year.parse().ok()?, short(month)?, short(day)?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(f64, &str)> {
        figure(text).map(|figure| (figure.value, figure.unit))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases: &[(&str, f64, &str)] = &[
            ("12", 12.0, ""),
            ("12,5", 12.5, ""),
            ("12.5", 12.5, ""),
            (",5", 0.5, ""),
            ("12 kg", 12.0, "kg"),
            ("12kg", 12.0, "kg"),
            ("1 234,5 Kgs", 1_234.5, "Kgs"),
            ("1\u{202f}234", 1_234.0, ""),
            ("1\u{a0}234\u{a0}567,25\u{a0}g", 1_234_567.25, "g"),
            ("1'234", 1_234.0, ""),
            ("1.234,5", 1_234.5, ""),
            ("1,234.5", 1_234.5, ""),
            ("1.234.567", 1_234_567.0, ""),
            ("-18 °C", -18.0, "°C"),
            ("\u{2212}18,5°", -18.5, "°"),
            ("+4", 4.0, ""),
            ("40 cartons", 40.0, "cartons"),
        ];
        for (text, value, unit) in cases {
            assert_eq!(read(text), Some((*value, *unit)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["", "douze", "12,", "1 23", "12 34", "1,2,3", "1.2,3.4", "12x3", "1/2", "--2", "2-", "1e5", "12 kg x 3", "٣"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_are_read_in_every_usual_form() {
        let christmas = NaiveDate::from_ymd_opt(2026, 12, 24);
        for text in [
            "24/12/2026",
            "24/12/26",
            "24-12-2026",
            "24.12.2026",
            "2026-12-24",
            "2026/12/24",
            "2026-12-24T00:00:00",
            "24/12/2026 00:00",
            "46380",
            "46380.5",
        ] {
            assert_eq!(day(&typed(text), false), Ok(christmas), "{text}");
        }
        assert_eq!(day(&Cell::Number(46_380.75), false), Ok(christmas));
        assert_eq!(day(&Cell::Number(44_918.0), true), Ok(christmas));
        assert_eq!(day(&typed("1/2/26"), false), Ok(NaiveDate::from_ymd_opt(2026, 2, 1)));
        assert_eq!(day(&typed(" - "), false), Ok(None));
        for text in [
            "31/02/2026",
            "12/2026",
            "demain",
            "24/12/1026",
            "12/24/2026",
            "12",
            "99999",
            "24/12/026",
            "+1/02/2026",
            "46380 kg",
        ] {
            assert!(matches!(day(&typed(text), false), Err("date" | "formula")), "{text}");
        }
        assert_eq!(day(&Cell::Number(12.0), false), Err("date"));
    }

    #[test]
    fn formulas_are_told_from_numbers_and_words() {
        for text in ["=1+1", "+A1", "-2+3", "@SUM(A1)", " =cmd|'/c calc'!A0", "＝1", "- sans gluten"] {
            assert_eq!(typed(text), Cell::Formula, "{text}");
        }
        for text in ["-18", "+4,5", "-18 °C", "\u{2212}2", "Riz = blanc", "a@b"] {
            assert!(matches!(typed(text), Cell::Text(_)), "{text}");
        }
        for text in ["", " ", "-", " – ", "--"] {
            assert_eq!(typed(text), Cell::Empty, "{text:?}");
        }
    }

    #[test]
    fn a_number_is_shown_as_people_write_it() {
        assert_eq!(words(&Cell::Number(3_017_620_422_003.0)), Ok(Some("3017620422003".to_owned())));
        assert_eq!(words(&Cell::Number(2.5)), Ok(Some("2.5".to_owned())));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let cell = typed(&text);
            let _ = (words(&cell), number(&cell), day(&cell, false));
        }

        #[test]
        fn a_number_written_in_french_reads_back(thousandths in -9_999_999_i64..9_999_999) {
            let (sign, whole, fraction) = (if thousandths < 0 { "-" } else { "" }, thousandths.abs() / 1_000, thousandths.abs() % 1_000);
            let grouped = if whole >= 1_000 { format!("{}\u{202f}{:03}", whole / 1_000, whole % 1_000) } else { whole.to_string() };
            let text = format!("{sign}{grouped},{fraction:03} kg");
            let read = figure(&text).unwrap();
            prop_assert_eq!(((read.value * 1_000.0).round(), read.unit), (thousandths as f64, "kg"));
        }

        #[test]
        fn a_day_reads_back(days in 20_000_u64..80_000) {
            let day_of = EPOCH.unwrap().checked_add_days(Days::new(days)).unwrap();
            for form in ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"] {
                prop_assert_eq!(day(&typed(&day_of.format(form).to_string()), false), Ok(Some(day_of)));
            }
            prop_assert_eq!(day(&typed(&days.to_string()), false), Ok(Some(day_of)));
        }
    }
}
