//! What narrows the table: words, recipients below the median, those who refused, one kind of food.

use super::board::{Board, place};
use crate::pages::categories::words;
use serde::{Deserialize, Serialize};
use shared::rounds::RoundRecipient;

/// What is on, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrowing {
    /// Words of the site, its organisation or its commune.
    #[serde(rename = "texte", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Only recipients below the level in the middle.
    #[serde(rename = "sous-mediane", default, skip_serializing_if = "std::ops::Not::not")]
    pub below_median: bool,
    /// Only recipients who have refused something.
    #[serde(rename = "refus", default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// Only this kind, and who asked for it or gets any.
    #[serde(rename = "produit", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<u32>,
}

/// What is left of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Places of recipients.
    pub rows: Vec<usize>,
    /// Places of kinds.
    pub columns: Vec<u32>,
}

impl Narrowing {
    /// What is left.
    #[must_use]
    pub fn shown(&self, board: &Board) -> Shown {
        Shown { rows: self.rows(board), columns: self.columns(board) }
    }

    /// Whether anything is on.
    #[must_use]
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }

    fn rows(&self, board: &Board) -> Vec<usize> {
        let typed = words(self.text.as_deref().unwrap_or_default());
        let median = board.bench.round.figures.map(|figures| figures.median);
        let rows = board.bench.recipients.iter().zip(&board.rows).enumerate();
        let left = rows.filter(|(_, (recipient, row))| {
            (!self.below_median || is_below(recipient, median))
                && (!self.refused || row.total.refused)
                && self.kind.is_none_or(|kind| row.cell(kind).is_some())
                && fits(recipient, &typed)
        });
        left.map(|(at, _)| at).collect()
    }

    fn columns(&self, board: &Board) -> Vec<u32> {
        let all = (0..board.bench.categories.len()).map(place);
        all.filter(|kind| self.kind.is_none_or(|only| only == *kind)).collect()
    }
}

fn is_below(recipient: &RoundRecipient, median: Option<i64>) -> bool {
    let level = recipient.share.map(|share| share.level);
    level.zip(median).is_some_and(|(level, median)| level < median)
}

/// Whether each typed word begins a word of the recipient's.
pub fn fits(recipient: &RoundRecipient, typed: &[String]) -> bool {
    let RoundRecipient { site, organisation, .. } = recipient;
    has_words(&format!("{} {} {}", site.name, organisation.name, site.commune), typed)
}

/// Whether each typed word begins a word of this text.
pub fn has_words(text: &str, typed: &[String]) -> bool {
    if typed.is_empty() {
        return true;
    }
    let own = words(text);
    typed.iter().all(|start| own.iter().any(|word| word.starts_with(start.as_str())))
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;
    use std::rc::Rc;

    fn rows(narrowing: &Narrowing) -> Vec<usize> {
        narrowing.rows(&Board::new(Rc::new(bench())))
    }

    #[test]
    fn words_are_found_without_case_and_accents() {
        let with = |text: &str| rows(&Narrowing { text: Some(text.to_owned()), ..Narrowing::default() });
        assert_eq!(with("epicerie LIB"), [0]);
        assert_eq!(with("begl"), [1]);
        assert_eq!(with("secours"), [0, 1]);
        assert!(with("cenon").is_empty());
    }

    #[test]
    fn filters_work_together() {
        assert_eq!(rows(&Narrowing { below_median: true, ..Narrowing::default() }), [0]);
        assert_eq!(rows(&Narrowing { refused: true, ..Narrowing::default() }), [1]);
        assert_eq!(rows(&Narrowing { kind: Some(1), ..Narrowing::default() }), [1]);
        assert!(rows(&Narrowing { refused: true, below_median: true, ..Narrowing::default() }).is_empty());
    }

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let on = Narrowing { text: Some("bègles".to_owned()), below_median: true, kind: Some(3), ..Narrowing::default() };
        let written = serde_urlencoded::to_string(&on).unwrap();
        assert_eq!(written, "texte=b%C3%A8gles&sous-mediane=true&produit=3");
        assert_eq!(serde_urlencoded::from_str::<Narrowing>(&written).unwrap(), on);
    }

    #[test]
    fn one_kind_is_one_column() {
        let board = Board::new(Rc::new(bench()));
        assert_eq!(Narrowing::default().columns(&board), [0, 1]);
        assert_eq!(Narrowing { kind: Some(1), ..Narrowing::default() }.columns(&board), [1]);
        assert!(!Narrowing::default().is_on());
    }
}
