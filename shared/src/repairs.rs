//! Repairs of what is lent: what is broken, whether it can still be lent, what was done.

use crate::check;
use crate::ids::{LoanId, RepairId};
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Something that is broken on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRepair {
    /// What is broken or missing.
    #[garde(custom(check::text(2, 500)))]
    #[cfg_attr(feature = "openapi", schema(example = "Rétroviseur gauche cassé", min_length = 2, max_length = 500))]
    pub what: String,
    /// Whether it can still be lent. Else nobody borrows it until the repair is ended, or from `expected_at` on.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub lendable: bool,
    /// When it should be ready, if that is known; in the future.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<UtcMillis>,
}

/// What was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairDone {
    /// What was done.
    #[garde(custom(check::text(2, 500)))]
    #[cfg_attr(feature = "openapi", schema(example = "Rétroviseur remplacé au garage", min_length = 2, max_length = 500))]
    pub done: String,
}

/// Something that is or was broken on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repair {
    /// Identifier.
    pub id: RepairId,
    /// What is broken or missing.
    #[cfg_attr(feature = "openapi", schema(example = "Rétroviseur gauche cassé"))]
    pub what: String,
    /// Whether it can still be lent.
    pub lendable: bool,
    /// When it should be ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<UtcMillis>,
    /// The loan from which it came back like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
    /// Name of who reported it.
    #[cfg_attr(feature = "openapi", schema(example = "Camille"))]
    pub by: String,
    /// When it was reported.
    pub opened_at: UtcMillis,
    /// What was done, once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcMillis>,
}

/// What is and was broken on an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repairs {
    /// The latest first, at most a hundred.
    pub items: Vec<Repair>,
    /// Whether the caller may report and end repairs.
    pub can_change: bool,
}
