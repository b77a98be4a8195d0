//! Addresses of skills, their sessions and the hours counted for them.

use super::ORGANISATIONS;
use crate::ids::{OrganisationId, SkillListingId, SkillSessionId};
use crate::skill_sessions::SkillSessionAction;

/// Path of the skills that are offered and looked for.
pub const SKILLS: &str = "/api/v1/skills";
/// Path of the sessions.
pub const SKILL_SESSIONS: &str = "/api/v1/skill_sessions";

/// One skill that is offered or looked for.
#[must_use]
pub fn skill(id: SkillListingId) -> String {
    format!("{SKILLS}/{id}")
}

/// One session.
#[must_use]
pub fn skill_session(id: SkillSessionId) -> String {
    format!("{SKILL_SESSIONS}/{id}")
}

/// A step on a session. There is no path for [`SkillSessionAction::Expire`], which nobody does.
#[must_use]
pub fn skill_session_action(id: SkillSessionId, action: SkillSessionAction) -> String {
    format!("{SKILL_SESSIONS}/{id}/{action}")
}

/// What is said about a session.
#[must_use]
pub fn messages_of_skill_session(id: SkillSessionId) -> String {
    format!("{SKILL_SESSIONS}/{id}/messages")
}

/// The hours of an organisation.
#[must_use]
pub fn skill_hours(organisation: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{organisation}/skill_hours")
}
