//! Why a site gets what it gets, and what would change it. Numbers and names of reasons; sentences are made by who shows them.

use super::round::RoundReason;
use super::workbench::{LineStatus, RoundCategory, RoundShare};
use crate::ids::AllocationRoundId;
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::sites::SiteSummary;
use crate::stock::LotSummary;
use crate::units::Grams;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What stopped a site from getting more of a kind of food.
    pub enum RoundLimit {
        /// It gets all that was approved.
        NeedMet = "need_met",
        /// It cannot carry food that must be kept cool.
        NoColdTransport = "no_cold_transport",
        /// Its room of this temperature is full, or it has none.
        Storage = "storage",
        /// Its vehicle is full.
        Vehicle = "vehicle",
        /// There is none of it where it goes.
        OutOfReach = "out_of_reach",
        /// All there is, is over its date before the site's next distribution.
        TooShortDated = "too_short_dated",
        /// What there is was decided by hand, or it has refused it.
        Closed = "closed",
        /// All of it is shared out among sites that are no better off.
        Shared = "shared",
    }
}

text_enum! {
    /// Why a site gets of this lot and not of another one.
    pub enum RoundLineReason {
        /// Somebody decided it.
        ByHand = "by_hand",
        /// No other place in reach has food of this kind that it can have.
        OnlyOrigin = "only_origin",
        /// It must be eaten soon, and lasts until it can be.
        Urgent = "urgent",
        /// It is the nearest.
        Nearest = "nearest",
        /// Over all sites, this makes the shortest way.
        ShortestTogether = "shortest_together",
    }
}

text_enum! {
    /// Something that could be different for a site.
    pub enum RoundChange {
        /// Room for 100 kg more at room temperature.
        StorageAmbient = "storage_ambient",
        /// Room for 100 kg more of chilled food.
        StorageChilled = "storage_chilled",
        /// Room for 100 kg more of frozen food.
        StorageFrozen = "storage_frozen",
        /// A vehicle for 100 kg more.
        Vehicle = "vehicle",
        /// It can carry chilled and frozen food.
        ColdTransport = "cold_transport",
        /// It distributes one day earlier.
        Sooner = "sooner",
        /// It goes 10 km farther.
        Reach = "reach",
    }
}

/// What a site asked for and gets of a kind of food, and what stopped it from getting more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundWish {
    /// The kind.
    pub category: RoundCategory,
    /// What it asked for, kg.
    pub requested_kg: i64,
    /// What is approved, kg.
    pub approved_kg: i64,
    /// Why that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// What it gets, kg.
    pub kg: i64,
    /// Why not more.
    #[cfg_attr(feature = "openapi", schema(example = "shared"))]
    pub limit: RoundLimit,
    /// With `storage` and `vehicle` the room, kg; with `too_short_dated` the days of the longest-lasting; with `shared` among
    /// how many others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_value: Option<i64>,
}

/// A line of a site, and why it is this lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundExplanationLine {
    /// The lot.
    pub lot: LotSummary,
    /// Where it is fetched.
    pub from: SiteSummary,
    /// How much, kg.
    pub kg: i64,
    /// How far that is, metres: 1.3 times the straight line, as ways are on the whole; 0 where a place is not known.
    pub metres: i64,
    /// Days from the day of fetching to its date; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Why this lot; absent for a line that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<RoundLineReason>,
    /// Where it stands; absent before the round is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LineStatus>,
    /// What was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_grams: Option<Grams>,
    /// Why it was refused, or why another quantity was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// What was said of its refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of a line set by hand: what the others lose by it together, kg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_to_others_kg: Option<i64>,
}

/// What a change would bring, by an exact new solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundWhatIf {
    /// The change.
    #[cfg_attr(feature = "openapi", schema(example = "storage_chilled"))]
    pub change: RoundChange,
    /// So much more would the site get, kg.
    pub kg: i64,
    /// So much more would all sites get together, kg.
    pub together_kg: i64,
}

/// Why a site gets what it gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundExplanation {
    /// The round.
    pub round_id: AllocationRoundId,
    /// The site.
    pub site: SiteSummary,
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// What it gets; absent where it takes no part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<RoundShare>,
    /// People whom it serves in a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// What it should have in one round, kg.
    pub entitlement_kg: i64,
    /// What it received in the rounds of the window before this one, kg.
    pub received_before_kg: i64,
    /// The level in the middle of all sites, in millionths.
    pub median: i64,
    /// How many sites are at a lower level.
    pub lower: i64,
    /// How many of those could have used some of its food: 0 unless lines were set by hand, shares may differ, or something
    /// was refused, since everybody keeps what they have then.
    pub wronged: i64,
    /// How often something was refused since the round was published.
    pub refusals: i64,
    /// What it asked for.
    pub wishes: Vec<RoundWish>,
    /// How many sites are at its level because they compete for the same food.
    pub peers: i64,
    /// The kinds for which it competes with them.
    pub competes_for: Vec<RoundCategory>,
    /// What it gets, and why.
    pub lines: Vec<RoundExplanationLine>,
    /// What would change it, what brings most first.
    pub what_ifs: Vec<RoundWhatIf>,
}
