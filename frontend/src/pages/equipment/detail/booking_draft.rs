//! What somebody types to ask for an item.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::zone;
use crate::pages::matches::help::ways::Wanted;
use crate::pages::offers::WindowDraft;
use chrono::{Days, NaiveDate};
use shared::equipment::{Equipment, Requirement};
use shared::ids::{EquipmentId, EquipmentNeedId, OrganisationId};
use shared::loans::{NewLoan, RequirementAnswer};
use shared::organisations::OrganisationSummary;
use shared::problem::FieldError;
use shared::time::{DAY, HOUR, UtcMillis};
use shared::waits::NewWait;

/// First and last hour that are proposed.
const HOURS: (&str, &str) = ("09:00", "18:00");

/// A request as it is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct BookingDraft {
    /// The item.
    item: EquipmentId,
    /// Its longest loan, days.
    max_days: i64,
    /// What it requires.
    requirements: Vec<Requirement>,
    /// Who borrows it.
    pub organisation: Option<OrganisationId>,
    /// From when until when.
    pub window: WindowDraft,
    /// The day that was chosen in the calendar and waits for a last one.
    first: Option<NaiveDate>,
    /// What for.
    pub purpose: String,
    /// What is stated.
    pub confirmed: Vec<Requirement>,
    /// What there is to say about what is stated.
    pub answers: Answers,
    /// The need that it is for, and whose that is.
    pub need: Option<(EquipmentNeedId, OrganisationId)>,
}

/// What is said about each requirement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Who drives.
    pub licence: String,
    /// Which insurance.
    pub insurance: String,
    /// Who has been shown how.
    pub training: String,
}

impl Answers {
    fn about(&self, requirement: Requirement) -> Option<RequirementAnswer> {
        let answer = match requirement {
            Requirement::DrivingLicence => &self.licence,
            Requirement::InsuranceProof => &self.insurance,
            Requirement::TrainedPerson => &self.training,
        };
        optional(answer).map(|answer| RequirementAnswer { requirement, answer })
    }
}

/// A day at an hour, as a picker holds it.
fn at(day: NaiveDate, hour: &str) -> String {
    format!("{day}T{hour}")
}

impl BookingDraft {
    /// Tomorrow, for the organisation that one works for.
    #[must_use]
    pub fn new(item: &Equipment, ours: &[OrganisationSummary], current: Option<OrganisationId>) -> Self {
        let today = zone::today();
        Self::on(item, ours, current, today.checked_add_days(Days::new(1)).unwrap_or(today))
    }

    fn on(item: &Equipment, ours: &[OrganisationSummary], current: Option<OrganisationId>, day: NaiveDate) -> Self {
        let organisation = ours.iter().find(|one| Some(one.id) == current).or(ours.first());
        Self {
            item: item.id,
            max_days: item.max_days,
            requirements: item.requirements.clone(),
            organisation: organisation.map(|one| one.id),
            window: WindowDraft { from: at(day, HOURS.0), to: at(day, HOURS.1) },
            first: None,
            purpose: String::new(),
            confirmed: Vec::new(),
            answers: Answers::default(),
            need: None,
        }
    }

    /// For a need: its organisation, and the time in which it is wanted and the item free, as far as that lies ahead and one
    /// loan may last.
    #[must_use]
    pub fn wanted(self, wanted: Option<Wanted>, ours: &[OrganisationSummary]) -> Self {
        match wanted.filter(|wanted| ours.iter().any(|one| one.id == wanted.organisation)) {
            Some(wanted) => {
                let (from, until) = ahead(wanted, self.max_days, zone::now());
                let shown = |at| zone::picker_text(zone::wall(at));
                let window = WindowDraft { from: shown(from), to: shown(until) };
                let need = Some((wanted.need, wanted.organisation));
                Self { organisation: Some(wanted.organisation), window, need, ..self }
            }
            None => self,
        }
    }

    /// Takes a day of the calendar: the first one, or the last one where it comes after a first.
    pub fn choose(&mut self, day: NaiveDate) {
        match self.first.take().filter(|first| *first < day) {
            Some(_) => self.window.to = with_day(&self.window.to, day, HOURS.1),
            None => {
                self.window.from = with_day(&self.window.from, day, HOURS.0);
                self.window.to = with_day(&self.window.to, day, HOURS.1);
                if self.window.to <= self.window.from {
                    self.window.to = at(day, "23:59");
                }
                self.first = Some(day);
            }
        }
    }

    /// The time that is asked for; none while a part is missing or the end is before the start.
    #[must_use]
    pub fn span(&self) -> Option<(UtcMillis, UtcMillis)> {
        let window = self.window.build()?;
        (window.starts_at < window.ends_at).then_some((window.starts_at, window.ends_at))
    }

    /// The same days, to be waited for; none while a part is missing.
    #[must_use]
    pub fn wait(&self) -> Option<NewWait> {
        let (starts_at, ends_at) = self.span()?;
        Some(NewWait { organisation_id: self.organisation?, starts_at, ends_at })
    }

