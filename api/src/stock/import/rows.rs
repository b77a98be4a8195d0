//! Rows as lots, and what is wrong with them: all of it at once, so that a sheet is mended once.

use super::amounts::{Amount, Said, amount};
use super::cells::{self, Wrong};
use super::columns::Columns;
use super::words::{self, KILOGRAM};
use super::{Cell, SheetRow, Table};
use chrono::NaiveDate;
use garde::Validate;
use shared::categories::Category;
use shared::cold_chain::DeciCelsius;
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::stock::{FundingSource, LotColumn, LotTable, LotTableRow, NewLot};
use shared::text::{fold, tidy};
use shared::units::{Grams, TemperatureClass, Unit};

/// What stands where nothing does.
static EMPTY: Cell = Cell::Empty;
/// The columns that say how much.
const AMOUNTS: [LotColumn; 4] = [LotColumn::Quantity, LotColumn::Unit, LotColumn::GramsPerUnit, LotColumn::Grams];

/// Finds the category that a text means: a code, a label or a synonym.
pub type Meaning<'m> = &'m dyn Fn(&str) -> Option<&'static Category>;

/// Reads every row. What only the database knows is not asked yet: donors of the network, recalls, and the day on which the
/// lots arrive.
#[must_use]
pub fn understand(table: &Table, site: SiteId, category: Meaning<'_>) -> LotTable {
    let Some(columns) = &table.columns else {
        return LotTable { errors: vec![FieldError::new("/columns", "no_heading")], ..LotTable::default() };
    };
    let (found, ignored) = (columns.found.clone(), columns.ignored.clone());
    let mut sheet = LotTable { columns: found, ignored, errors: missing(columns), ..LotTable::default() };
    for row in table.rows.iter().filter(|row| says_something(columns, row)) {
        let mut reading = Reading { columns, row, from_1904: table.from_1904, errors: Vec::new() };
        let read = reading.lot(category);
        reading.check(&read, site);
        sheet.errors.extend(reading.errors.into_iter().map(|(_, error)| error));
        sheet.grams = sheet.grams.plus(read.grams.unwrap_or(Grams::ZERO));
        sheet.rows.push(read);
    }
    if sheet.rows.is_empty() {
        sheet.errors.push(FieldError::new("/rows", "required"));
    }
    sheet
}

/// The lot that a row is; what was not understood is filled with something harmless.
#[must_use]
pub fn lot(row: &LotTableRow, site: SiteId) -> NewLot {
    NewLot {
        site_id: site,
        donor_id: row.donor.as_ref().map(|donor| donor.id),
        donor_name: row.donor_name.clone().filter(|_| row.donor.is_none()),
        category: row.category.clone().unwrap_or_else(|| "?".to_owned()),
        title: row.title.clone().unwrap_or_else(|| "??".to_owned()),
        gtin: row.gtin.clone(),
        lot_number: row.lot_number.clone(),
        unit: row.unit.unwrap_or(Unit::Kilogram),
        grams_per_unit: row.grams_per_unit.unwrap_or(Grams(1_000)),
        grams: row.grams.unwrap_or(Grams(1_000)),
        use_by: row.use_by,
        best_before: row.best_before,
        frozen_on: None,
        funding_source: row.funding_source.unwrap_or(FundingSource::Gift),
        temperature_class: row.temperature_class.unwrap_or(TemperatureClass::Ambient),
        temperature_decidegrees: row.temperature_decidegrees,
        shelf: row.shelf.clone(),
        note: row.note.clone(),
        received_at: None,
    }
}

/// What the headings lack: it is told once, and not of every row.
fn missing(columns: &Columns) -> Vec<FieldError> {
    let has = |column| columns.place(column).is_some();
    let mut errors = Vec::new();
    for column in [LotColumn::Category, LotColumn::Title].into_iter().filter(|column| !has(*column)) {
        errors.push(FieldError::new(format!("/columns/{column}"), "required"));
    }
    if !has(LotColumn::Grams) && !has(LotColumn::Quantity) {
        errors.push(FieldError::new(format!("/columns/{}", LotColumn::Grams), "required"));
    }
    if columns.has_undecided_date {
        errors.push(FieldError::new(format!("/columns/{}", LotColumn::UseBy), "one_date_only"));
    }
    errors
}

/// Whether a row has anything in a column that is read.
fn says_something(columns: &Columns, row: &SheetRow) -> bool {
    let mut places = LotColumn::ALL.iter().filter_map(|column| columns.place(*column));
    places.any(|place| row.cells.get(place.at).is_some_and(|cell| *cell != Cell::Empty))
}

