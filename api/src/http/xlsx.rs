//! Workbooks for spreadsheets. Texts are written as texts, so that none becomes a formula.

use super::Error;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, RowNum, Workbook, Worksheet, XlsxError};
use shared::cold_chain::DeciCelsius;
use shared::units::Grams;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, or figures that nobody adds up.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A day.
    Day(NaiveDate),
    /// Nothing.
    Nothing,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A weight, in kilograms.
    #[must_use]
    pub fn kg(grams: Grams) -> Self {
        Self::Decimal(grams.0 as f64 / 1_000.0)
    }

    /// A temperature, in degrees Celsius.
    #[must_use]
    pub fn celsius(reading: DeciCelsius) -> Self {
        Self::Decimal(reading.0 as f64 / 10.0)
    }
}

/// A sheet that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'s> {
    /// What it is called, at most 31 letters.
    pub name: &'s str,
    /// What its columns are called.
    pub heads: &'s [&'s str],
    /// Its rows, each with as many cells as there are columns.
    pub rows: &'s [Vec<Cell>],
}

/// A workbook of sheets whose headings stay in view and can be filtered by.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn write(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, Error> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        for sheet in sheets {
            fill(workbook.add_worksheet(), sheet)?;
        }
        workbook.save_to_buffer()
    };
    written().map_err(|error| Error::Internal(error.to_string()))
}

fn fill(sheet: &mut Worksheet, of: &Sheet<'_>) -> Result<(), XlsxError> {
    sheet.set_name(of.name)?;
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    for (column, head) in (0..).zip(of.heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    for (row, cells) in (1..).zip(of.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, (row, column), cell, &day)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let (last_row, last_column) = (of.rows.len().try_into().unwrap_or(RowNum::MAX), of.heads.len().saturating_sub(1));
    sheet.autofilter(0, 0, last_row, last_column.try_into().unwrap_or(ColNum::MAX))?;
    sheet.autofit();
    Ok(())
}

fn put(sheet: &mut Worksheet, (row, column): (RowNum, ColNum), cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if text.is_empty() => Ok(()),
        Cell::Nothing => Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, text).map(|_| ()),
        Cell::Whole(number) => sheet.write(row, column, *number).map(|_| ()),
        Cell::Decimal(number) => sheet.write_number(row, column, *number).map(|_| ()),
        Cell::Day(date) => match counted(*date) {
            Some(date) => sheet.write_datetime_with_format(row, column, &date, day).map(|_| ()),
            None => sheet.write_string(row, column, date.to_string()).map(|_| ()),
        },
    }
}

/// A day as spreadsheets count it; they know none before 1900.
fn counted(day: NaiveDate) -> Option<ExcelDateTime> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_written_whatever_stands_in_it() {
        let day = |text: &str| Cell::Day(text.parse().unwrap());
        let rows = [
            vec![Cell::text("=1+1"), Cell::kg(Grams(12_500)), day("2026-11-24")],
            vec![Cell::text(""), Cell::Whole(-3), day("1789-07-14")],
            vec![Cell::Nothing, Cell::Nothing, Cell::Nothing],
        ];
        let sheet = Sheet { name: "Stock", heads: &["Produit", "Poids (kg)", "Reçu le"], rows: &rows };
        // A workbook is an archive.
        assert!(write(&[sheet]).unwrap().starts_with(b"PK"));
        assert!(write(&[sheet, Sheet { name: "Vide", rows: &[], ..sheet }]).is_ok());
    }
}
