//! What sites take.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::acceptance::{Acceptance, AcceptanceCriteria, ObjectionList, ObjectionQuery};
use shared::ids::SiteId;
use shared::paths;

impl Content for Acceptance {}

impl Content for ObjectionList {}

/// What a site takes.
///
/// # Errors
/// `not_found`.
pub async fn find(id: SiteId) -> Result<Acceptance, Failure> {
    Call::get(&paths::acceptance(id)).fetch().await
}

/// What speaks against an offer, by a site's criteria.
///
/// # Errors
/// `not_found`.
pub async fn objections(id: SiteId, query: ObjectionQuery) -> Result<ObjectionList, Failure> {
    Call::get_with(&paths::objections(id), &query).fetch().await
}

/// Declares what a site takes.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn replace(id: SiteId, version: i64, criteria: AcceptanceCriteria) -> Result<Acceptance, Failure> {
    Call::put(&paths::acceptance(id)).if_match(version).json(&criteria).fetch().await
}

/// Takes back what a site has declared to take.
///
/// # Errors
/// `precondition_failed`, `forbidden`.
pub async fn delete(id: SiteId, version: i64) -> Result<(), Failure> {
    Call::delete(&paths::acceptance(id)).if_match(version).done().await
}
