//! Addresses of shared tours and of what they carry.

use super::{CLAIMS, LOANS};
use crate::ids::{ClaimId, LoanId, TourId, TourLoadId};
use crate::tours::{TourAction, TourLoadAction};

/// Path of the tours.
pub const TOURS: &str = "/api/v1/tours";

/// One tour.
#[must_use]
pub fn tour(id: TourId) -> String {
    format!("{TOURS}/{id}")
}

/// Something that is done with a tour. There is no path for [`TourAction::Update`], which is a `PATCH` of the tour, nor for
/// [`TourAction::Expire`], which nobody does.
#[must_use]
pub fn tour_action(id: TourId, action: TourAction) -> String {
    format!("{TOURS}/{id}/{action}")
}

/// The stops of a tour, to put them into another order.
#[must_use]
pub fn tour_stops(id: TourId) -> String {
    format!("{TOURS}/{id}/stops")
}

/// Claims that lie on the way of a tour.
#[must_use]
pub fn tour_suggestions(id: TourId) -> String {
    format!("{TOURS}/{id}/suggestions")
}

/// What a tour carries, for a new load.
#[must_use]
pub fn tour_loads(id: TourId) -> String {
    format!("{TOURS}/{id}/loads")
}

/// A step on a load of a tour.
#[must_use]
pub fn tour_load_action(id: TourId, load: TourLoadId, action: TourLoadAction) -> String {
    format!("{TOURS}/{id}/loads/{load}/{action}")
}

/// Tours that can bring the food of a claim.
#[must_use]
pub fn tours_of_claim(id: ClaimId) -> String {
    format!("{CLAIMS}/{id}/tours")
}

/// Tours that can bring the item of a loan, or bring it back.
#[must_use]
pub fn tours_of_loan(id: LoanId) -> String {
    format!("{LOANS}/{id}/tours")
}
