//! What somebody types to propose a session.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::zone;
use chrono::{Days, NaiveDate};
use shared::ids::{OrganisationId, SiteId, SkillListingId, UserId};
use shared::problem::FieldError;
use shared::skill_sessions::NewSkillSession;
use shared::time::UtcMillis;

/// The hour that is proposed.
const USUAL_HOUR: &str = "14:00";
/// The length that is proposed, minutes.
const USUAL_MINUTES: i64 = 120;

/// A proposal as it is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposeDraft {
    /// The skill.
    listing: SkillListingId,
    /// For whom.
    pub organisation: OrganisationId,
    /// Who comes, where we help.
    pub person: Option<UserId>,
    /// When, as a picker holds it.
    pub start: String,
    /// How long, minutes.
    pub minutes: i64,
    /// Where; none: from afar.
    pub site: Option<SiteId>,
    /// What there is to say.
    pub note: String,
    /// Whether its hours are counted.
    pub counted: bool,
}

impl ProposeDraft {
    /// In the afternoon of the day after tomorrow, at this site.
    #[must_use]
    pub fn new(listing: SkillListingId, organisation: OrganisationId, site: Option<SiteId>) -> Self {
        let today = zone::today();
        Self::on(listing, organisation, site, today.checked_add_days(Days::new(2)).unwrap_or(today))
    }

    fn on(listing: SkillListingId, organisation: OrganisationId, site: Option<SiteId>, day: NaiveDate) -> Self {
        Self {
            listing,
            organisation,
            person: None,
            start: format!("{day}T{USUAL_HOUR}"),
            minutes: USUAL_MINUTES,
            site,
            note: String::new(),
            counted: true,
        }
    }
}

impl Draft for ProposeDraft {
    type Wire = NewSkillSession;

    fn build(&self) -> Result<NewSkillSession, Vec<FieldError>> {
        self.built(zone::now())
    }
}

impl ProposeDraft {
    fn built(&self, now: UtcMillis) -> Result<NewSkillSession, Vec<FieldError>> {
        let start = zone::read(&self.start).map(zone::instant);
        let mut errors = Vec::new();
        match start {
            None => errors.push(FieldError::new("/starts_at", "required")),
            Some(at) if at < now => errors.push(FieldError::new("/starts_at", "in_the_past")),
            Some(_) => {}
        }
        let new = NewSkillSession {
            listing_id: self.listing,
            organisation_id: self.organisation,
            person_id: self.person,
            starts_at: start.unwrap_or(UtcMillis(0)),
            minutes: self.minutes,
            site_id: self.site,
            note: optional(&self.note),
            counted: self.counted,
        };
        checked_beside(errors, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_afternoon_of_two_hours_is_proposed() {
        let nil = uuid::Uuid::nil();
        let day = "2026-12-01".parse().unwrap();
        let draft = ProposeDraft::on(SkillListingId(nil), OrganisationId(nil), None, day);
        assert_eq!((draft.start.as_str(), draft.minutes, draft.counted), ("2026-12-01T14:00", 120, true));
    }
}
