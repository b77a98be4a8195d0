//! Shared tours, what they carry, and the steps on both.

use super::{Call, Failure};
use crate::hooks::Content;
use serde::Serialize;
use shared::ids::{ClaimId, LoanId, TourId, TourLoadId};
use shared::organisations::Reason;
use shared::paths;
use shared::tours::{
    ClaimTours, LoanLeg, LoanTours, NewTour, NewTourLoad, Tour, TourAction, TourLoad, TourLoadAction, TourLoanQuery,
    TourPage, TourPatch, TourQuery, TourStopOrder, TourSuggestionList,
};

impl Content for Tour {}

impl Content for ClaimTours {}

impl Content for LoanTours {}

impl Content for TourPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for TourSuggestionList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of tours.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: TourQuery) -> Result<TourPage, Failure> {
    Call::get_with(paths::TOURS, &query).fetch().await
}

/// One tour.
///
/// # Errors
/// `not_found`.
pub async fn find(id: TourId) -> Result<Tour, Failure> {
    Call::get(&paths::tour(id)).fetch().await
}

/// Plans a tour. The same tour with the same key is planned once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewTour, key: String) -> Result<Tour, Failure> {
    Call::post(paths::TOURS).json(&new).once_as(key).fetch().await
}

/// Changes a tour.
///
/// # Errors
/// `precondition_failed`, `tour_full`, `tour_late`, `tour_state`, `forbidden`, `invalid`.
pub async fn update(id: TourId, version: i64, patch: TourPatch) -> Result<Tour, Failure> {
    Call::patch(&paths::tour(id)).if_match(version).json(&patch).fetch().await
}

/// Something that needs nothing but the will: to drive, to step back, to leave, to be back.
///
/// # Errors
/// `tour_state`, `tour_driven`, `tour_without_driver`, `tour_unfinished`, `forbidden`.
pub async fn step(id: TourId, action: TourAction) -> Result<Tour, Failure> {
    Call::post(&paths::tour_action(id, action)).once().fetch().await
}

/// Calls a tour off.
///
/// # Errors
/// `tour_state`, `forbidden`, `invalid`.
pub async fn cancel(id: TourId, reason: Reason) -> Result<Tour, Failure> {
    Call::post(&paths::tour_action(id, TourAction::Cancel)).json(&reason).once().fetch().await
}

/// Has the best order of the stops computed.
///
/// # Errors
/// `precondition_failed` when the tour has changed meanwhile, `tour_state`, `forbidden`.
pub async fn order(id: TourId, version: i64) -> Result<Tour, Failure> {
    Call::post(&paths::tour_action(id, TourAction::Order)).if_match(version).fetch().await
}

/// Puts the stops into another order.
///
/// # Errors
/// `precondition_failed`, `tour_full`, `tour_late`, `tour_state`, `forbidden`, `invalid` (`drop_first`).
pub async fn replace_stops(id: TourId, version: i64, order: TourStopOrder) -> Result<Tour, Failure> {
    Call::put(&paths::tour_stops(id)).if_match(version).json(&order).fetch().await
}

/// Claims that lie on the way of a tour.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn suggestions(id: TourId) -> Result<TourSuggestionList, Failure> {
    Call::get(&paths::tour_suggestions(id)).fetch().await
}

/// Asks a tour to carry something, proposes it, or plans it at once where nobody else has a say.
///
/// # Errors
/// `tour_full`, `tour_late`, `tour_elsewhen`, `on_tour`, `too_many_tour_loads`, `tour_state`, `claim_state`, `loan_state`,
/// `forbidden`, `invalid`.
pub async fn add_load(id: TourId, new: NewTourLoad) -> Result<TourLoad, Failure> {
    Call::post(&paths::tour_loads(id)).json(&new).once().fetch().await
}

/// Agrees that something is carried.
///
/// # Errors
/// `tour_full`, `tour_late`, `tour_state`, `tour_load_state`, `forbidden`.
pub async fn accept(id: TourId, load: TourLoadId) -> Result<Tour, Failure> {
    Call::post(&paths::tour_load_action(id, load, TourLoadAction::Accept)).once().fetch().await
}

/// Says why something is not carried: declines it, or takes it off the tour.
///
/// # Errors
/// `tour_state`, `tour_load_state`, `forbidden`, `invalid`.
pub async fn refuse(id: TourId, load: TourLoadId, action: TourLoadAction, reason: Reason) -> Result<Tour, Failure> {
    step_on_road(id, load, action, &reason).fetch().await
}

/// A step on the road with what it tells: the hand-over ([`shared::tours::TourCollection`],
/// [`shared::tours::TourDelivery`]), or why it could not be done. To be sent or kept by [`crate::outbox`].
///
/// Refused with `tour_state`, `tour_load_state`, `forbidden`, `invalid`; a hand-over also with `wrong_code`,
/// `code_locked`, `too_warm`.
#[must_use]
pub fn step_on_road(id: TourId, load: TourLoadId, action: TourLoadAction, told: &impl Serialize) -> Call {
    Call::post(&paths::tour_load_action(id, load, action)).json(told).once()
}

/// Tours that can bring the food of a claim.
///
/// # Errors
/// `not_found`.
pub async fn of_claim(id: ClaimId) -> Result<ClaimTours, Failure> {
    Call::get(&paths::tours_of_claim(id)).fetch().await
}

/// Tours that can bring the item of a loan, or bring it back; which way the loan decides where nothing is said.
///
/// # Errors
/// `not_found`.
pub async fn of_loan(id: LoanId, leg: Option<LoanLeg>) -> Result<LoanTours, Failure> {
    Call::get_with(&paths::tours_of_loan(id), &TourLoanQuery { leg }).fetch().await
}
