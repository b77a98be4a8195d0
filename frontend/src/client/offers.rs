//! Offers: the board, publishing, editing, withdrawing.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::OfferId;
use shared::offers::{NewOffer, Offer, OfferPage, OfferPatch, OfferQuery};
use shared::paths;

impl Content for Offer {}

impl Content for OfferPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of offers.
///
/// # Errors
/// `cursor_mismatch`, `invalid`.
pub async fn list(query: OfferQuery) -> Result<OfferPage, Failure> {
    Call::get_with(paths::OFFERS, &query).fetch().await
}

/// One offer.
///
/// # Errors
/// `not_found`.
pub async fn find(id: OfferId) -> Result<Offer, Failure> {
    Call::get(&paths::offer(id)).fetch().await
}

/// A new surplus, to be sent or kept by [`crate::outbox`]. The same offer with the same key is published once, however
/// often it is sent.
///
/// Refused with `organisation_not_approved`, `forbidden`, `invalid`.
#[must_use]
pub fn publish(new: &NewOffer, key: String) -> Call {
    Call::post(paths::OFFERS).json(new).once_as(key)
}

/// Changes an offer.
///
/// # Errors
/// `precondition_failed`, `offer_closed`, `invalid`.
pub async fn update(id: OfferId, version: i64, patch: OfferPatch) -> Result<Offer, Failure> {
    Call::patch(&paths::offer(id)).if_match(version).json(&patch).fetch().await
}

/// Takes an offer off the board.
///
/// # Errors
/// `precondition_failed`, `offer_closed`.
pub async fn withdraw(id: OfferId, version: i64) -> Result<Offer, Failure> {
    Call::post(&paths::withdraw_offer(id)).if_match(version).once().fetch().await
}
