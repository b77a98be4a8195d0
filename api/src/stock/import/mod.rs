//! Lots in a spreadsheet, read without a database: a file becomes rows of cells (`text_file`, `workbook`, which is looked
//! through first in `archive`), headings become columns (`columns`), cells values (`cells`), and rows lots, or what is
//! wrong with them (`rows`, `amounts`). The same readers serve another file, the export of recalls (`recall_export`).

mod amounts;
mod archive;
mod cells;
mod columns;
pub mod recall_export;
mod rows;
mod template;
mod text_file;
mod words;
mod workbook;

pub use rows::{lot, understand};
pub use template::template;

use chrono::NaiveDate;
use columns::Columns;
use shared::problem::{Code, Problem};
use shared::stock::MAX_BATCH;

/// Among how many first rows the headings are looked for: people write a title above them.
const HEAD: usize = 10;
/// Rows that are read: of a longer sheet no more is needed to know that it is too long.
const MAX_ROWS: usize = HEAD + MAX_BATCH + 1;
/// Columns that are looked at.
const MAX_COLUMNS: usize = 100;

/// Why a file is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is neither of the two kinds, or damaged.
    NoTable,
    /// It unfolds to more than is taken in.
    TooLarge,
    /// It has more rows than are received at once.
    TooManyRows,
}

impl Unreadable {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::NoTable => Problem::of(Code::NoTable),
            Self::TooLarge => Problem::of(Code::TooLarge),
            Self::TooManyRows => Problem::of(Code::TooManyRows).with("max", MAX_BATCH),
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
enum Cell {
    /// Nothing, or a hyphen in its place.
    #[default]
    Empty,
    /// Words, or figures as somebody typed them.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A day of a workbook.
    Day(NaiveDate),
    /// Something to be computed: what it gives depends on who opens it.
    Formula,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq)]
struct SheetRow {
    /// Its number in the sheet, whose first row is 1.
    number: u32,
    cells: Vec<Cell>,
}

/// The rows that hold something, at most [`MAX_ROWS`].
#[derive(Clone, Debug, Default, PartialEq)]
struct Sheet {
    rows: Vec<SheetRow>,
    /// Whether days are counted from 1904, as old spreadsheets of Apple's do.
    from_1904: bool,
}

/// A file whose headings are found.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// `None`: no row says what stands in the columns.
    columns: Option<Columns>,
    rows: Vec<SheetRow>,
    from_1904: bool,
}

/// Reads a file, whose kind its content tells.
///
/// # Errors
/// Why it is refused as a whole.
pub fn read(file: &[u8]) -> Result<Table, Unreadable> {
    let sheet = if archive::is_archive(file) { workbook::read(file)? } else { text_file::read(file)? };
    let Sheet { mut rows, from_1904 } = sheet;
    let Some((place, columns)) = columns::find(rows.get(..HEAD).unwrap_or(&rows)) else {
        return Ok(Table { columns: None, rows: Vec::new(), from_1904 });
    };
    let rows = rows.split_off(place + 1);
    if rows.len() > MAX_BATCH { Err(Unreadable::TooManyRows) } else { Ok(Table { columns: Some(columns), rows, from_1904 }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows_of(text: &str) -> Vec<u32> {
        read(text.as_bytes()).unwrap().rows.iter().map(|row| row.number).collect()
    }

    #[test]
    fn headings_may_stand_below_a_title_and_rows_keep_their_numbers() {
        assert_eq!(rows_of("Réception du 24 novembre\n\nProduit;Poids\nRiz;12\n\n;\nPâtes;5\n"), [4, 7]);
        assert_eq!(rows_of("Produit;Poids\n"), [0_u32; 0]);
        assert_eq!(read(b"a;b\nc;d\n").unwrap().columns, None);
        assert_eq!(read(b"").unwrap().columns, None);
    }

    #[test]
    fn five_hundred_rows_are_read_and_one_more_is_not() {
        let sheet = |rows: usize| format!("Produit;Poids\n{}", "Riz;12\n".repeat(rows));
        assert_eq!(read(sheet(500).as_bytes()).unwrap().rows.len(), 500);
        assert_eq!(read(sheet(501).as_bytes()), Err(Unreadable::TooManyRows));
        assert_eq!(read(sheet(100_000).as_bytes()), Err(Unreadable::TooManyRows));
        let titled = format!("{}{}", "Titre\n".repeat(9), sheet(501));
        assert_eq!(read(titled.as_bytes()), Err(Unreadable::TooManyRows));
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
            let mut zipped = b"PK\x03\x04".to_vec();
            zipped.extend(bytes);
            prop_assert!(read(&zipped).is_err());
        }
    }
}
