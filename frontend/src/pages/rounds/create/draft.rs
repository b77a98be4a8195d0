//! A round as it is being typed.

use crate::hooks::{Draft, checked_beside};
use crate::i18n::{t, time, zone};
use crate::pages::rounds::typed;
use chrono::NaiveDate;
use shared::ids::OrganisationId;
use shared::problem::FieldError;
use shared::rounds::{NewAllocationRound, USUAL_WINDOW};

/// A round as text.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundDraft {
    us: OrganisationId,
    /// What it is called.
    pub title: String,
    /// The day, as `2026-12-01`.
    pub fetched_on: String,
    /// Until when sites may ask, as `2026-11-30T18:00`; empty: until it is published.
    pub requests_until: String,
    /// Rounds over which levels are counted.
    pub window: String,
    /// How far a share may be from the fairest one, kg.
    pub tolerance: String,
}

impl RoundDraft {
    /// What is usual: tomorrow's.
    #[must_use]
    pub fn new(us: OrganisationId) -> Self {
        let today = zone::today();
        let tomorrow = today.succ_opt().unwrap_or(today);
        Self::on(us, tomorrow, t!("round_form.usual_title", day = time::long_day(tomorrow)).to_string())
    }

    fn on(us: OrganisationId, day: NaiveDate, title: String) -> Self {
        Self {
            us,
            title,
            fetched_on: day.to_string(),
            requests_until: String::new(),
            window: USUAL_WINDOW.to_string(),
            tolerance: "0".to_owned(),
        }
    }
}

impl Draft for RoundDraft {
    type Wire = NewAllocationRound;

    fn build(&self) -> Result<NewAllocationRound, Vec<FieldError>> {
        let day = self.fetched_on.parse::<NaiveDate>().ok();
        let (window, tolerance) = (typed::whole(&self.window), typed::whole(&self.tolerance));
        let wrong = [
            ("/fetched_on", day.is_none().then_some("required")),
            ("/window", window.err()),
            ("/tolerance_kg", tolerance.err()),
        ];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let new = NewAllocationRound {
            organisation_id: self.us,
            title: self.title.trim().to_owned(),
            fetched_on: day.unwrap_or_default(),
            window: window.ok(),
            tolerance_kg: tolerance.ok(),
            requests_until: zone::read(&self.requests_until).map(zone::instant),
        };
        checked_beside(wrong, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> RoundDraft {
        let us = OrganisationId(uuid::Uuid::from_u128(1));
        RoundDraft::on(us, "2026-12-01".parse().unwrap(), "Répartition du mardi".to_owned())
    }

    #[test]
    fn what_is_usual_can_be_sent_at_once() {
        let new = draft().build().unwrap();
        assert_eq!((new.window, new.tolerance_kg, new.requests_until), (Some(USUAL_WINDOW), Some(0), None));
        assert_eq!(new.fetched_on.to_string(), "2026-12-01");
    }

    #[test]
    fn what_is_missing_is_said() {
        let empty = RoundDraft { fetched_on: String::new(), title: " ".to_owned(), window: "27".to_owned(), ..draft() };
        let mut at: Vec<_> = empty.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        at.sort_unstable();
        assert_eq!(at, ["/fetched_on", "/title", "/window"]);
    }
}
