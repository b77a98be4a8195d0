//! Organisations and their members.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::{OrganisationId, UserId};
use shared::members::{Member, MemberList, MemberPatch};
use shared::offers::{Redistribution, RedistributionDeclaration};
use shared::organisations::{Organisation, OrganisationPage, OrganisationPatch, OrganisationQuery, Reason};
use shared::paths;

impl Content for Organisation {}

impl Content for OrganisationPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for Redistribution {}

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

/// Everybody in the network, page after page, as a choice needs them.
///
/// # Errors
/// See [`Failure`].
pub async fn everybody() -> Result<OrganisationPage, Failure> {
    let query = |cursor| OrganisationQuery { status: None, limit: Some(shared::page::MAX_LIMIT), cursor };
    let mut all = list(query(None)).await?;
    while let Some(cursor) = all.next_cursor.take() {
        let more = list(query(Some(cursor))).await?;
        all.items.extend(more.items);
        all.next_cursor = more.next_cursor;
    }
    Ok(all)
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

/// Bars an organisation, with a reason that it reads.
///
/// # Errors
/// `organisation_state`, `forbidden`, `invalid`.
pub async fn suspend(id: OrganisationId, reason: Reason) -> Result<(), Failure> {
    Call::post(&paths::suspend_organisation(id)).json(&reason).once().done().await
}

/// Lifts a suspension.
///
/// # Errors
/// `organisation_state`, `forbidden`.
pub async fn reinstate(id: OrganisationId) -> Result<(), Failure> {
    Call::post(&paths::reinstate_organisation(id)).once().done().await
}

/// Gives a member another role.
///
/// # Errors
/// `last_coordinator`, `forbidden`, `invalid` (`role_not_here`).
pub async fn update_member(id: OrganisationId, person: UserId, patch: MemberPatch) -> Result<Member, Failure> {
    Call::patch(&paths::member(id, person)).json(&patch).fetch().await
}

/// Takes a person out of an organisation; access ends at once.
///
/// # Errors
/// `last_coordinator`, `forbidden`.
pub async fn remove_member(id: OrganisationId, person: UserId) -> Result<(), Failure> {
    Call::delete(&paths::member(id, person)).done().await
}

/// Leaves an organisation.
///
/// # Errors
/// `last_coordinator`.
pub async fn leave(id: OrganisationId) -> Result<(), Failure> {
    Call::post(&paths::leave_organisation(id)).once().done().await
}

/// What an organisation has declared about redistribution in time.
///
/// # Errors
/// `not_found`.
pub async fn redistribution(id: OrganisationId) -> Result<Redistribution, Failure> {
    Call::get(&paths::redistribution(id)).fetch().await
}

/// Declares whether an organisation redistributes in time.
///
/// # Errors
/// `forbidden`.
pub async fn declare_redistribution(id: OrganisationId, redistributes_in_time: bool) -> Result<Redistribution, Failure> {
    Call::post(&paths::redistribution(id)).json(&RedistributionDeclaration { redistributes_in_time }).once().fetch().await
}
