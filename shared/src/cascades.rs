//! Cascades: to whom an offer is proposed first, and who wishes how much of it. Nobody gains by answering first.

use crate::answers::AnswerKind;
use crate::check;
use crate::ids::{NeedId, OfferId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// To whom an offer is proposed first.
    #[derive(Default)]
    pub enum FirstCalled {
        /// To everybody at once.
        #[default]
        Everybody = "everybody",
        /// To the site's regular partners, then to those that fit best, then to everybody.
        Partners = "partners",
    }
}

text_enum! {
    /// Who is asked in a step of a cascade.
    pub enum CascadeStep {
        /// The site's regular partners.
        Partners = "partners",
        /// Those that fit best, a few at a time.
        Best = "best",
        /// Everybody: the cascade is over, and the offer is claimed as any other.
        Everybody = "everybody",
    }
}

/// To whom a site's offers are proposed first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerList {
    /// Regular partners, by name.
    pub items: Vec<OrganisationSummary>,
}

/// Regular partners of a site, in place of those before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPartners {
    /// Approved organisations other than the site's own, at most ten.
    #[garde(custom(check::count(0, 10)))]
    pub organisation_ids: Vec<OrganisationId>,
}

/// A wish for part of an offer whose cascade runs. It becomes a claim when the step ends, as far as there is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWish {
    /// Where the food would go; its organisation was called.
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
    /// A need of the same site that it would answer.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// A word to the giver.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub message: Option<String>,
}

/// "No, thank you" to an offer whose cascade runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CascadeDecline {
    /// For which organisation: it was called, and the caller belongs to it.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
}

/// An organisation that was called, as its own members and the giver see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CascadeCall {
    /// Who.
    pub organisation: OrganisationSummary,
    /// Whether it is a regular partner.
    pub is_partner: bool,
    /// When it was called.
    pub called_at: UtcMillis,
    /// What it has answered in the present step; absent while it has not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerKind>,
    /// How much it has asked for last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished_grams: Option<Grams>,
    /// How much it got of what it has asked for last; absent until that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_grams: Option<Grams>,
}

/// How far the cascade of an offer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cascade {
    /// The offer.
    pub offer_id: OfferId,
    /// Who is asked now.
    #[cfg_attr(feature = "openapi", schema(example = "best"))]
    pub step: CascadeStep,
    /// When it is decided who gets how much of what was asked for so far; absent once it is open to everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<UtcMillis>,
    /// How many organisations have been called.
    pub called: i64,
    /// Names of the regular partners among them.
    pub partners: Vec<String>,
    /// Those of the caller's organisations that were called; for the giver all that were.
    pub calls: Vec<CascadeCall>,
    /// Whether the caller may open the offer to everybody now.
    pub can_end: bool,
}
