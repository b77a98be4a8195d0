//! Tables in CSV: rows by column name, with their line in the file.

use super::{Remark, Unreadable};
use csv::{ReaderBuilder, StringRecord};
use std::collections::HashMap;

/// A CSV file, read as a whole.
#[derive(Debug)]
pub struct Table {
    columns: HashMap<String, usize>,
    records: Vec<(u64, StringRecord)>,
    /// Rows with more or fewer fields than the header.
    pub broken: Vec<Remark>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// Line in the file.
    pub line: u64,
    columns: &'t HashMap<String, usize>,
    record: &'t StringRecord,
}

impl Table {
    /// Reads `text` and makes sure of its columns.
    ///
    /// # Errors
    /// When the text is no CSV or lacks one of `columns`.
    pub fn read(text: &str, columns: &[&str]) -> Result<Self, Unreadable> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let unreadable = |error: csv::Error| Unreadable(format!("not a CSV file: {error}"));
        let header = reader.headers().map_err(unreadable)?.clone();
        let found: HashMap<String, usize> = header.iter().map(str::to_owned).zip(0..).collect();
        if let Some(missing) = columns.iter().find(|column| !found.contains_key(**column)) {
            return Err(Unreadable(format!("the file has no column `{missing}`")));
        }
        let mut table = Self { columns: found, records: Vec::new(), broken: Vec::new() };
        for record in reader.records() {
            let record = record.map_err(unreadable)?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() == header.len() {
                table.records.push((line, record));
            } else {
                let text = format!("{} fields instead of {}", record.len(), header.len());
                table.broken.push(Remark { line, text });
            }
        }
        Ok(table)
    }

    /// All rows that are as long as the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row { line: *line, columns: &self.columns, record })
    }
}

impl<'t> Row<'t> {
    /// The text in a column, trimmed; empty where the file has no such column.
    #[must_use]
    pub fn text(&self, column: &str) -> &'t str {
        self.columns.get(column).and_then(|index| self.record.get(*index)).unwrap_or_default()
    }

    /// The number in a column, with a decimal point or, as the French write it, a comma; `None` where the field is empty.
    ///
    /// # Errors
    /// When the field holds something else.
    pub fn number(&self, column: &str) -> Result<Option<f64>, String> {
        match self.text(column) {
            "" => Ok(None),
            text => text.replace(',', ".").parse().map(Some).map_err(|_| format!("{column} `{text}` is no number")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_are_read_by_name_and_broken_ones_are_told_by_line() {
        let table = Table::read("\u{feff}b,a\n1, x \n2\n3,\"y\nz\"\n\"4,5\",w\n", &["a", "b"]).unwrap();
        let rows: Vec<_> = table.rows().map(|row| (row.line, row.text("a").to_owned(), row.number("b").unwrap())).collect();
        assert_eq!(
            rows,
            [(2, "x".to_owned(), Some(1.0)), (4, "y\nz".to_owned(), Some(3.0)), (6, "w".to_owned(), Some(4.5))]
        );
        assert_eq!(table.broken, [Remark { line: 3, text: "1 fields instead of 2".to_owned() }]);
    }

    #[test]
    fn a_missing_column_stops_everything() {
        assert_eq!(Table::read("a\n1\n", &["a", "b"]).unwrap_err().0, "the file has no column `b`");
        assert!(Table::read("", &["a"]).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*([,\"\\n]\\PC*){0,9}") {
            if let Ok(table) = Table::read(&text, &[]) {
                for row in table.rows() {
                    let _ = (row.text("a"), row.number("b"));
                }
            }
        }
    }
}
