//! Claims and the steps on them.

use super::{Call, Failure};
use crate::hooks::Content;
use serde::Serialize;
use shared::claims::{Claim, ClaimAction, ClaimPage, ClaimQuery, NewClaim};
use shared::ids::ClaimId;
use shared::offers::NewFreezing;
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

/// A step that needs nothing but the will: accept, ready. To be sent or kept by [`crate::outbox`].
///
/// Refused with `claim_state`, `forbidden`.
#[must_use]
pub fn step(id: ClaimId, action: ClaimAction) -> Call {
    Call::post(&paths::claim_action(id, action)).once()
}

/// A step with what it tells: why (decline, cancel), the hand-over ([`shared::claims::Collection`]), the reception
/// ([`shared::claims::Reception`]).
///
/// Refused with `claim_state`, `forbidden`, `invalid`; a hand-over also with `wrong_code`, `code_locked`, `too_warm`.
#[must_use]
pub fn step_with(id: ClaimId, action: ClaimAction, told: &impl Serialize) -> Call {
    step(id, action).json(told)
}

/// Records that the taker has frozen what it fetched.
///
/// # Errors
/// `claim_state` before it is fetched, `already_frozen`, `invalid` (`frozen_in_future`, `frozen_after_use_by`,
/// `frozen_too_long`, `frozen_in_stock`).
pub async fn freeze(id: ClaimId, told: NewFreezing) -> Result<Claim, Failure> {
    Call::post(&paths::freeze_claim(id)).json(&told).once().fetch().await
}
