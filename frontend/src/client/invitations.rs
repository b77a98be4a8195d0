//! Invitations of colleagues, for both sides.

use super::{Call, Failure, token};
use crate::hooks::Content;
use shared::accounts::AccessToken;
use shared::ids::{InvitationId, OrganisationId};
use shared::organisations::{Invitation, InvitationAcceptance, InvitationList, InvitationPreview, NewInvitation};
use shared::paths;

impl Content for InvitationPreview {}
impl Content for InvitationList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Invitations of an organisation that wait for their answer.
///
/// # Errors
/// `forbidden`.
pub async fn list(organisation: OrganisationId) -> Result<InvitationList, Failure> {
    Call::get(&paths::invitations(organisation)).fetch().await
}

/// Invites a colleague; the answer has the link, this once.
///
/// # Errors
/// `already_member`, `forbidden`, `invalid`.
pub async fn create(organisation: OrganisationId, new: NewInvitation) -> Result<Invitation, Failure> {
    Call::post(&paths::invitations(organisation)).json(&new).once().fetch().await
}

/// Takes an invitation back.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn withdraw(organisation: OrganisationId, invitation: InvitationId) -> Result<(), Failure> {
    Call::delete(&paths::invitation_of(organisation, invitation)).done().await
}

/// What the invited person sees before accepting.
///
/// # Errors
/// `not_found`, `invitation_over`.
pub async fn find(token: &str) -> Result<InvitationPreview, Failure> {
    Call::get(&paths::invitation(token)).anonymous().fetch().await
}

/// Accepts an invitation, and logs the person in.
///
/// # Errors
/// `invitation_over`, `invalid_credentials` where the account exists, `invalid`.
pub async fn accept(secret: &str, acceptance: InvitationAcceptance) -> Result<(), Failure> {
    let access = Call::post(&paths::accept_invitation(secret)).anonymous().json(&acceptance).fetch::<AccessToken>().await?;
    token::set(Some(access));
    Ok(())
}
