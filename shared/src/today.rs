//! "What should I do now?": everything of the first page in one answer, because the network may be bad.

use crate::activity::MissingActivity;
use crate::claims::Claim;
use crate::equipment::Equipment;
use crate::equipment_needs::EquipmentNeed;
use crate::ids::OrganisationId;
use crate::loans::Loan;
use crate::matches::help::HelpFit;
use crate::matches::{Fit, MatchSide};
use crate::needs::Need;
use crate::offers::Offer;
use crate::organisations::OrganisationSummary;
use crate::skills::SkillListing;
use crate::tours::Tour;
use crate::units::Grams;
use serde::{Deserialize, Serialize};

/// For which organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TodayQuery {
    /// One of the caller's organisations.
    pub organisation: OrganisationId,
}

/// The day of one organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Today {
    /// Whose day it is.
    pub organisation: OrganisationSummary,
    /// Claims that wait for this organisation's answer, among them proposals for its needs, soonest lapse first; at most
    /// 20.
    pub to_answer: Vec<Claim>,
    /// Claims to be handed over by this organisation, soonest pick-up first; at most 20.
    pub to_hand_over: Vec<Claim>,
    /// Claims to be fetched by this organisation, soonest pick-up first; at most 20.
    pub to_collect: Vec<Claim>,
    /// Claims that were fetched and wait to be counted in; at most 20.
    pub to_receive: Vec<Claim>,
    /// Loans of equipment with something to do: requests to this organisation, and items that go out or come back within a
    /// day or should have, soonest first; at most 20.
    #[serde(default)]
    pub loans: Vec<Loan>,
    /// Tours that leave today or are on the road: this organisation's, and those that the caller drives, soonest first; at
    /// most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tours: Vec<Tour>,
    /// Sites of this organisation whose last week is not declared yet; at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activity_missing: Vec<MissingActivity>,
    /// What fits this organisation's own needs that still lack something and its open offers, best first; at most 6.
    #[serde(default)]
    pub matches: Vec<DayMatch>,
    /// Items that fit this organisation's own needs of equipment, and needs of others that its own items fit, best first; at
    /// most 3.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment_matches: Vec<DayEquipmentMatch>,
    /// What fits the skills that this organisation looks for and offers, best first; at most 3.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skill_matches: Vec<DaySkillMatch>,
    /// Open offers of others that are near, within reach and can be stored, nearest first; at most 10.
    pub near: Vec<Offer>,
    /// Urgent needs of others, so near that one of both sides goes that far, nearest first; at most 10.
    pub urgent_needs: Vec<Need>,
    /// This organisation's own open needs that still lack something, soonest first; at most 10.
    pub own_needs: Vec<Need>,
    /// What this organisation has moved.
    pub figures: Figures,
}

/// An offer and a need that fit; one of both is the organisation's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayMatch {
    /// Which of both is its own: `offering` where it has the offer.
    pub side: MatchSide,
    /// The offer.
    pub offer: Offer,
    /// The need.
    pub need: Need,
    /// How well they fit, and why.
    pub fit: Fit,
}

/// An item and a need of equipment that fit; one of both is the organisation's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayEquipmentMatch {
    /// Which of both is its own: `offering` where it has the item.
    pub side: MatchSide,
    /// The item.
    pub equipment: Equipment,
    /// The need.
    pub need: EquipmentNeed,
    /// How well they fit, and why.
    pub fit: HelpFit,
}

/// A skill that is offered and one that is looked for; one of both is the organisation's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DaySkillMatch {
    /// Which of both is its own: `offering` where it offers the skill.
    pub side: MatchSide,
    /// What is offered.
    pub offered: SkillListing,
    /// What is looked for.
    pub wanted: SkillListing,
    /// How well they fit, and why.
    pub fit: HelpFit,
}

/// What an organisation has given and received, from the ledger of stock movements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Handed over to others, all time.
    pub given_grams: Grams,
    /// Received from others, all time, losses on the way taken off.
    pub received_grams: Grams,
    /// Handed over to others in the last 28 days.
    pub given_28_days_grams: Grams,
    /// Received from others in the last 28 days, losses on the way taken off.
    pub received_28_days_grams: Grams,
    /// Offers on the board.
    pub open_offers: i64,
}