/// A row that is being read.
struct Reading<'t> {
    columns: &'t Columns,
    row: &'t SheetRow,
    from_1904: bool,
    errors: Vec<(LotColumn, FieldError)>,
}

impl<'t> Reading<'t> {
    fn lot(&mut self, category: Meaning<'_>) -> LotTableRow {
        let category = self.category(category);
        let amount = self.amount(category.map(|category| category.unit));
        let (class, reading) = self.temperature();
        LotTableRow {
            row: self.row.number,
            donor_name: self.words(LotColumn::DonorName),
            donor: None,
            category: category.map(|category| category.code.clone()),
            title: self.needed_words(LotColumn::Title),
            gtin: self.words(LotColumn::Gtin),
            lot_number: self.words(LotColumn::LotNumber),
            unit: amount.map(|amount| amount.unit),
            grams_per_unit: amount.map(|amount| amount.piece),
            grams: amount.map(|amount| amount.total),
            use_by: self.day(LotColumn::UseBy),
            best_before: self.day(LotColumn::BestBefore),
            funding_source: self.funding_source(),
            temperature_class: class.or(category.map(|category| category.temperature_class)),
            temperature_decidegrees: reading,
            shelf: self.words(LotColumn::Shelf),
            note: self.words(LotColumn::Note),
            held: false,
        }
    }

    /// Applies the limits that the form applies too, to what was understood.
    fn check(&mut self, read: &LotTableRow, site: SiteId) {
        let Err(report) = lot(read, site).validate() else { return };
        for error in FieldError::from_report(&report) {
            let column: Option<LotColumn> = error.pointer.trim_start_matches('/').parse().ok();
            // What is missing is told already, in the row or of the headings.
            if let Some(column) = column.filter(|column| !self.is_wrong(*column)) {
                let pointer = format!("/rows/{}{}", self.row.number, error.pointer);
                self.errors.push((column, FieldError { pointer, ..error }));
            }
        }
    }

