//! A round as a workbook of two sheets: its lines, and its recipients with the four quantities.

use super::papers::Papers;
use super::words::Words;
use crate::categories;
use crate::http::Error;
use crate::http::xlsx::{self, Cell, Sheet};
use shared::ids::SiteId;
use shared::rounds::{RoundRecipient, RoundRequest};
use shared::units::Grams;
use std::collections::HashMap;

/// Writes the workbook.
///
/// # Errors
/// When it cannot be written, which is a mistake of ours.
pub fn write(papers: &Papers, words: &Words) -> Result<Vec<u8>, Error> {
    xlsx::write(&[
        Sheet { name: words.lines, heads: &line_heads(words), rows: &lines(papers, words) },
        Sheet { name: words.recipients, heads: &recipient_heads(words), rows: &recipients(papers, words) },
    ])
}

/// A share of what somebody should have, from millionths to percent.
fn level(millionths: Option<i64>) -> Cell {
    millionths.map_or(Cell::Nothing, |level| Cell::Decimal((level as f64 / 1_000.0).round() / 10.0))
}

/// A weight that not everybody has.
fn kg(grams: Option<Grams>) -> Cell {
    grams.map_or(Cell::Nothing, Cell::kg)
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
            kg(line.received_grams),
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
        kg(received),
        level(recipient.share.map(|share| share.level_before)),
        level(recipient.share.map(|share| share.level)),
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
