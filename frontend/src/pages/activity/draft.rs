//! What somebody types of a week.

use super::figures;
use super::sheet::Sheet;
use crate::hooks::{Draft, checked_beside};
use crate::i18n::{number, t};
use crate::merging::{Merge, Part};
use serde::{Deserialize, Serialize};
use shared::activity::ActivityCounts;
use shared::problem::FieldError;
use yew::AttrValue;

/// Figures as text, by their places. Empty: not counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityDraft {
    typed: Vec<String>,
}

impl Default for ActivityDraft {
    fn default() -> Self {
        Self::of(&ActivityCounts::default())
    }
}

impl ActivityDraft {
    /// Counts as they are typed.
    #[must_use]
    pub fn of(counts: &ActivityCounts) -> Self {
        let text = |place: usize| figures::get(counts, place).map(|count| count.to_string()).unwrap_or_default();
        Self { typed: (0..figures::PLACES).map(text).collect() }
    }

    /// What is typed at a place.
    #[must_use]
    pub fn text(&self, place: usize) -> &str {
        self.typed.get(place).map_or("", String::as_str)
    }

    /// Types something at a place.
    pub fn set(&mut self, place: usize, text: &str) {
        if self.typed.len() < figures::PLACES {
            self.typed.resize(figures::PLACES, String::new());
        }
        if let Some(typed) = self.typed.get_mut(place) {
            text.clone_into(typed);
        }
    }

    /// All people that are typed so far; none where no figure is.
    #[must_use]
    pub fn people(&self) -> Option<i64> {
        let counted: Vec<i64> = figures::of_people().filter_map(|place| self.count(place).ok().flatten()).collect();
        let total = counted.iter().fold(0_i64, |sum, count| sum.saturating_add(*count));
        (!counted.is_empty()).then_some(total)
    }

    fn count(&self, place: usize) -> Result<Option<i64>, &'static str> {
        match self.text(place).trim() {
            "" => Ok(None),
            typed => number::parse_integer(typed).map(Some).ok_or("whole_number"),
        }
    }
}

impl From<&Sheet> for ActivityDraft {
    fn from(sheet: &Sheet) -> Self {
        sheet.declared(sheet.week).map(|item| Self::of(&item.counts)).unwrap_or_default()
    }
}

impl Draft for ActivityDraft {
    type Wire = ActivityCounts;

    fn build(&self) -> Result<ActivityCounts, Vec<FieldError>> {
        let (mut counts, mut wrong) = (ActivityCounts::default(), Vec::new());
        for (place, pointer) in (0..figures::PLACES).filter_map(|place| Some((place, figures::pointer(place)?))) {
            match self.count(place) {
                Ok(count) => figures::set(&mut counts, place, count),
                Err(code) => wrong.push(FieldError::new(pointer, code)),
            }
        }
        if wrong.is_empty() && counts.is_empty() {
            wrong.push(FieldError::new("/households", "nothing_counted"));
        }
        checked_beside(wrong, counts)
    }
}

impl Merge for ActivityDraft {
    fn parts() -> Vec<Part<Self>> {
        let all = [
            part::<0>(),
            part::<1>(),
            part::<2>(),
            part::<3>(),
            part::<4>(),
            part::<5>(),
            part::<6>(),
            part::<7>(),
            part::<8>(),
            part::<9>(),
        ];
        all.into_iter().flatten().collect()
    }
}

fn part<const PLACE: usize>() -> Option<Part<ActivityDraft>> {
    let pointer = figures::pointer(PLACE)?;
    Some(Part { pointer, label: figures::label(PLACE), words: said::<PLACE>, take: take::<PLACE> })
}

fn said<const PLACE: usize>(draft: &ActivityDraft) -> AttrValue {
    match draft.text(PLACE).trim() {
        "" => t!("activity.not_counted"),
        typed => typed.to_owned().into(),
    }
}

fn take<const PLACE: usize>(draft: &mut ActivityDraft, from: &ActivityDraft) {
    draft.set(PLACE, from.text(PLACE));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::activity::sheet::tests::{declared, page, week};

    fn typed(figures: &[(usize, &str)]) -> ActivityDraft {
        let mut draft = ActivityDraft::default();
        for (place, text) in figures {
            draft.set(*place, text);
        }
        draft
    }

    #[test]
    fn what_is_left_empty_was_not_counted_and_a_zero_is_none() {
        let counts = typed(&[(0, " 12 "), (1, "0"), (2, " ")]).build().unwrap();
        assert_eq!((counts.households, counts.people.get("under_3"), counts.meals), (Some(12), Some(0), None));
        assert_eq!(counts.people.total(), Some(0));
        assert_eq!(ActivityDraft::of(&counts).build().unwrap(), counts);
    }

    #[test]
    fn what_is_no_count_is_said_at_its_field() {
        let wrong = |draft: ActivityDraft| {
            let errors = draft.build().unwrap_err();
            errors.into_iter().map(|error| (error.pointer, error.code)).collect::<Vec<_>>()
        };
        let said = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(wrong(ActivityDraft::default()), said("/households", "nothing_counted"));
        assert_eq!(wrong(typed(&[(1, "douze")])), said("/people/under_3", "whole_number"));
        assert_eq!(wrong(typed(&[(0, "-3")])), said("/households", "too_small"));
        assert_eq!(wrong(typed(&[(9, "100001")])), said("/visits", "too_large"));
    }

    #[test]
    fn what_was_typed_and_taken_away_again_is_as_if_nothing_was_typed() {
        let now = week("2027-W01");
        let undeclared = ActivityDraft::from(&Sheet::of(page(Vec::new(), &[]), None, &[], now));
        assert_eq!(typed(&[(0, "12"), (0, "")]), undeclared);
    }

    #[test]
    fn people_are_added_up_while_they_are_typed() {
        assert_eq!(typed(&[(0, "4")]).people(), None);
        assert_eq!(typed(&[(1, "3"), (5, "10"), (2, "x")]).people(), Some(13));
    }

    #[test]
    fn every_figure_can_be_put_together_with_that_of_somebody_else() {
        let pointers: Vec<_> = ActivityDraft::parts().iter().map(|part| part.pointer).collect();
        let all: Vec<_> = (0..figures::PLACES).filter_map(figures::pointer).collect();
        assert_eq!(pointers, all);
        let (mut mine, theirs) = (typed(&[(0, "1"), (9, "2")]), typed(&[(0, "3"), (9, "4")]));
        for part in ActivityDraft::parts().iter().filter(|part| part.pointer == "/visits") {
            (part.take)(&mut mine, &theirs);
        }
        assert_eq!((mine.text(0), mine.text(9)), ("1", "4"));
    }

    #[test]
    fn a_declared_week_is_what_a_correction_starts_from() {
        let now = week("2027-W01");
        let sheet = |chosen| Sheet::of(page(vec![declared("2026-W53", 7)], &[]), chosen, &[], now);
        assert_eq!(ActivityDraft::from(&sheet(None)).people(), None);
        assert_eq!(ActivityDraft::from(&sheet(Some(week("2026-W53")))).people(), Some(7));
    }
}