    fn cell(&self, column: LotColumn) -> &'t Cell {
        let place = self.columns.place(column);
        place.and_then(|place| self.row.cells.get(place.at)).unwrap_or(&EMPTY)
    }

    fn is_wrong(&self, column: LotColumn) -> bool {
        self.errors.iter().any(|(wrong, _)| *wrong == column)
    }

    fn wrong(&mut self, column: LotColumn, code: Wrong) {
        let mut error = FieldError::new(format!("/rows/{}/{column}", self.row.number), code);
        if code == "too_small" {
            error.params.insert("min".to_owned(), 1.into());
        }
        self.errors.push((column, error));
    }

    /// What was read, or nothing and why.
    fn keep<T>(&mut self, column: LotColumn, read: Result<Option<T>, Wrong>) -> Option<T> {
        read.unwrap_or_else(|code| {
            self.wrong(column, code);
            None
        })
    }

    fn words(&mut self, column: LotColumn) -> Option<String> {
        let read = cells::words(self.cell(column));
        self.keep(column, read).as_deref().and_then(tidy)
    }

    /// As [`Self::words`], where every row must have some. Of a column that is not there it is told once.
    fn needed_words(&mut self, column: LotColumn) -> Option<String> {
        let words = self.words(column);
        if words.is_none() && !self.is_wrong(column) && self.columns.place(column).is_some() {
            self.wrong(column, "required");
        }
        words
    }

    fn day(&mut self, column: LotColumn) -> Option<NaiveDate> {
        let read = cells::day(self.cell(column), self.from_1904);
        self.keep(column, read)
    }

    fn category(&mut self, meaning: Meaning<'_>) -> Option<&'static Category> {
        let text = self.needed_words(LotColumn::Category)?;
        let read = meaning(&text).map(Some).ok_or("unknown");
        self.keep(LotColumn::Category, read)
    }

    fn funding_source(&mut self) -> Option<FundingSource> {
        match self.words(LotColumn::FundingSource) {
            Some(text) => {
                let read = words::funding_source(&text).map(Some).ok_or("unknown");
                self.keep(LotColumn::FundingSource, read)
            }
            None if self.is_wrong(LotColumn::FundingSource) => None,
            None => Some(FundingSource::Gift),
        }
    }

    fn amount(&mut self, usual: Option<Unit>) -> Option<Amount> {
        let read = cells::number(self.cell(LotColumn::Quantity));
        let quantity = self.keep(LotColumn::Quantity, read);
        let unit = self.words(LotColumn::Unit).unwrap_or_default();
        let (piece, weight) = (self.weight(LotColumn::GramsPerUnit), self.weight(LotColumn::Grams));
        let there = [LotColumn::Quantity, LotColumn::Grams].iter().any(|column| self.columns.place(*column).is_some());
        if !there || AMOUNTS.iter().any(|column| self.is_wrong(*column)) {
            return None;
        }
        let amount = amount(&Said { quantity, unit: &unit, piece, weight, usual });
        amount.map_err(|(column, code)| self.wrong(column, code)).ok()
    }

    /// A weight in grams: in the unit behind it, or in its heading, or else in kilograms.
    fn weight(&mut self, column: LotColumn) -> Option<f64> {
        let read = cells::number(self.cell(column));
        let figure = self.keep(column, read)?;
        let heading = self.columns.place(column).and_then(|place| place.grams);
        let unit = match figure.unit {
            "" => Some(heading.unwrap_or(KILOGRAM)),
            unit => words::weight(&fold(unit)),
        };
        let read = unit.map(|unit| Some(figure.value * unit)).ok_or("unknown");
        self.keep(column, read)
    }

    /// How it is kept, and how cold it arrived. A number in the column of the class is a reading: "Température" is both.
    fn temperature(&mut self) -> (Option<TemperatureClass>, Option<DeciCelsius>) {
        let own = self.reading(LotColumn::TemperatureDecidegrees);
        let Some(text) = self.words(LotColumn::TemperatureClass) else { return (None, own) };
        if let Some(class) = words::temperature_class(&text) {
            return (Some(class), own);
        }
        if matches!(cells::number(self.cell(LotColumn::TemperatureClass)), Ok(Some(_))) {
            let other = self.reading(LotColumn::TemperatureClass);
            return (None, own.or(other));
        }
        self.wrong(LotColumn::TemperatureClass, "unknown");
        (None, own)
    }

    /// A temperature in degrees Celsius.
    #[expect(clippy::cast_possible_truncation, reason = "between -10 000 and 10 000")]
    fn reading(&mut self, column: LotColumn) -> Option<DeciCelsius> {
        let read = cells::number(self.cell(column));
        let figure = self.keep(column, read)?;
        let read = match fold(figure.unit).as_str() {
            // More than any thermometer shows; the lot's own limits are narrower.
            "" | "c" | "celsius" => Ok(Some(DeciCelsius((figure.value * 10.0).round().clamp(-10_000.0, 10_000.0) as i64))),
            _ => Err("unknown"),
        };
        self.keep(column, read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::categories::tree;
    use uuid::Uuid;

    const HEADINGS: &str = "Donateur;Catégorie;Produit;EAN;N° de lot;Quantité;Unité;Poids unitaire (kg);Poids (kg);DLC;DDM;\
        Financement;Température;T° à l'arrivée;Emplacement;Note\n";

    fn understood(text: &str) -> LotTable {
        let meaning = |text: &str| tree().get(text);
        understand(&read(text.as_bytes()).unwrap(), SiteId(Uuid::from_u128(1)), &meaning)
    }

    /// What is wrong with one row below the usual headings, without its number.
    fn wrong(row: &str) -> Vec<(String, String)> {
        let errors = understood(&format!("{HEADINGS}{row}\n")).errors;
        errors.into_iter().map(|error| (error.pointer.trim_start_matches("/rows/2/").to_owned(), error.code)).collect()
    }

    #[test]
    fn a_row_is_read_with_all_that_it_says() {
        let row = "Maraîcher;dairy.yoghurt;Yaourts nature;3017620422003;L26;96;pièces;0,125;12;24/12/2026;;FSE+;Frais;3,5 °C;B2;À trier";
        let sheet = understood(&format!("{HEADINGS}{row}\n"));
        assert_eq!((sheet.errors.as_slice(), sheet.columns.len(), sheet.grams), (&[][..], 16, Grams(12_000)));
        let expected = LotTableRow {
            row: 2,
            donor_name: Some("Maraîcher".to_owned()),
            donor: None,
            category: Some("dairy.yoghurt".to_owned()),
            title: Some("Yaourts nature".to_owned()),
            gtin: Some("3017620422003".to_owned()),
            lot_number: Some("L26".to_owned()),
            unit: Some(Unit::Piece),
            grams_per_unit: Some(Grams(125)),
            grams: Some(Grams(12_000)),
            use_by: NaiveDate::from_ymd_opt(2026, 12, 24),
            best_before: None,
            funding_source: Some(FundingSource::EsfPlus),
            temperature_class: Some(TemperatureClass::Chilled),
            temperature_decidegrees: Some(DeciCelsius(35)),
            shelf: Some("B2".to_owned()),
            note: Some("À trier".to_owned()),
            held: false,
        };
        assert_eq!(sheet.rows, [expected]);
    }

    #[test]
    fn what_is_not_said_is_as_usual() {
        let sheet = understood("Catégorie;Produit;Poids;Température\ncanned;Haricots;5;\ndairy;Lait;8;4\n");
        assert!(sheet.errors.is_empty(), "{:?}", sheet.errors);
        let said = |row: &LotTableRow| (row.funding_source, row.temperature_class, row.temperature_decidegrees, row.unit);
        let (gift, kilogram) = (Some(FundingSource::Gift), Some(Unit::Kilogram));
        let expected = [
            (gift, Some(TemperatureClass::Ambient), None, kilogram),
            (gift, Some(TemperatureClass::Chilled), Some(DeciCelsius(40)), kilogram),
        ];
        assert_eq!(sheet.rows.iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_mistake_is_told_where_it_is() {
        let cases = [
            (";;;;;;;;12;;;;;;;", vec![("category", "required"), ("title", "required")]),
            (";moon;Lune;;;;;;12;;;;;;;", vec![("category", "unknown")]),
            (";canned;Thon;;;;;;=1+1;;;;;;;", vec![("grams", "formula")]),
            (";canned;@Thon;;;;;;12;;;;;;;", vec![("title", "formula")]),
            (";canned;Thon;;;;;;-12;;;;;;;", vec![("grams", "too_small")]),
            (";canned;Thon;;;-3;cartons;6;;;;;;;;", vec![("quantity", "too_small")]),
            (";canned;Thon;;;douze;kg;;;;;;;;;", vec![("quantity", "number")]),
            (";canned;Thon;;;3;louches;6;;;;;;;;", vec![("unit", "unknown")]),
            (";canned;Thon;;;3;cartons;;;;;;;;;", vec![("grams_per_unit", "required")]),
            (";canned;Thon;;;2,5;cartons;6;;;;;;;;", vec![("grams", "not_whole_units")]),
            (";canned;Thon;;;3;cartons;6;20;;;;;;;", vec![("grams", "weights_differ")]),
            (";canned;Thon;;;;;;12 litres;;;;;;;", vec![("grams", "unknown")]),
            (";canned;Thon;;;;;;;;;;;;;", vec![("grams", "required")]),
            (";canned;Thon;;;;;;12;demain;;;;;;", vec![("use_by", "date")]),
            (";canned;Thon;;;;;;12;24/12/2026;24/12/2026;;;;;", vec![("use_by", "one_date_only")]),
            (";canned;Thon;;;;;;12;;;loto;;;;", vec![("funding_source", "unknown")]),
            (";canned;Thon;;;;;;12;;;;tiède;;;", vec![("temperature_class", "unknown")]),
            (";canned;Thon;;;;;;12;;;;;38 F;;", vec![("temperature_decidegrees", "unknown")]),
            (";dairy;Lait;;;;;;12;;;;;;;", vec![("temperature_decidegrees", "temperature_required")]),
            (";dairy;Lait;;;;;;12;;;;;400;;", vec![("temperature_decidegrees", "too_large")]),
            (";canned;Thon;123;;;;;12;;;;;;;", vec![("gtin", "gtin")]),
            ("X;canned;Thon;;;;;;12;;;;;;;", vec![("donor_name", "too_short")]),
            (
                ";moon;T;1;;;;;x;y;;z;;;;",
                vec![
                    ("category", "unknown"),
                    ("grams", "number"),
                    ("use_by", "date"),
                    ("funding_source", "unknown"),
                    ("title", "too_short"),
                    ("gtin", "gtin"),
                ],
            ),
        ];
        for (row, expected) in cases {
            let mut found = wrong(row);
            let mut expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{row}");
        }
    }

    #[test]
    fn what_the_headings_lack_is_told_once() {
        let errors = |text: &str| -> Vec<(String, String)> {
            understood(text).errors.into_iter().map(|error| (error.pointer, error.code)).collect()
        };
        let said = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect()
        };
        assert_eq!(errors("a;b\n1;2\n"), said(&[("/columns", "no_heading")]));
        assert_eq!(
            errors("Produit;Note\nRiz;\nPâtes;\n"),
            said(&[("/columns/category", "required"), ("/columns/grams", "required")])
        );
        assert_eq!(errors("Catégorie;Produit;Poids\n"), said(&[("/rows", "required")]));
        let undecided = errors("Catégorie;Produit;Poids;DLC/DDM\ncanned;Thon;1;24/12/2026\n");
        assert_eq!(undecided, said(&[("/columns/use_by", "one_date_only")]));
    }
}
