//! Rounds that begin by themselves.

use crate::check;
use crate::ids::{AllocationRoundId, AllocationScheduleId, OrganisationId};
use crate::organisations::OrganisationSummary;
use crate::sites::Weekday;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// A schedule to be made: every week, a round is begun and computed, and the food bank's coordinators are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAllocationSchedule {
    /// The food bank.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// What its rounds are called.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Répartition du mardi", min_length = 2, max_length = 120))]
    pub title: String,
    /// On which day.
    #[garde(skip)]
    pub weekday: Weekday,
    /// When, in minutes from midnight of the network's time zone: 420 is 7:00.
    #[garde(custom(check::between(0, 1_439)))]
    #[cfg_attr(feature = "openapi", schema(example = 420, minimum = 0, maximum = 1_439))]
    pub minute: i64,
    /// How many days later food is fetched.
    #[garde(custom(check::between(0, 14)))]
    #[cfg_attr(feature = "openapi", schema(example = 1, minimum = 0, maximum = 14))]
    pub fetched_after_days: i64,
    /// Rounds over which levels are counted (W).
    #[garde(custom(check::between(1, 26)))]
    #[cfg_attr(feature = "openapi", schema(example = 4, minimum = 1, maximum = 26))]
    pub window: i64,
    /// How far a share may be from the fairest one (ε), kg.
    #[garde(custom(check::between(0, 1_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 0, minimum = 0, maximum = 1_000))]
    pub tolerance_kg: i64,
}

/// A schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationSchedule {
    /// Identifier.
    pub id: AllocationScheduleId,
    /// The food bank.
    pub organisation: OrganisationSummary,
    /// What its rounds are called.
    pub title: String,
    /// On which day.
    pub weekday: Weekday,
    /// When, in minutes from midnight of the network's time zone.
    pub minute: i64,
    /// How many days later food is fetched.
    pub fetched_after_days: i64,
    /// Rounds over which levels are counted (W).
    pub window: i64,
    /// How far a share may be from the fairest one (ε), kg.
    pub tolerance_kg: i64,
    /// When its next round begins.
    pub next_at: UtcMillis,
    /// The last round that it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_round_id: Option<AllocationRoundId>,
}

/// The schedules of the caller's food banks, by day and time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationScheduleList {
    /// The schedules.
    pub items: Vec<AllocationSchedule>,
}
