//! Claims and the steps on them.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::claims::{Claim, ClaimAction, ClaimPage, ClaimQuery, Collection, NewClaim, Reception};
use shared::ids::ClaimId;
use shared::organisations::Reason;
use shared::paths;

impl Content for Claim {}

impl Content for ClaimPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of claims.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: ClaimQuery) -> Result<ClaimPage, Failure> {
    Call::get_with(paths::CLAIMS, &query).fetch().await
}

/// One claim.
///
/// # Errors
/// `not_found`.
pub async fn find(id: ClaimId) -> Result<Claim, Failure> {
    Call::get(&paths::claim(id)).fetch().await
}

/// Claims all or part of an offer.
///
/// # Errors
/// `offer_exhausted`, `offer_closed`, `cold_chain`, `storage_too_small`, `own_offer`, `invalid`.
pub async fn create(new: NewClaim) -> Result<Claim, Failure> {
    Call::post(paths::CLAIMS).json(&new).once().fetch().await
}

/// Takes a step that needs nothing but the will: accept, ready.
///
/// # Errors
/// `claim_state`, `forbidden`.
pub async fn act(id: ClaimId, action: ClaimAction) -> Result<Claim, Failure> {
    Call::post(&paths::claim_action(id, action)).once().fetch().await
}

/// Takes a step that needs a reason: decline, cancel.
///
/// # Errors
/// `claim_state`, `forbidden`, `invalid`.
pub async fn act_with_reason(id: ClaimId, action: ClaimAction, reason: Reason) -> Result<Claim, Failure> {
    Call::post(&paths::claim_action(id, action)).json(&reason).once().fetch().await
}

/// Tells the hand-over.
///
/// # Errors
/// `wrong_code`, `code_locked`, `too_warm`, `claim_state`, `invalid`.
pub async fn collect(id: ClaimId, collection: Collection) -> Result<Claim, Failure> {
    Call::post(&paths::claim_action(id, ClaimAction::Collect)).json(&collection).once().fetch().await
}

/// Tells the reception.
///
/// # Errors
/// `claim_state`, `invalid`.
pub async fn receive(id: ClaimId, reception: Reception) -> Result<Claim, Failure> {
    Call::post(&paths::claim_action(id, ClaimAction::Receive)).json(&reception).once().fetch().await
}
