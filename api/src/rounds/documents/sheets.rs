//! A round as a workbook of two sheets: its lines, and its recipients with the four quantities. Texts are written as texts,
//! so that none becomes a formula.

use super::papers::Papers;
use super::words::Words;
use crate::categories;
use crate::http::Error;
use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};
use shared::ids::SiteId;
use shared::rounds::{RoundRecipient, RoundRequest};
use shared::units::Grams;
use std::collections::HashMap;

/// What stands in a cell.
enum Cell {
    Text(String),
    Whole(i64),
    Decimal(f64),
    Nothing,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A share of what somebody should have, from millionths to percent.
    fn level(millionths: Option<i64>) -> Self {
        millionths.map_or(Self::Nothing, |level| Self::Decimal((level as f64 / 1_000.0).round() / 10.0))
    }

    fn grams(grams: Option<Grams>) -> Self {
        grams.map_or(Self::Nothing, |grams| Self::Decimal(grams.0 as f64 / 1_000.0))
    }
}

/// Writes the workbook.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn write(papers: &Papers, words: &Words) -> Result<Vec<u8>, Error> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        fill(workbook.add_worksheet(), words.lines, &line_heads(words), &lines(papers, words))?;
        fill(workbook.add_worksheet(), words.recipients, &recipient_heads(words), &recipients(papers, words))?;
        workbook.save_to_buffer()
    };
    written().map_err(|error| Error::Internal(error.to_string()))
}

/// A sheet with a heading that stays in view and can be filtered by.
fn fill(sheet: &mut Worksheet, name: &str, heads: &[&str], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let (last_row, last_column) = (rows.len().try_into().unwrap_or(RowNum::MAX), heads.len().saturating_sub(1));
    sheet.autofilter(0, 0, last_row, last_column.try_into().unwrap_or(ColNum::MAX))?;
    sheet.autofit();
    Ok(())
}

fn put(sheet: &mut Worksheet, row: RowNum, column: ColNum, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if text.is_empty() => Ok(()),
        Cell::Nothing => Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, text).map(|_| ()),
        Cell::Whole(number) => sheet.write(row, column, *number).map(|_| ()),
        Cell::Decimal(number) => sheet.write_number(row, column, *number).map(|_| ()),
    }
}

const fn line_heads(words: &Words) -> [&'static str; 15] {
    [
        words.organisation,
        words.site,
        words.food,
        words.category,
        words.kept,
        words.batch,
        words.date,
        words.funding,
        words.fetched_at,
        words.allocated_kg,
        words.received_kg,
        words.status,
        words.reason,
        words.note,
        words.by_hand,
    ]
}

fn lines(papers: &Papers, words: &Words) -> Vec<Vec<Cell>> {
    let rows = papers.lines().map(|(it, recipient)| {
        let (lot, line) = (it.lot(), it.line);
        vec![
            Cell::text(&recipient.organisation.name),
            Cell::text(&recipient.site.name),
            Cell::text(&lot.title),
            Cell::Text(categories::label(&lot.category, words.locale)),
            Cell::text(words.class(lot.temperature_class)),
            Cell::Text(lot.lot_number.clone().unwrap_or_default()),
            Cell::Text(words.date_of(lot)),
            Cell::text(words.funding_of(lot.funding_source)),
            Cell::text(&it.of.site.name),
            Cell::Whole(line.kg),
            Cell::grams(line.received_grams),
            line.status.map_or(Cell::Nothing, |status| Cell::text(words.status_of(status))),
            line.reason.map_or(Cell::Nothing, |reason| Cell::text(words.reason_of(reason))),
            Cell::Text(line.note.clone().unwrap_or_default()),
            Cell::text(if line.by_hand { words.yes } else { "" }),
        ]
    });
    rows.collect()
}

const fn recipient_heads(words: &Words) -> [&'static str; 12] {
    [
        words.organisation,
        words.site,
        words.takes_part,
        words.reason,
        words.people,
        words.factor,
        words.requested_kg,
        words.approved_kg,
        words.allocated_kg,
        words.received_kg,
        words.level_before,
        words.level,
    ]
}

fn recipients(papers: &Papers, words: &Words) -> Vec<Vec<Cell>> {
    let received = received(papers);
    let all = papers.workbench.recipients.iter();
    all.map(|recipient| of_recipient(recipient, received.get(&recipient.site.id).copied(), words)).collect()
}

/// What each site has received, of those that have received anything.
fn received(papers: &Papers) -> HashMap<SiteId, Grams> {
    let mut received: HashMap<SiteId, Grams> = HashMap::new();
    for (it, recipient) in papers.lines() {
        if let Some(grams) = it.line.received_grams {
            let sum = received.entry(recipient.site.id).or_default();
            *sum = sum.plus(grams);
        }
    }
    received
}

fn of_recipient(recipient: &RoundRecipient, received: Option<Grams>, words: &Words) -> Vec<Cell> {
    let sum = |of: fn(&RoundRequest) -> i64| recipient.requests.iter().map(of).sum::<i64>();
    vec![
        Cell::text(&recipient.organisation.name),
        Cell::text(&recipient.site.name),
        Cell::text(if recipient.takes_part { words.yes } else { "" }),
        recipient.reason.map_or(Cell::Nothing, |reason| Cell::text(words.reason_of(reason))),
        recipient.people.map_or(Cell::Nothing, Cell::Whole),
        Cell::Whole(recipient.factor_percent),
        Cell::Whole(sum(|request| request.requested_kg)),
        Cell::Whole(sum(|request| request.approved_kg)),
        recipient.share.map_or(Cell::Nothing, |share| Cell::Whole(share.kg)),
        Cell::grams(received),
        Cell::level(recipient.share.map(|share| share.level_before)),
        Cell::level(recipient.share.map(|share| share.level)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::papers::samples::papers;
    use super::*;
    use shared::accounts::Locale;

    #[test]
    fn a_workbook_is_written_in_both_languages() {
        for locale in Locale::ALL {
            let workbook = write(&papers(100), Words::of(*locale)).unwrap();
            // A workbook is an archive.
            assert!(workbook.starts_with(b"PK"), "{locale}");
            assert!(write(&papers(0), Words::of(*locale)).is_ok());
        }
    }
}
