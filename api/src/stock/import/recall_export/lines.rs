//! The rows of a file, one after the other: of one that has 45 MB nobody needs a second copy.

use super::super::{MAX_COLUMNS, Unreadable, archive, text_file, workbook};
use calamine::DataRef;
use csv::{ReaderBuilder, StringRecord};

/// What all parts of a workbook together may unfold to, bytes: the whole history is some 60 MB.
const MAX_UNFOLDED: u64 = 128 * 1024 * 1024;

/// Takes a row: its number in the file, whose first row is 1, and its cells.
pub(super) type Take<'t> = &'t mut dyn FnMut(u32, &[&str]) -> Result<(), Unreadable>;

/// Gives each row that holds something, until one is refused.
///
/// # Errors
/// When the file cannot be read; what `take` returns.
pub(super) fn each(file: &[u8], take: Take<'_>) -> Result<(), Unreadable> {
    if archive::is_archive(file) { of_workbook(file, take) } else { of_text(file, take) }
}

fn of_text(file: &[u8], take: Take<'_>) -> Result<(), Unreadable> {
    let text = text_file::decode(file);
    // A picture or an old workbook has zeros in it. Other signs that are no letters are in what people paste into notices.
    if text.contains('\0') {
        return Err(Unreadable::NoTable);
    }
    // By the headings: what stands below them is prose, with commas of its own.
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = u8::try_from(text_file::delimiter(first)).unwrap_or(b';');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut record, mut number) = (StringRecord::new(), 0_u32);
    while reader.read_record(&mut record).map_err(|_| Unreadable::NoTable)? {
        number = number.saturating_add(1);
        let cells: Vec<&str> = record.iter().take(MAX_COLUMNS).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            take(number, &cells)?;
        }
    }
    Ok(())
}

fn of_workbook(file: &[u8], take: Take<'_>) -> Result<(), Unreadable> {
    archive::inspect_up_to(file, MAX_UNFOLDED)?;
    let (mut book, name) = workbook::open(file).map_err(|_| Unreadable::NoTable)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unreadable::NoTable)?;
    let mut row = Row::default();
    while let Some(cell) = reader.next_cell().map_err(|_| Unreadable::NoTable)? {
        let (at, column) = cell.get_position();
        let number = at.saturating_add(1);
        if row.number != number {
            row.give(&mut *take)?;
            row = Row { number, cells: Vec::new() };
        }
        row.put(column, text_of(cell.get_value()));
    }
    row.give(take)
}

/// A row of a workbook, whose cells come one by one.
#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<String>,
}

impl Row {
    fn put(&mut self, column: u32, text: String) {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS || text.is_empty() {
            return;
        }
        self.cells.resize(self.cells.len().max(column + 1), String::new());
        if let Some(place) = self.cells.get_mut(column) {
            *place = text;
        }
    }

    fn give(&self, take: Take<'_>) -> Result<(), Unreadable> {
        let cells: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        if cells.is_empty() { Ok(()) } else { take(self.number, &cells) }
    }
}

/// What a cell says, as the data set writes it.
fn text_of(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(file: &[u8]) -> Vec<(u32, Vec<String>)> {
        let mut rows = Vec::new();
        let mut take = |number: u32, cells: &[&str]| {
            rows.push((number, cells.iter().map(|cell| (*cell).to_owned()).collect()));
            Ok(())
        };
        each(file, &mut take).unwrap();
        rows
    }

    #[test]
    fn a_row_may_have_line_ends_and_commas_within() {
        let file = "\u{feff}gtin;libelle\r\n1;\"deux\nlignes, et \"\"des\"\" guillemets\"\r\n;\r\n3;a, b, c, d\u{b}\r\n";
        let of = |number: u32, cells: [&str; 2]| (number, cells.map(str::to_owned).to_vec());
        assert_eq!(
            rows(file.as_bytes()),
            [
                of(1, ["gtin", "libelle"]),
                of(2, ["1", "deux\nlignes, et \"des\" guillemets"]),
                of(4, ["3", "a, b, c, d\u{b}"])
            ]
        );
    }

    #[test]
    fn a_row_that_is_refused_is_the_last() {
        let mut count = 0;
        let mut take = |_: u32, _: &[&str]| {
            count += 1;
            if count < 2 { Ok(()) } else { Err(Unreadable::TooManyRows) }
        };
        assert_eq!(each(b"a\nb\nc\n", &mut take), Err(Unreadable::TooManyRows));
        assert_eq!(count, 2);
    }

    #[test]
    fn numbers_of_a_workbook_are_barcodes() {
        assert_eq!(text_of(&DataRef::Float(3_760_289_220_694.0)), "3760289220694");
        assert_eq!(text_of(&DataRef::Empty), "");
    }
}
