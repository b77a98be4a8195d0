//! The lines of a round as comma-separated values, in the words of the API: for other programs.

use super::papers::{Delivered, Papers};
use crate::http::Error;
use crate::http::csv::Table;
use shared::rounds::RoundRecipient;
use shared::units::Grams;

const HEADING: [&str; 20] = [
    "round_id",
    "fetched_on",
    "organisation",
    "site",
    "site_id",
    "lot_id",
    "food",
    "category",
    "temperature_class",
    "lot_number",
    "use_by",
    "best_before",
    "funding_source",
    "from_site",
    "allocated_kg",
    "received_kg",
    "status",
    "reason",
    "note",
    "by_hand",
];

/// All lines, also those that were refused or set to nothing.
///
/// # Errors
/// When a row cannot be written, which is a mistake of ours.
pub fn write(papers: &Papers) -> Result<Vec<u8>, Error> {
    let mut table = Table::new(HEADING)?;
    for (it, recipient) in papers.lines() {
        table.row(cells(papers, &it, recipient))?;
    }
    table.finish()
}

fn cells(papers: &Papers, it: &Delivered<'_>, recipient: &RoundRecipient) -> [String; 20] {
    let (lot, line, round) = (it.lot(), it.line, &papers.workbench.round);
    let shown = |value: Option<&dyn std::fmt::Display>| value.map_or_else(String::new, ToString::to_string);
    [
        round.id.to_string(),
        round.fetched_on.to_string(),
        recipient.organisation.name.clone(),
        recipient.site.name.clone(),
        recipient.site.id.to_string(),
        lot.id.to_string(),
        lot.title.clone(),
        lot.category.clone(),
        lot.temperature_class.to_string(),
        lot.lot_number.clone().unwrap_or_default(),
        shown(lot.use_by.as_ref().map(|day| day as _)),
        shown(lot.best_before.as_ref().map(|day| day as _)),
        lot.funding_source.to_string(),
        it.of.site.name.clone(),
        line.kg.to_string(),
        line.received_grams.map(decimal).unwrap_or_default(),
        shown(line.status.as_ref().map(|status| status as _)),
        shown(line.reason.as_ref().map(|reason| reason as _)),
        line.note.clone().unwrap_or_default(),
        line.by_hand.to_string(),
    ]
}

/// Kilograms with all their decimals, and a point.
fn decimal(grams: Grams) -> String {
    format!("{}.{:03}", grams.0 / 1_000, grams.0 % 1_000)
}

#[cfg(test)]
mod tests {
    use super::super::papers::samples::papers;
    use super::*;

    #[test]
    fn a_line_is_a_row_and_no_cell_is_a_formula() {
        let text = String::from_utf8(write(&papers(2)).unwrap()).unwrap();
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 3);
        assert!(rows[1].contains(",'=Épicerie,") && rows[1].contains(",'=L26312A,"), "{}", rows[1]);
        assert!(rows[1].contains(",40,,proposed,,,false"), "{}", rows[1]);
        assert_eq!(decimal(Grams(40_050)), "40.050");
    }
}
