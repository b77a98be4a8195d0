//! Skills that organisations offer and look for.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::SkillListingId;
use shared::paths;
use shared::skills::{NewSkillListing, SkillListing, SkillListingPage, SkillListingPatch, SkillQuery};

impl Content for SkillListing {}

impl Content for SkillListingPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of the directory.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: SkillQuery) -> Result<SkillListingPage, Failure> {
    Call::get_with(paths::SKILLS, &query).fetch().await
}

/// One skill.
///
/// # Errors
/// `not_found`.
pub async fn find(id: SkillListingId) -> Result<SkillListing, Failure> {
    Call::get(&paths::skill(id)).fetch().await
}

/// Adds a skill. The same skill with the same key is added once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewSkillListing, key: String) -> Result<SkillListing, Failure> {
    Call::post(paths::SKILLS).json(&new).once_as(key).fetch().await
}

/// Changes a skill.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn update(id: SkillListingId, version: i64, patch: SkillListingPatch) -> Result<SkillListing, Failure> {
    Call::patch(&paths::skill(id)).if_match(version).json(&patch).fetch().await
}
