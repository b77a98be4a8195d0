//! Offers: the board, publishing, editing, withdrawing.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::OfferId;
use shared::offers::{NewBestBeforeCheck, NewFreezing, NewOffer, Offer, OfferCopy, OfferPage, OfferPatch, OfferQuery};
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

/// A new offer from an older one of ours, with new dates and windows. The same copy with the same key is published once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn copy(id: OfferId, told: OfferCopy, key: String) -> Result<Offer, Failure> {
    Call::post(&paths::copy_offer(id)).json(&told).once_as(key).fetch().await
}

/// Records that somebody has looked at food whose best-before day is over, or soon will be.
///
/// # Errors
/// `offer_closed`, `forbidden`, `precondition_failed` when somebody changes it at the same instant.
pub async fn check(id: OfferId, told: NewBestBeforeCheck) -> Result<Offer, Failure> {
    Call::post(&paths::check_offer(id)).json(&told).once().fetch().await
}

/// Records that its giver has frozen it.
///
/// # Errors
/// `already_frozen`, `offer_claimed`, `offer_closed`, `invalid` (`frozen_in_future`, `frozen_after_use_by`,
/// `frozen_too_long`).
pub async fn freeze(id: OfferId, told: NewFreezing) -> Result<Offer, Failure> {
    Call::post(&paths::freeze_offer(id)).json(&told).once().fetch().await
}
