//! Sessions of skills, the steps on them, and the hours counted for them.

use super::{Call, Failure};
use crate::hooks::{Content, Listing};
use serde::Serialize;
use shared::ids::{OrganisationId, SkillSessionId};
use shared::paths;
use shared::skill_sessions::{
    NewSkillSession, SkillHours, SkillHoursEntry, SkillHoursQuery, SkillSession, SkillSessionAction, SkillSessionPage,
    SkillSessionQuery,
};
use yew::virtual_dom::Key;

impl Content for SkillSession {}

impl Content for SkillSessionPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A list beside its balance; a line is told from its neighbours by its session and by what it does.
impl Listing for SkillHours {
    type Item = SkillHoursEntry;

    fn items(&self) -> &[SkillHoursEntry] {
        &self.items
    }

    fn next(&self) -> Option<&String> {
        self.next_cursor.as_ref()
    }

    fn key(item: &SkillHoursEntry) -> Key {
        format!("{}{}", item.session_id, item.reversal).into()
    }
}

impl Content for SkillHours {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of sessions.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: SkillSessionQuery) -> Result<SkillSessionPage, Failure> {
    Call::get_with(paths::SKILL_SESSIONS, &query).fetch().await
}

/// One session.
///
/// # Errors
/// `not_found`.
pub async fn find(id: SkillSessionId) -> Result<SkillSession, Failure> {
    Call::get(&paths::skill_session(id)).fetch().await
}

/// Proposes a session. The same proposal with the same key is made once.
///
/// # Errors
/// `skill_paused`, `person_busy`, `invalid`.
pub async fn create(new: NewSkillSession, key: String) -> Result<SkillSession, Failure> {
    Call::post(paths::SKILL_SESSIONS).json(&new).once_as(key).fetch().await
}

/// A step with what it tells: who comes, why, or how long it took.
///
/// # Errors
/// `skill_session_state`, `person_busy`, `forbidden`, `invalid`.
pub async fn tell(id: SkillSessionId, action: SkillSessionAction, told: impl Serialize) -> Result<SkillSession, Failure> {
    Call::post(&paths::skill_session_action(id, action)).json(&told).once().fetch().await
}

/// The hours of an organisation, with a page of their lines.
///
/// # Errors
/// See [`Failure`].
pub async fn hours(organisation: OrganisationId, query: SkillHoursQuery) -> Result<SkillHours, Failure> {
    Call::get_with(&paths::skill_hours(organisation), &query).fetch().await
}
