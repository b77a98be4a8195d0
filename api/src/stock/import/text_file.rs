//! CSV as spreadsheets write it: semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252.

use super::{Cell, MAX_COLUMNS, MAX_ROWS, Sheet, SheetRow, Unreadable, cells};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// What may stand between two cells; of those that stand there equally often the first is meant.
const DELIMITERS: [char; 3] = [';', '\t', ','];
/// Lines that show which it is.
const SHOWN: usize = 20;

/// Reads a text.
///
/// # Errors
/// When it is none.
pub(super) fn read(file: &[u8]) -> Result<Sheet, Unreadable> {
    let text = decode(file);
    // A picture, a PDF or an old workbook is no text, but every byte means something in Windows-1252.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(Unreadable::NoTable);
    }
    // One kind of line end, also after the last line, so that lines can be counted.
    let text = text.replace("\r\n", "\n").replace('\r', "\n") + "\n";
    let delimiter = u8::try_from(delimiter(&text)).unwrap_or(b';');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut record, mut sheet, mut inner_lines) = (StringRecord::new(), Sheet::default(), 0);
    while sheet.rows.len() < MAX_ROWS && reader.read_record(&mut record).map_err(|_| Unreadable::NoTable)? {
        // A spreadsheet shows a cell of several lines as one row, and an empty line as a row too.
        inner_lines += line_ends(&record);
        let number = reader.position().line().saturating_sub(1 + inner_lines);
        let cells: Vec<Cell> = record.iter().take(MAX_COLUMNS).map(cells::typed).collect();
        if cells.iter().any(|cell| *cell != Cell::Empty) {
            sheet.rows.push(SheetRow { number: u32::try_from(number).unwrap_or(u32::MAX), cells });
        }
    }
    Ok(sheet)
}

/// The text, by its byte order mark, else as UTF-8 where it is that, else as Windows-1252.
pub(super) fn decode(file: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(file) {
        return encoding.decode_without_bom_handling(file.get(mark..).unwrap_or_default()).0;
    }
    std::str::from_utf8(file).map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(file).0, Cow::Borrowed)
}

/// What stands most often in the line that has most of it.
pub(super) fn delimiter(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SHOWN).collect();
    let most = |sign: char| lines.iter().map(|line| outside_quotes(line, sign)).max().unwrap_or_default();
    // `max_by_key` gives the last of equals.
    DELIMITERS.into_iter().rev().max_by_key(|sign| most(*sign)).unwrap_or(';')
}

/// How often a sign stands in a line, what is in quotes aside.
fn outside_quotes(line: &str, sign: char) -> usize {
    line.split('"').step_by(2).map(|part| part.matches(sign).count()).sum()
}

fn line_ends(record: &StringRecord) -> u64 {
    record.iter().map(|field| u64::try_from(field.matches('\n').count()).unwrap_or_default()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(file: &[u8]) -> Vec<(u32, Vec<String>)> {
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        let rows = read(file).unwrap().rows;
        rows.iter().map(|row| (row.number, row.cells.iter().map(text).collect())).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn delimiters_and_encodings_are_found_out() {
        let expected = [row(1, &["Désignation", "Poids"]), row(2, &["Pâtes", "1,5"])];
        for text in
            ["Désignation;Poids\nPâtes;1,5\n", "Désignation\tPoids\r\nPâtes\t1,5", "Désignation,Poids\rPâtes,\"1,5\""]
        {
            assert_eq!(words(text.as_bytes()), expected, "{text:?}");
            assert_eq!(words(format!("\u{feff}{text}").as_bytes()), expected, "{text:?}");
            assert_eq!(words(&WINDOWS_1252.encode(text).0), expected, "{text:?}");
            let wide: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            assert_eq!(words(&wide), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let file = b"\n\na;b\n\"x\ny\";1\n\n\"z\";\"p\nq\nr\"\n;\nend;2";
        let expected = [row(3, &["a", "b"]), row(4, &["x\ny", "1"]), row(6, &["z", "p\nq\nr"]), row(8, &["end", "2"])];
        assert_eq!(words(file), expected);
    }

    #[test]
    fn what_is_no_text_is_no_table() {
        for file in [&b"\x89PNG\r\n\x1a\n\0\0"[..], b"%PDF-1.7\n\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a;b\0"] {
            assert_eq!(read(file), Err(Unreadable::NoTable), "{file:?}");
        }
    }

    #[test]
    fn a_quote_that_nobody_closes_is_one_cell() {
        assert_eq!(words(b"a;b\n\"c;d\ne;f\n").len(), 2);
    }
}
