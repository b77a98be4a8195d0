//! XLSX: the first sheet that is shown, cell by cell.

use super::{Cell, MAX_COLUMNS, MAX_ROWS, Sheet, SheetRow, Unreadable, archive, cells};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use std::io::Cursor;

/// A workbook in memory.
type Book<'f> = Xlsx<Cursor<&'f [u8]>>;

/// Reads a workbook, once its archive is known to be harmless.
///
/// # Errors
/// When it is too large, damaged, or has no sheet.
pub(super) fn read(file: &[u8]) -> Result<Sheet, Unreadable> {
    archive::inspect(file)?;
    sheet(file).map_err(|_| Unreadable::NoTable)
}

/// A workbook whose archive is known to be harmless, and the name of the first sheet that is shown.
///
/// # Errors
/// When it is damaged or has no sheet.
pub(super) fn open(file: &[u8]) -> Result<(Book<'_>, String), XlsxError> {
    let book: Book<'_> = Xlsx::new(Cursor::new(file))?;
    let shown = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let name = book.sheets_metadata().iter().find(shown).map(|sheet| sheet.name.clone());
    let name = name.ok_or_else(|| XlsxError::WorksheetNotFound(String::new()))?;
    Ok((book, name))
}

fn sheet(file: &[u8]) -> Result<Sheet, XlsxError> {
    let (mut book, name) = open(file)?;
    let mut sheet = Sheet { rows: Vec::new(), from_1904: book.has_1904_epoch() };
    // Streamed, not as a range: two cells at the far ends of a sheet would be a range of billions. Formulas by their kind
    // alone: one that is spread out over many cells is not written out for each.
    let mut reader = book.worksheet_cells_reader(&name)?;
    while let Some(record) = reader.next_cell_with_formula_metadata()? {
        let cell = if record.formula.is_some() { Cell::Formula } else { value(&record.value) };
        if cell != Cell::Empty && !sheet.put(record.pos, cell) {
            break;
        }
    }
    Ok(sheet)
}

impl Sheet {
    /// Puts a cell in its place; `false` once there are as many rows as are read. Cells come row by row.
    fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> bool {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return true;
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.rows.len() == MAX_ROWS {
                return false;
            }
            self.rows.push(SheetRow { number, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            last.cells.resize(last.cells.len().max(column + 1), Cell::Empty);
            if let Some(place) = last.cells.get_mut(column) {
                *place = cell;
            }
        }
        true
    }
}

/// What a cell holds.
fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Int(number) => cells::typed(&number.to_string()),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => cells::typed(text),
        DataRef::SharedString(text) => cells::typed(text),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            day.map_or(Cell::Number(at.as_f64()), Cell::Day)
        }
        DataRef::DateTime(at) => Cell::Number(at.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cells::typed(text),
        DataRef::Bool(_) | DataRef::Empty => Cell::Empty,
        // "#N/A" and its like are what a formula left.
        DataRef::Error(_) => Cell::Formula,
    }
}
