//! What there is, as a table that people open in a spreadsheet, in both languages.

use super::model::LotRow;
use crate::categories;
use crate::http::Error;
use crate::http::csv::Table;
use crate::http::xlsx::{self, Cell, Sheet};
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::stock::{FundingSource, LotStatus};
use shared::units::{Grams, TemperatureClass};

/// Most rows of one table: a spreadsheet that people still open.
pub const MOST: usize = 20_000;

/// What was found for a table.
#[derive(Debug, Default)]
pub struct Found {
    /// Its rows, at most [`MOST`].
    pub lines: Vec<Line>,
    /// Whether there are more.
    pub has_more: bool,
}

/// What is left of a lot at a site.
#[derive(Debug)]
pub struct Line {
    /// The lot.
    pub lot: LotRow,
    /// Who gave or sold it.
    pub donor: Option<String>,
    /// The name of the site.
    pub site: String,
    /// Where in the store.
    pub shelf: Option<String>,
    /// How much is there.
    pub grams: Grams,
    /// Of it what allocation rounds and offers have promised.
    pub reserved: Grams,
    /// The day on which it arrived.
    pub received_on: NaiveDate,
}

/// Writes comma-separated values.
///
/// # Errors
/// When they cannot be written, which is a mistake of ours.
pub fn csv(found: &Found, locale: Locale) -> Result<Vec<u8>, Error> {
    let mut table = Table::of(locale, heads(locale))?;
    for row in rows(found, locale) {
        table.cells(&row)?;
    }
    table.finish()
}

/// Writes a workbook.
///
/// # Errors
/// As [`csv()`].
pub fn workbook(found: &Found, locale: Locale) -> Result<Vec<u8>, Error> {
    xlsx::write(&[Sheet { name: "Stock", heads: &heads(locale), rows: &rows(found, locale) }])
}

const fn pick(locale: Locale, french: &'static str, english: &'static str) -> &'static str {
    match locale {
        Locale::French => french,
        Locale::English => english,
    }
}

/// What the columns are called: where imports have such a column, as their template calls it.
const fn heads(locale: Locale) -> [&'static str; 16] {
    match locale {
        Locale::French => [
            "Produit",
            "Catégorie",
            "Donateur",
            "Numéro de lot",
            "Code-barres",
            "DLC",
            "DDM",
            "Congelé le",
            "État",
            "Financement",
            "Température",
            "Site",
            "Emplacement",
            "Poids (kg)",
            "Dont promis (kg)",
            "Reçu le",
        ],
        Locale::English => [
            "Product",
            "Category",
            "Donor",
            "Batch number",
            "Barcode",
            "Use by",
            "Best before",
            "Frozen on",
            "Status",
            "Funding",
            "Temperature",
            "Site",
            "Shelf",
            "Weight (kg)",
            "Of it promised (kg)",
            "Received on",
        ],
    }
}

fn rows(found: &Found, locale: Locale) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = found.lines.iter().map(|line| cells(line, locale)).collect();
    if found.has_more {
        let french = "Tableau coupé après 20\u{a0}000 lignes : filtrez le stock pour avoir la suite.";
        let mut last = vec![Cell::Nothing; heads(locale).len()];
        if let Some(first) = last.first_mut() {
            *first = Cell::text(pick(locale, french, "Cut after 20,000 rows: filter the stock to have the rest."));
        }
        rows.push(last);
    }
    rows
}

fn cells(line: &Line, locale: Locale) -> Vec<Cell> {
    let lot = &line.lot;
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Nothing, Cell::text);
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Nothing, Cell::Day);
    vec![
        Cell::text(&lot.title),
        Cell::Text(categories::label(&lot.category_code, locale)),
        text(&line.donor),
        text(&lot.lot_number),
        lot.gtin.as_deref().map_or(Cell::Nothing, |gtin| Cell::text(barcode(gtin))),
        day(lot.use_by),
        day(lot.best_before),
        day(lot.frozen_on),
        Cell::text(status(lot.status, locale)),
        Cell::text(funding(lot.funding_source, locale)),
        Cell::text(class(lot.temperature_class, locale)),
        Cell::text(&line.site),
        text(&line.shelf),
        Cell::kg(line.grams),
        Cell::kg(line.reserved),
        Cell::Day(line.received_on),
    ]
}

/// The digits as they are printed: without the zero that makes thirteen of them fourteen.
fn barcode(gtin: &str) -> &str {
    gtin.strip_prefix("000000").or_else(|| gtin.strip_prefix('0')).unwrap_or(gtin)
}

const fn status(status: LotStatus, locale: Locale) -> &'static str {
    match status {
        LotStatus::Approved => pick(locale, "Peut sortir", "May leave"),
        LotStatus::OnHold => pick(locale, "En attente", "On hold"),
        LotStatus::Quarantined => pick(locale, "Mis à part", "Set apart"),
        LotStatus::Recalled => pick(locale, "Rappelé", "Recalled"),
    }
}

const fn funding(source: FundingSource, locale: Locale) -> &'static str {
    match source {
        FundingSource::Gift => pick(locale, "Don", "Gift"),
        FundingSource::State => pick(locale, "État", "State"),
        FundingSource::EsfPlus => pick(locale, "FSE+", "ESF+"),
        FundingSource::Purchase => pick(locale, "Achat", "Purchase"),
    }
}

const fn class(class: TemperatureClass, locale: Locale) -> &'static str {
    match class {
        TemperatureClass::Ambient => pick(locale, "Sec", "Ambient"),
        TemperatureClass::Chilled => pick(locale, "Frais", "Chilled"),
        TemperatureClass::Frozen => pick(locale, "Surgelé", "Frozen"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barcode_has_the_digits_that_are_printed() {
        assert_eq!((barcode("03017620422003"), barcode("00000096385074")), ("3017620422003", "96385074"));
    }

    #[test]
    fn what_is_cut_says_so_in_a_last_row() {
        for locale in Locale::ALL {
            let cut = Found { lines: Vec::new(), has_more: true };
            let text = String::from_utf8(csv(&cut, *locale).unwrap()).unwrap();
            assert_eq!(text.lines().count(), 2, "{text}");
            assert!(workbook(&cut, *locale).unwrap().starts_with(b"PK"));
            assert_eq!(csv(&Found::default(), *locale).unwrap().iter().filter(|byte| **byte == b'\n').count(), 1);
        }
    }
}
