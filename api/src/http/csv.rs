//! Tables of comma-separated values (RFC 4180) that are harmless in a spreadsheet.

use super::Error;
use super::xlsx::Cell;
use csv::{Terminator, Writer, WriterBuilder};
use shared::accounts::Locale;
use std::borrow::Cow;

/// A table that is being written.
pub struct Table {
    writer: Writer<Vec<u8>>,
    locale: Locale,
}

impl Table {
    /// With a heading, for other programs as well: with commas.
    ///
    /// # Errors
    /// When a row cannot be written, which is a mistake of ours.
    pub fn new<'h>(heading: impl IntoIterator<Item = &'h str>) -> Result<Self, Error> {
        Self::of(Locale::English, heading)
    }

    /// With a heading, as the spreadsheets of a language open it: in French with semicolons, and a mark that says UTF-8.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of<'h>(locale: Locale, heading: impl IntoIterator<Item = &'h str>) -> Result<Self, Error> {
        let (delimiter, start) = match locale {
            Locale::French => (b';', "\u{feff}"),
            Locale::English => (b',', ""),
        };
        let mut builder = WriterBuilder::new();
        let writer = builder.delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::from(start));
        let mut table = Self { writer, locale };
        table.write(heading)?;
        Ok(table)
    }

    /// Adds a row of texts, with as many cells as the heading has.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(), Error> {
        self.write(cells.into_iter().map(|cell| harmless(cell.as_ref()).into_owned()))
    }

    /// Adds a row whose numbers and days are written as spreadsheets of the table's language read them.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn cells(&mut self, cells: &[Cell]) -> Result<(), Error> {
        let locale = self.locale;
        self.write(cells.iter().map(|cell| shown(cell, locale)))
    }

    fn write(&mut self, record: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<(), Error> {
        self.writer.write_record(record).map_err(|error| Error::Internal(error.to_string()))
    }

    /// The whole table.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.writer.into_inner().map_err(|error| Error::Internal(error.to_string()))
    }
}

/// A cell as text. A number is no formula, whatever it begins with.
fn shown(cell: &Cell, locale: Locale) -> String {
    match (cell, locale) {
        (Cell::Text(text), _) => harmless(text).into_owned(),
        (Cell::Whole(number), _) => number.to_string(),
        (Cell::Decimal(number), Locale::French) => number.to_string().replace('.', ","),
        (Cell::Decimal(number), Locale::English) => number.to_string(),
        (Cell::Day(day), Locale::French) => day.format("%d/%m/%Y").to_string(),
        (Cell::Day(day), Locale::English) => day.to_string(),
        (Cell::Nothing, _) => String::new(),
    }
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front (OWASP, "CSV
/// Injection"). Blanks before it do not make it harmless.
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let controls = cell.starts_with(['\t', '\r', '\n']);
    if controls || cell.trim_start().starts_with(begins) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::cold_chain::DeciCelsius;
    use shared::units::Grams;

    #[test]
    fn a_formula_becomes_text() {
        for formula in ["=1+1", "+33 5", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Épicerie = sociale"), "Épicerie = sociale");
    }

    #[test]
    fn cells_are_written_as_a_spreadsheet_of_the_language_reads_them() {
        let row = [
            Cell::text("=1+1"),
            Cell::kg(Grams(12_050)),
            Cell::kg(Grams(300_000)),
            Cell::celsius(DeciCelsius(-185)),
            Cell::Day("2026-11-24".parse().unwrap()),
            Cell::Nothing,
        ];
        let written = |locale| {
            let mut table = Table::of(locale, ["a", "b", "c", "d", "e", "f"]).unwrap();
            table.cells(&row).unwrap();
            String::from_utf8(table.finish().unwrap()).unwrap()
        };
        assert_eq!(written(Locale::French), "\u{feff}a;b;c;d;e;f\r\n'=1+1;12,05;300;-18,5;24/11/2026;\r\n");
        assert_eq!(written(Locale::English), "a,b,c,d,e,f\r\n'=1+1,12.05,300,-18.5,2026-11-24,\r\n");
    }

    proptest! {
        #[test]
        fn no_cell_begins_like_a_formula_and_none_moves(cells in prop::array::uniform3(".{0,30}")) {
            let mut table = Table::new(["a", "b", "c"]).unwrap();
            table.row(cells.clone()).unwrap();
            let text = table.finish().unwrap();
            let mut reader = csv::Reader::from_reader(text.as_slice());
            let row = reader.records().next().unwrap().unwrap();
            for (cell, written) in row.iter().zip(&cells) {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
                prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), written.strip_prefix('\'').unwrap_or(written));
            }
        }
    }
}
