//! What lies on the way of a tour, and tours on the way of something.

use super::{LoanLeg, Tour, TourPlace};
use crate::ids::ClaimId;
use crate::offers::PickupWindow;
use crate::organisations::OrganisationSummary;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use serde::{Deserialize, Serialize};

/// What a tour would gain on its way by one more load, at its cheapest places in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourFit {
    /// How much longer the way would be, metres.
    #[cfg_attr(feature = "openapi", schema(example = 6_300))]
    pub detour_metres: i64,
    /// How much later the tour would be back, minutes; stops and waiting included.
    #[cfg_attr(feature = "openapi", schema(example = 28))]
    pub detour_minutes: i64,
    /// When the load would be fetched.
    pub pickup_at: UtcMillis,
    /// When it would arrive.
    pub drop_at: UtcMillis,
}

/// A claim that lies on the way of a tour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourSuggestion {
    /// The claim.
    pub claim_id: ClaimId,
    /// Title of the offer.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature"))]
    pub title: String,
    /// How much.
    pub grams: Grams,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// Who gives.
    pub giver: OrganisationSummary,
    /// Who takes.
    pub taker: OrganisationSummary,
    /// Where it is fetched.
    pub from: TourPlace,
    /// Where it goes.
    pub to: TourPlace,
    /// When it can be fetched during the tour.
    pub windows: Vec<PickupWindow>,
    /// What it would cost the tour.
    pub fit: TourFit,
}

/// The claims that lie on the way of a tour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourSuggestionList {
    /// The shortest detour first, at most 20.
    pub items: Vec<TourSuggestion>,
}

/// A tour that passes by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourOption {
    /// The tour, as everybody in the network sees it.
    pub tour: Tour,
    /// What it would cost the tour.
    pub fit: TourFit,
}

/// Tours that can bring the food of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimTours {
    /// The tour that brings it, or is asked to, with this load alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Tour>,
    /// The shortest detour first, at most 10; none while there is a current one, or where the claim is not ready for it.
    pub items: Vec<TourOption>,
}

/// Tours that can bring the item of a loan, or bring it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanTours {
    /// Which way.
    pub leg: LoanLeg,
    /// The tour that carries it that way, or is asked to, with this load alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Tour>,
    /// The shortest detour first, at most 10; none while there is a current one, or where the loan is not ready for it.
    pub items: Vec<TourOption>,
}

/// Which way the item of a loan is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TourLoanQuery {
    /// Left out: out until the borrower has it, then back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<LoanLeg>,
}
