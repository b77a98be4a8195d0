//! Organisations and their members.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::OrganisationId;
use shared::organisations::{MemberList, Organisation, OrganisationPage, OrganisationPatch, OrganisationQuery, Reason};
use shared::paths;

impl Content for Organisation {}

impl Content for OrganisationPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MemberList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of organisations.
///
/// # Errors
/// `forbidden`.
pub async fn list(query: OrganisationQuery) -> Result<OrganisationPage, Failure> {
    Call::get_with(paths::ORGANISATIONS, &query).fetch().await
}

/// One organisation.
///
/// # Errors
/// `not_found`.
pub async fn find(id: OrganisationId) -> Result<Organisation, Failure> {
    Call::get(&paths::organisation(id)).fetch().await
}

/// Changes an organisation.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn update(id: OrganisationId, version: i64, patch: OrganisationPatch) -> Result<Organisation, Failure> {
    Call::patch(&paths::organisation(id)).if_match(version).json(&patch).fetch().await
}

/// Admits an organisation.
///
/// # Errors
/// `already_decided`, `forbidden`.
pub async fn approve(id: OrganisationId) -> Result<(), Failure> {
    Call::post(&paths::approve_organisation(id)).once().done().await
}

/// Refuses an organisation, with a reason that it reads.
///
/// # Errors
/// `already_decided`, `forbidden`, `invalid`.
pub async fn refuse(id: OrganisationId, reason: Reason) -> Result<(), Failure> {
    Call::post(&paths::refuse_organisation(id)).json(&reason).once().done().await
}

/// The members of an organisation.
///
/// # Errors
/// `not_found`.
pub async fn members(id: OrganisationId) -> Result<MemberList, Failure> {
    Call::get(&paths::members(id)).fetch().await
}
