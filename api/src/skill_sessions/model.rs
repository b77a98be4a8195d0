//! Rows of sessions and hours, and what the wire shows of them.

use super::rules::{self, Figures};
use crate::db::schema::{skill_hours, skill_session_events, skill_sessions};
use diesel::prelude::*;
use shared::ids::{OrganisationId, SiteId, SkillListingId, SkillSessionId, UserId};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::skill_sessions::{
    SkillSession, SkillSessionAction, SkillSessionEvent, SkillSessionParty, SkillSessionState, Standing,
};
use shared::skills::{SkillListingSummary, SkilledPerson};
use shared::time::UtcMillis;

/// A row of `skill_sessions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = skill_sessions, treat_none_as_default_value = false)]
pub struct SessionRow {
    pub id: SkillSessionId,
    pub listing_id: SkillListingId,
    pub giver_id: OrganisationId,
    pub receiver_id: OrganisationId,
    pub person_id: Option<UserId>,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub site_id: Option<SiteId>,
    pub note: Option<String>,
    pub counted: bool,
    pub state: SkillSessionState,
    pub proposed_by: SkillSessionParty,
    pub proposed_by_user: UserId,
    pub answer_by: UtcMillis,
    pub giver_minutes: Option<i64>,
    pub receiver_minutes: Option<i64>,
    pub remind_at: Option<UtcMillis>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// A row of `skill_session_events`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = skill_session_events, treat_none_as_default_value = false)]
pub struct NewEventRow<'e> {
    pub session_id: SkillSessionId,
    pub number: i64,
    pub at: UtcMillis,
    pub state: SkillSessionState,
    pub user_id: Option<UserId>,
    pub party: Option<SkillSessionParty>,
    pub minutes: Option<i64>,
    pub note: Option<&'e str>,
}

/// A row of `skill_session_events` with the person's name.
#[derive(Clone, Debug, Queryable)]
pub struct EventRow {
    pub at: UtcMillis,
    pub state: SkillSessionState,
    pub by: Option<String>,
    pub party: Option<SkillSessionParty>,
    pub minutes: Option<i64>,
    pub note: Option<String>,
}

impl From<EventRow> for SkillSessionEvent {
    fn from(row: EventRow) -> Self {
        let EventRow { at, state, by, party, minutes, note } = row;
        Self { at, state, by, party, minutes, note }
    }
}

/// A row of `skill_hours`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = skill_hours)]
pub struct HoursRow {
    pub session_id: SkillSessionId,
    pub organisation_id: OrganisationId,
    pub reversal: bool,
    pub other_id: OrganisationId,
    pub minutes: i64,
    pub at: UtcMillis,
    pub user_id: UserId,
}

/// What stands beside a session's row when it is shown.
pub struct Beside {
    /// What it is about.
    pub listing: SkillListingSummary,
    /// Who helps.
    pub giver: OrganisationSummary,
    /// Who is helped.
    pub receiver: OrganisationSummary,
    /// Who comes.
    pub person: Option<SkilledPerson>,
    /// Where.
    pub site: Option<SiteSummary>,
}

impl SessionRow {
    /// What decides which steps it may take.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let Figures { giver, receiver } = self.figures();
        Standing { state: self.state, proposed_by: self.proposed_by, confirmed: giver.is_some() || receiver.is_some() }
    }

    /// What both sides have confirmed.
    #[must_use]
    pub const fn figures(&self) -> Figures {
        Figures { giver: self.giver_minutes, receiver: self.receiver_minutes }
    }

    /// The organisation on a side; none for an observer.
    #[must_use]
    pub const fn side(&self, party: SkillSessionParty) -> Option<OrganisationId> {
        match party {
            SkillSessionParty::Giver => Some(self.giver_id),
            SkillSessionParty::Receiver => Some(self.receiver_id),
            SkillSessionParty::Observer => None,
        }
    }

    /// The minutes that count, once both sides agree on them; none where it did not take place.
    #[must_use]
    pub fn counted_minutes(&self) -> Option<i64> {
        self.figures().settled().filter(|minutes| self.counted && *minutes > 0)
    }

    /// Whether the step fits now.
    ///
    /// # Errors
    /// [`rules::Refusal::State`].
    pub fn step(&self, action: SkillSessionAction, now: UtcMillis) -> Result<(), rules::Refusal> {
        rules::step(self.standing(), action, self.answer_by, now)
    }

    /// The session as somebody on this side sees it, without what has happened.
    #[must_use]
    pub fn shown(self, beside: Beside, party: SkillSessionParty, actions: Vec<SkillSessionAction>) -> SkillSession {
        let Beside { listing, giver, receiver, person, site } = beside;
        SkillSession {
            id: self.id,
            listing,
            giver,
            receiver,
            person,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            site,
            note: self.note,
            counted: self.counted,
            state: self.state,
            proposed_by: self.proposed_by,
            answer_by: (self.state == SkillSessionState::Proposed).then_some(self.answer_by),
            giver_minutes: self.giver_minutes,
            receiver_minutes: self.receiver_minutes,
            party,
            actions,
            warning: None,
            events: Vec::new(),
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