    fn missing(&self, now: UtcMillis) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.organisation.is_none() {
            errors.push(FieldError::new("/organisation_id", "required"));
        }
        match self.window.build() {
            None if zone::read(&self.window.from).is_none() => errors.push(FieldError::new("/starts_at", "required")),
            None => errors.push(FieldError::new("/ends_at", "required")),
            Some(window) if window.starts_at < now => errors.push(FieldError::new("/starts_at", "in_the_past")),
            Some(window) if window.ends_at <= window.starts_at => errors.push(FieldError::new("/ends_at", "before_start")),
            Some(window) if window.ends_at.0 - window.starts_at.0 > self.max_days * DAY => {
                let mut error = FieldError::new("/ends_at", "loan_too_long");
                error.params.insert("max".to_owned(), self.max_days.into());
                errors.push(error);
            }
            Some(_) => {}
        }
        if !self.requirements.iter().all(|one| self.confirmed.contains(one)) {
            errors.push(FieldError::new("/confirmed", "required"));
        }
        errors
    }
}

/// The part of a time that lies ahead, from a whole hour on where it has begun, and no longer than a loan may last.
fn ahead(wanted: Wanted, max_days: i64, now: UtcMillis) -> (UtcMillis, UtcMillis) {
    let next_hour = UtcMillis(now.0.div_euclid(HOUR).saturating_add(1).saturating_mul(HOUR));
    let from = if wanted.from < now { next_hour } else { wanted.from };
    (from, wanted.until.min(from.plus(max_days.saturating_mul(DAY))))
}

/// What a picker holds, on another day.
fn with_day(text: &str, day: NaiveDate, usual: &str) -> String {
    at(day, text.split_once('T').map_or(usual, |(_, hour)| hour))
}

impl Draft for BookingDraft {
    type Wire = NewLoan;

    fn build(&self) -> Result<NewLoan, Vec<FieldError>> {
        let (starts_at, ends_at) = self.span().unwrap_or((UtcMillis(0), UtcMillis(0)));
        let loan = NewLoan {
            equipment_id: self.item,
            organisation_id: self.organisation.unwrap_or(OrganisationId(uuid::Uuid::nil())),
            starts_at,
            ends_at,
            purpose: self.purpose.trim().to_owned(),
            confirmed: self.confirmed.clone(),
            answers: self.confirmed.iter().filter_map(|one| self.answers.about(*one)).collect(),
            equipment_need_id: self.need.filter(|(_, whose)| Some(*whose) == self.organisation).map(|(need, _)| need),
        };
        checked_beside(self.missing(zone::now()), loan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> BookingDraft {
        let window = WindowDraft { from: "2026-12-01T10:00".to_owned(), to: "2026-12-01T16:00".to_owned() };
        BookingDraft {
            item: EquipmentId(uuid::Uuid::nil()),
            max_days: 14,
            requirements: Vec::new(),
            organisation: None,
            window,
            first: None,
            purpose: String::new(),
            confirmed: Vec::new(),
            answers: Answers::default(),
            need: None,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_day_chosen_moves_both_ends_and_a_later_one_the_last() {
        let mut draft = draft();
        draft.choose(day("2026-12-08"));
        assert_eq!((draft.window.from.as_str(), draft.window.to.as_str()), ("2026-12-08T10:00", "2026-12-08T16:00"));
        draft.choose(day("2026-12-10"));
        assert_eq!((draft.window.from.as_str(), draft.window.to.as_str()), ("2026-12-08T10:00", "2026-12-10T16:00"));
        draft.choose(day("2026-12-12"));
        assert_eq!((draft.window.from.as_str(), draft.window.to.as_str()), ("2026-12-12T10:00", "2026-12-12T16:00"));
        draft.choose(day("2026-12-03"));
        assert_eq!(draft.window.from, "2026-12-03T10:00");
    }

    #[test]
    fn a_time_that_has_begun_is_asked_for_from_the_next_hour_on() {
        let (now, nil) = (UtcMillis(100 * DAY + 90 * 60_000), uuid::Uuid::nil());
        let wanted = |from: i64, until: i64| Wanted {
            need: EquipmentNeedId(nil),
            organisation: OrganisationId(nil),
            from: UtcMillis(from),
            until: UtcMillis(until),
        };
        let begun = ahead(wanted(99 * DAY, 103 * DAY), 14, now);
        assert_eq!(begun, (UtcMillis(100 * DAY + 2 * HOUR), UtcMillis(103 * DAY)));
        let long = ahead(wanted(101 * DAY, 120 * DAY), 14, now);
        assert_eq!(long, (UtcMillis(101 * DAY), UtcMillis(115 * DAY)));
    }

    #[test]
    fn an_earlier_hour_of_return_does_not_end_a_day_before_it_begins() {
        let mut draft = draft();
        draft.window.to = "2026-12-02T08:00".to_owned();
        draft.choose(day("2026-12-08"));
        assert_eq!(draft.window.to, "2026-12-08T23:59");
    }
}
