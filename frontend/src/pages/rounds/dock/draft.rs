//! What is handed over, as it is being weighed: all that was allocated, until something else is typed.

use crate::hooks::{Draft, checked_beside};
use crate::i18n::number;
use crate::pages::readings::Reading;
use crate::pages::rounds::share::is_due;
use serde_json::{Map, Value};
use shared::cold_chain::DeciCelsius;
use shared::ids::{LotId, SiteId};
use shared::problem::FieldError;
use shared::rounds::{HandedLine, NewHandOver, RoundExplanation, RoundExplanationLine, RoundReason};
use shared::units::{Grams, TemperatureClass};

/// Why something else is handed over than was allocated, the usual first.
pub const REASONS: [RoundReason; 6] = [
    RoundReason::Supply,
    RoundReason::Quality,
    RoundReason::Mistake,
    RoundReason::Storage,
    RoundReason::Transport,
    RoundReason::NotNeeded,
];

/// A line at the dock.
#[derive(Clone, Debug, PartialEq)]
pub struct DockRow {
    lot: LotId,
    from: SiteId,
    class: TemperatureClass,
    /// What it is.
    pub title: String,
    /// What was allocated.
    pub allocated: Grams,
    /// kg as typed.
    pub kg: String,
    /// Why it differs.
    pub reason: Option<RoundReason>,
}

/// All lines of a site that can be fetched.
#[derive(Clone, Debug, PartialEq)]
pub struct DockDraft {
    site: SiteId,
    /// The lines.
    pub rows: Vec<DockRow>,
    /// Temperature of the chilled food.
    pub chilled: Reading,
    /// Temperature of the frozen food.
    pub frozen: Reading,
}

impl DockDraft {
    /// All that can be fetched, as it was allocated.
    #[must_use]
    pub fn of(told: &RoundExplanation) -> Self {
        let row = |line: &RoundExplanationLine| {
            let allocated = Grams::from_kg(line.kg);
            DockRow {
                lot: line.lot.id,
                from: line.from.id,
                class: line.lot.temperature_class,
                title: line.lot.title.clone(),
                allocated,
                kg: number::field_kg(allocated),
                reason: None,
            }
        };
        Self {
            site: told.site.id,
            rows: told.lines.iter().filter(|line| is_due(line)).map(row).collect(),
            chilled: Reading::new(TemperatureClass::Chilled),
            frozen: Reading::new(TemperatureClass::Frozen),
        }
    }

    /// Types the weight at a place.
    pub fn weigh(&mut self, place: usize, typed: String) {
        if let Some(row) = self.rows.get_mut(place) {
            row.kg = typed;
        }
    }

    /// Says why the line at a place differs.
    pub fn explain(&mut self, place: usize, reason: RoundReason) {
        if let Some(row) = self.rows.get_mut(place) {
            row.reason = Some(reason);
        }
    }

    /// Whether any food that must be kept so is taken.
    #[must_use]
    pub fn takes(&self, class: TemperatureClass) -> bool {
        self.rows.iter().any(|row| row.class == class && row.grams() != Ok(Grams::ZERO))
    }

    /// All that is taken so far.
    #[must_use]
    pub fn total(&self) -> Grams {
        self.rows.iter().filter_map(|row| row.grams().ok()).fold(Grams::ZERO, Grams::plus)
    }

    /// The temperature of a class; `Ok(None)` where none is asked for.
    fn reading(&self, class: TemperatureClass) -> Result<Option<DeciCelsius>, &'static str> {
        match class {
            TemperatureClass::Chilled if self.takes(class) => self.chilled.value(),
            TemperatureClass::Frozen if self.takes(class) => self.frozen.value(),
            _ => Ok(None),
        }
    }
}

