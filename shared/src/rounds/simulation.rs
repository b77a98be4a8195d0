//! "What if we had a second cold truck?": a round shared out once more with something changed, and nothing of it kept.

use super::figures::RoundFigures;
use crate::check;
use crate::ids::SiteId;
use crate::units::TemperatureClass;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// What is different at a site. What is left out stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulatedSite {
    /// The site; left out: every site of the round.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// More room at room temperature, kg.
    #[garde(inner(custom(check::between(-100_000, 100_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_ambient_kg: Option<i64>,
    /// More room for chilled food, kg.
    #[garde(inner(custom(check::between(-100_000, 100_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_chilled_kg: Option<i64>,
    /// More room for frozen food, kg.
    #[garde(inner(custom(check::between(-100_000, 100_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_frozen_kg: Option<i64>,
    /// A larger vehicle, kg.
    #[garde(inner(custom(check::between(-100_000, 100_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_vehicle_kg: Option<i64>,
    /// Whether it can carry chilled and frozen food.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cold_transport: Option<bool>,
    /// It goes so much farther, km.
    #[garde(inner(custom(check::between(-500, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_reach_km: Option<i64>,
    /// Its factor, percent.
    #[garde(inner(custom(check::between(50, 300))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor_percent: Option<i64>,
}

/// How much there is of a kind of food, or of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulatedSupply {
    /// Code of a root of the category tree; left out: all food.
    #[garde(inner(custom(check::text(1, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "dairy"))]
    pub category: Option<String>,
    /// Only food that is kept so.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
    /// So much of every lot, percent.
    #[garde(custom(check::between(0, 1_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 120, minimum = 0, maximum = 1_000))]
    pub percent: i64,
}

/// What to change. Lines set by hand are let go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    /// At sites, one after the other.
    #[garde(custom(check::count(0, 500)), dive)]
    #[serde(default)]
    pub sites: Vec<SimulatedSite>,
    /// In supply, one after the other.
    #[garde(custom(check::count(0, 100)), dive)]
    #[serde(default)]
    pub supply: Vec<SimulatedSupply>,
    /// The tolerance (ε), kg.
    #[garde(inner(custom(check::between(0, 1_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance_kg: Option<i64>,
}

/// What a site would get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedShare {
    /// The site.
    pub site_id: SiteId,
    /// What it gets now, kg.
    pub kg_before: i64,
    /// What it would get, kg.
    pub kg_after: i64,
    /// Its level now, in millionths.
    pub level_before: i64,
    /// What its level would be, in millionths.
    pub level_after: i64,
}

/// What would come of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulationResult {
    /// As it is: shared out by the engine, without changes by hand.
    pub before: RoundFigures,
    /// As it would be.
    pub after: RoundFigures,
    /// What sites would get, in the order of the workbench; those that take no part are left out.
    pub shares: Vec<SimulatedShare>,
}
