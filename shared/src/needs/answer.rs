//! Answers: a giver proposes one of its offers to a need. An answer is a claim that the giver has asked for.

use crate::check;
use crate::ids::{NeedId, OfferId};
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Part of one of the caller's own offers, for somebody's need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// The offer; its organisation is the giver.
    #[garde(skip)]
    pub offer_id: OfferId,
    /// How much, in grams: a whole number of units unless the offer's unit is the kilogram.
    #[garde(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 40_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// When the taker could come, inside one of the offer's windows.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_at: Option<UtcMillis>,
    /// A word to the taker.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub message: Option<String>,
}

/// A need, where a claim answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedSummary {
    /// Identifier.
    pub id: NeedId,
    /// What is lacking.
    pub title: String,
    /// Code of the category of food.
    pub category: String,
    /// Which occurrence the claim counts for, from 1.
    pub occurrence: i64,
}