impl DockRow {
    /// What was weighed.
    ///
    /// # Errors
    /// The code of what is wrong with it.
    fn grams(&self) -> Result<Grams, &'static str> {
        if self.kg.trim().is_empty() {
            return Err("required");
        }
        number::parse_decimal(&self.kg).filter(|grams| *grams >= 0).map(Grams).ok_or("number")
    }

    /// Whether it is not what was allocated, so that it must be said why.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.grams().is_ok_and(|grams| grams != self.allocated)
    }

    /// What is wrong with it, where it stands at this place.
    fn wrong(&self, place: usize) -> Option<FieldError> {
        let pointer = format!("/lines/{place}/grams");
        match self.grams() {
            Err(code) => Some(FieldError::new(pointer, code)),
            Ok(grams) if grams > self.allocated => {
                let params = Map::from_iter([("max".to_owned(), Value::from(self.allocated.0 / 1_000))]);
                Some(FieldError { params, ..FieldError::new(pointer, "too_large") })
            }
            Ok(_) if self.differs() && self.reason.is_none() => Some(FieldError::new(pointer, "reason_required")),
            Ok(_) => None,
        }
    }
}

impl Draft for DockDraft {
    type Wire = NewHandOver;

    fn build(&self) -> Result<NewHandOver, Vec<FieldError>> {
        let (chilled, frozen) = (self.reading(TemperatureClass::Chilled), self.reading(TemperatureClass::Frozen));
        let rows = self.rows.iter().enumerate().filter_map(|(place, row)| row.wrong(place));
        let readings = [("/chilled", chilled.err()), ("/frozen", frozen.err())];
        let readings = readings.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?)));
        let wrong: Vec<_> = rows.chain(readings).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let line = |row: &DockRow| {
            let grams = row.grams().unwrap_or_default();
            let taken = grams > Grams::ZERO;
            HandedLine {
                lot_id: row.lot,
                from_site_id: row.from,
                grams,
                reason: row.reason.filter(|_| row.differs()),
                temperature_decidegrees: self.reading(row.class).ok().flatten().filter(|_| taken),
            }
        };
        checked_beside(wrong, NewHandOver { site_id: self.site, lines: self.rows.iter().map(line).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;
    use shared::rounds::LineStatus;

    fn draft() -> DockDraft {
        let mut told = fixtures::told();
        told.lines = vec![
            fixtures::line(1, Some(LineStatus::Accepted)),
            fixtures::line(2, Some(LineStatus::HandedOver)),
            fixtures::line(3, Some(LineStatus::Proposed)),
        ];
        let mut draft = DockDraft::of(&told);
        draft.chilled.typed = "3,5".to_owned();
        draft
    }

    fn said(draft: &DockDraft) -> Vec<(String, String)> {
        draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn all_that_was_allocated_is_fetched_unless_something_else_is_weighed() {
        let built = draft().build().unwrap();
        let told: Vec<_> = built.lines.iter().map(|line| (line.grams, line.reason)).collect();
        assert_eq!(told, [(Grams(40_000), None), (Grams(40_000), None)]);
        assert!(built.lines.iter().all(|line| line.temperature_decidegrees == Some(DeciCelsius(35))));
        assert_eq!(draft().total(), Grams(80_000));
    }

    #[test]
    fn who_takes_less_says_why_and_nobody_takes_more() {
        let mut draft = draft();
        draft.weigh(0, "38,5".to_owned());
        draft.weigh(1, "41".to_owned());
        let wrong = [("/lines/0/grams", "reason_required"), ("/lines/1/grams", "too_large")];
        assert_eq!(said(&draft), wrong.map(|(at, code)| (at.to_owned(), code.to_owned())));
        draft.explain(0, RoundReason::Quality);
        draft.weigh(1, "40".to_owned());
        let line = draft.build().unwrap().lines.remove(0);
        assert_eq!((line.grams, line.reason), (Grams(38_500), Some(RoundReason::Quality)));
        draft.weigh(0, "40".to_owned());
        assert_eq!(draft.build().unwrap().lines[0].reason, None, "it does not differ after all");
    }

    #[test]
    fn cold_food_needs_its_temperature_where_any_is_taken() {
        let mut draft = draft();
        draft.chilled.typed.clear();
        assert_eq!(said(&draft), [("/chilled".to_owned(), "temperature_required".to_owned())]);
        for place in 0..2 {
            draft.weigh(place, "0".to_owned());
            draft.explain(place, RoundReason::NotNeeded);
        }
        assert!(!draft.takes(TemperatureClass::Chilled));
        assert!(draft.build().unwrap().lines.iter().all(|line| line.temperature_decidegrees.is_none()));
    }
}
