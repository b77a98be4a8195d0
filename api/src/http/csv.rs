//! Tables of comma-separated values (RFC 4180) that are harmless in a spreadsheet.

use super::Error;
use csv::{Writer, WriterBuilder};
use std::borrow::Cow;

/// A table that is being written.
pub struct Table(Writer<Vec<u8>>);

impl Table {
    /// With a heading.
    ///
    /// # Errors
    /// When a row cannot be written, which is a mistake of ours.
    pub fn new<'h>(heading: impl IntoIterator<Item = &'h str>) -> Result<Self, Error> {
        Self::begun(b',', Vec::new(), heading)
    }

    /// With a heading, as spreadsheets in France open it: with semicolons, and a mark that says UTF-8.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_semicolons<'h>(heading: impl IntoIterator<Item = &'h str>) -> Result<Self, Error> {
        Self::begun(b';', "\u{feff}".into(), heading)
    }

    fn begun<'h>(delimiter: u8, start: Vec<u8>, heading: impl IntoIterator<Item = &'h str>) -> Result<Self, Error> {
        let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(start);
        writer.write_record(heading).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(writer))
    }

    /// Adds a row, with as many cells as the heading has.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), Error> {
        let cells = cells.into_iter().map(|cell| harmless(&cell).into_owned());
        self.0.write_record(cells).map_err(|error| Error::Internal(error.to_string()))
    }

    /// The whole table.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.0.into_inner().map_err(|error| Error::Internal(error.to_string()))
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

    #[test]
    fn a_formula_becomes_text() {
        for formula in ["=1+1", "+33 5", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Épicerie = sociale"), "Épicerie = sociale");
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
