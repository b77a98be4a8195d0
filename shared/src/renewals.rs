//! Loans that are kept longer: the borrower asks for a later end, the lender answers.

use crate::check;
use crate::macros::text_enum;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a wish to keep an item longer stands.
    pub enum RenewalState {
        /// The lender has to answer; the time is held until then.
        Asked = "asked",
        /// The loan ends later now.
        Accepted = "accepted",
        /// The loan ends as it did.
        Declined = "declined",
        /// Nobody answered in time, or the loan was over first.
        Lapsed = "lapsed",
    }
}

/// A wish to keep an item longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRenewal {
    /// The new end, after the present one and in the future; at most the item's longest loan later.
    #[garde(skip)]
    pub ends_at: UtcMillis,
    /// Why.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "La collecte dure un jour de plus", max_length = 500))]
    pub note: Option<String>,
}

/// A wish to keep an item longer, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renewal {
    /// From 1 for the loan's first.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub number: i64,
    /// The end that is wished for.
    pub ends_at: UtcMillis,
    /// The end as it was then.
    pub ended_at: UtcMillis,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    pub state: RenewalState,
    /// Name of who asked.
    #[cfg_attr(feature = "openapi", schema(example = "Samir"))]
    pub by: String,
    /// When it was asked for.
    pub asked_at: UtcMillis,
    /// Until when the lender can answer, while it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<UtcMillis>,
    /// What the lender said where it declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A loan's wishes for more time, and what the caller may do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanRenewals {
    /// The wishes, the first first.
    pub items: Vec<Renewal>,
    /// Whether the caller may ask for more time.
    pub can_ask: bool,
    /// Whether the caller may answer the wish that waits.
    pub can_answer: bool,
}
