//! A schedule as it is being typed.

use crate::hooks::{Draft, checked_beside};
use crate::pages::rounds::typed;
use shared::ids::OrganisationId;
use shared::local_time::LocalTime;
use shared::problem::FieldError;
use shared::rounds::{NewAllocationSchedule, USUAL_WINDOW};
use shared::sites::Weekday;

/// A schedule as text.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleDraft {
    us: OrganisationId,
    /// What its rounds are called.
    pub title: String,
    /// On which day.
    pub weekday: Weekday,
    /// When, as `07:00`.
    pub time: String,
    /// How many days later food is fetched.
    pub after_days: String,
    /// Rounds over which levels are counted.
    pub window: String,
    /// How far a share may be from the fairest one, kg.
    pub tolerance: String,
}

impl ScheduleDraft {
    /// What is usual: Tuesday at seven, fetched on the next day.
    #[must_use]
    pub fn new(us: OrganisationId) -> Self {
        Self {
            us,
            title: String::new(),
            weekday: Weekday::Tuesday,
            time: "07:00".to_owned(),
            after_days: "1".to_owned(),
            window: USUAL_WINDOW.to_string(),
            tolerance: "0".to_owned(),
        }
    }

    /// Minutes from midnight.
    fn minute(&self) -> Option<i64> {
        let (hour, minute) = self.time.parse::<LocalTime>().ok()?.parts();
        Some(i64::from(hour * 60 + minute))
    }
}

impl Draft for ScheduleDraft {
    type Wire = NewAllocationSchedule;

    fn build(&self) -> Result<NewAllocationSchedule, Vec<FieldError>> {
        let minute = self.minute();
        let (days, window) = (typed::whole(&self.after_days), typed::whole(&self.window));
        let tolerance = typed::whole(&self.tolerance);
        let wrong = [
            ("/minute", minute.is_none().then_some("required")),
            ("/fetched_after_days", days.err()),
            ("/window", window.err()),
            ("/tolerance_kg", tolerance.err()),
        ];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let new = NewAllocationSchedule {
            organisation_id: self.us,
            title: self.title.trim().to_owned(),
            weekday: self.weekday,
            minute: minute.unwrap_or_default(),
            fetched_after_days: days.unwrap_or_default(),
            window: window.unwrap_or(USUAL_WINDOW),
            tolerance_kg: tolerance.unwrap_or_default(),
        };
        checked_beside(wrong, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ScheduleDraft {
        let us = OrganisationId(uuid::Uuid::from_u128(1));
        ScheduleDraft { title: "Répartition du mardi".to_owned(), ..ScheduleDraft::new(us) }
    }

    #[test]
    fn a_time_of_day_becomes_minutes() {
        let new = draft().build().unwrap();
        assert_eq!((new.minute, new.fetched_after_days, new.window), (420, 1, USUAL_WINDOW));
        let late = ScheduleDraft { time: "23:59".to_owned(), ..draft() };
        assert_eq!(late.build().unwrap().minute, 1_439);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let wrong = ScheduleDraft { time: String::new(), after_days: "15".to_owned(), window: "x".to_owned(), ..draft() };
        let mut at: Vec<_> = wrong.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        at.sort_unstable();
        assert_eq!(at, ["/fetched_after_days", "/minute", "/window"]);
    }
}
