//! What sites ask for, and what the food bank approves.

use super::MAX_REQUEST_KG;
use super::round::RoundReason;
use crate::check;
use crate::ids::{AllocationRoundId, SiteId};
use crate::time::UtcMillis;
use crate::units::TemperatureClass;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// How much of one kind of food. What exists at two temperatures is two kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestLine {
    /// Code of a root of the category tree; all that is below it counts.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "dairy", min_length = 1, max_length = 60))]
    pub category: String,
    /// How it is kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
    /// At most so much, kg: an upper bound, never a claim to a share.
    #[garde(custom(check::between(0, MAX_REQUEST_KG)))]
    #[cfg_attr(feature = "openapi", schema(example = 60, minimum = 0, maximum = 100_000))]
    pub kg: i64,
}

/// What a site asks for in every round, until it says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStandingRequest {
    /// What it asks for; empty: it takes part in no round. Each kind once.
    #[garde(custom(check::count(0, 60)), dive)]
    pub lines: Vec<RequestLine>,
    /// What it can carry or receive at once, kg; left out: what its transport usually carries.
    #[garde(inner(custom(check::between(1, 50_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 800, minimum = 1, maximum = 50_000))]
    pub vehicle_kg: Option<i64>,
}

/// A site's standing request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingRequest {
    /// The site.
    pub site_id: SiteId,
    /// What it asks for in every round.
    pub lines: Vec<RequestLine>,
    /// What it says that it can carry or receive at once, kg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle_kg: Option<i64>,
    /// What counts where it says nothing: what its transport usually carries, kg.
    pub usual_vehicle_kg: i64,
    /// People whom it serves in a week, from its weekly counts: without any, nothing can be shared out to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// When it was declared; absent where it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_at: Option<UtcMillis>,
    /// Name of the person who declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Grows with each change; the ETag. 1 where nothing was ever declared.
    pub version: i64,
}

/// What a site asks for in one round, in the place of its standing request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRoundRequest {
    /// All that it asks for. Each kind once.
    #[garde(custom(check::count(0, 60)), dive)]
    pub lines: Vec<RequestLine>,
}

/// What a site has asked for in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteRequest {
    /// The round.
    pub round_id: AllocationRoundId,
    /// The site.
    pub site_id: SiteId,
    /// What it has asked for, by code and class: what it said of this round, or else what it asks for in every round. Without
    /// what the food bank alone wants it to have.
    pub lines: Vec<RequestLine>,
    /// When any of it was last said; absent where it asks for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<UtcMillis>,
    /// Name of the person who said that; absent, too, where the account is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// What the food bank approves of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalLine {
    /// Code of a root of the category tree.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "dairy", min_length = 1, max_length = 60))]
    pub category: String,
    /// How it is kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
    /// At most so much, kg.
    #[garde(custom(check::between(0, MAX_REQUEST_KG)))]
    #[cfg_attr(feature = "openapi", schema(example = 40, minimum = 0, maximum = 100_000))]
    pub kg: i64,
    /// Why not what was asked for; needed where it differs.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
}

/// What the food bank approves of a site's request. After it the round is a draft again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRoundApproval {
    /// The kinds that change; of the others all is approved that was asked for.
    #[garde(custom(check::count(1, 60)), dive)]
    pub lines: Vec<ApprovalLine>,
}
