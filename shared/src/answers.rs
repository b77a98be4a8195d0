//! Answers without logging in: what the link of a mail shows, and what can be said with it.

use crate::check;
use crate::ids::{ClaimId, SiteId};
use crate::macros::text_enum;
use crate::matches::DismissalReason;
use crate::offers::OfferSummary;
use crate::organisations::OrganisationSummary;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What was answered with a link.
    pub enum AnswerKind {
        /// We take some of it.
        Take = "take",
        /// No, thank you.
        Decline = "decline",
    }
}

/// What a link is about: all that somebody needs to answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerSheet {
    /// Name of the person to whom the link was sent.
    #[cfg_attr(feature = "openapi", schema(example = "Samir Benali"))]
    pub person: String,
    /// For which of the person's organisations.
    pub organisation: OrganisationSummary,
    /// Who gives.
    pub giver: OrganisationSummary,
    /// What, where and when.
    pub offer: OfferSummary,
    /// How much of it is left.
    pub left_grams: Grams,
    /// How much of it would suit, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// The organisation's sites that can keep it, the one that lacks it first.
    pub sites: Vec<SiteSummary>,
    /// When it is decided who gets how much, where the offer is not open to all yet; whoever answers first gains nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<UtcMillis>,
}

/// The answer "we take it".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkedTake {
    /// Where the food will go: a site of the link's organisation.
    #[garde(skip)]
    pub site_id: SiteId,
    /// How much, in grams: a whole number of units unless the offer's unit is the kilogram.
    #[garde(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 20_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// When somebody means to come, inside one of the offer's windows.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_at: Option<UtcMillis>,
    /// A word to the giver.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub message: Option<String>,
}

/// The answer "no, thank you".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({ "reason": "no_time" })))]
#[serde(deny_unknown_fields)]
pub struct LinkedDecline {
    /// Why; who says it is called less for the like.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<DismissalReason>,
}

/// What became of an answer. The link is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// What was answered.
    #[cfg_attr(feature = "openapi", schema(example = "take"))]
    pub answer: AnswerKind,
    /// The claim; absent for a "no", and while it is not decided who gets how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// How much was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// When it is decided who gets how much, where that is not now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<UtcMillis>,
}
