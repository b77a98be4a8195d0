//! Matches: which needs an offer fits best, which offers fit a need, and why. Those of equipment and skills: [`help`].

pub mod help;

use crate::ids::{DismissalId, NeedId, OfferId, OrganisationId};
use crate::macros::text_enum;
use crate::needs::Need;
use crate::offers::Offer;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Matches in an answer unless the client says otherwise.
pub const DEFAULT_MATCHES: u32 = 5;
/// The most matches in one answer.
pub const MAX_MATCHES: u32 = 20;
/// What a part and a score count in: 10 000 is the most of each.
pub const WHOLE: i64 = 10_000;

/// How many matches to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MatchQuery {
    /// Matches to list, 1 to 20; 5 unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 20))]
    pub limit: Option<u32>,
}

/// The six parts of a score, each 0 to 10 000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Parts {
    /// How well the kinds of food, of equipment or of help fit.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub category: i64,
    /// How much of what could be given is given; of equipment and help, how much of the time suits.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub quantity: i64,
    /// How near the two are, for the needing site's part of the country.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub distance: i64,
    /// How soon it is needed, and how much time the food leaves.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub urgency: i64,
    /// How far the needing organisation lags behind what others have received: of food in 28 days, of help in 90.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub fairness: i64,
    /// How reliably the needing organisation has fetched what it was promised, and kept what was agreed.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub follow_through: i64,
}

text_enum! {
    /// Why two things fit. Each is true of the match by itself; none is said to fill a list.
    pub enum ReasonKind {
        /// The need asks for this very kind of food, or for one that contains it.
        CategorySame = "category_same",
        /// The offer is of a wider kind, which may contain what is asked for.
        CategoryWider = "category_wider",
        /// The two kinds are neighbours.
        CategoryNear = "category_near",
        /// It fills all that is lacking (`grams`).
        CoversNeed = "covers_need",
        /// The need takes all that is left (`grams`).
        TakesAll = "takes_all",
        /// It fills a part of what is lacking (`grams`).
        CoversPart = "covers_part",
        /// So far apart in a straight line (`metres`).
        Distance = "distance",
        /// The receiving site can keep food cold like this (`temperature_class`).
        ColdChain = "cold_chain",
        /// Somebody has said that the need is urgent.
        Urgent = "urgent",
        /// It is needed within three days (`at`).
        NeededSoon = "needed_soon",
        /// The needing organisation has received less than half of what others have, in 28 days.
        ReceivedLeast = "received_least",
        /// The needing organisation has received less than others, in 28 days.
        ReceivedLess = "received_less",
        /// The needing organisation has always fetched what it was promised.
        Reliable = "reliable",
    }
}

/// One reason, with the figures that its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// Which sentence.
    pub kind: ReasonKind,
    /// A distance, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<i64>,
    /// A quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams: Option<Grams>,
    /// An instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<UtcMillis>,
    /// How food is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
}

impl Reason {
    /// A reason without figures.
    #[must_use]
    pub const fn of(kind: ReasonKind) -> Self {
        Self { kind, metres: None, grams: None, at: None, temperature_class: None }
    }
}

/// How well an offer and a need fit, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fit {
    /// 0 to 10 000: 25 % category, 20 % quantity, 20 % distance, 10 % urgency, 20 % fairness, 5 % follow-through.
    #[cfg_attr(feature = "openapi", schema(example = 6_281, minimum = 0, maximum = 10_000))]
    pub score: i64,
    /// What the score is made of.
    pub parts: Parts,
    /// Between the two sites in a straight line, metres.
    pub distance_m: i64,
    /// How much would change hands: whole units that fill the need, as far as the offer has them and the site can store
    /// them.
    pub grams: Grams,
    /// Why they fit, in the order of the parts.
    pub reasons: Vec<Reason>,
}

/// A need that an offer fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedNeed {
    /// The need.
    pub need: Need,
    /// How well it fits, and why.
    pub fit: Fit,
}

/// The needs that an offer fits best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedNeedList {
    /// Best first, at most 20.
    pub items: Vec<MatchedNeed>,
}

/// An offer that fits a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedOffer {
    /// The offer.
    pub offer: Offer,
    /// How well it fits, and why.
    pub fit: Fit,
}

/// The offers that fit a need best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedOfferList {
    /// Best first, at most 20.
    pub items: Vec<MatchedOffer>,
}

text_enum! {
    /// On which side of a match an organisation stands.
    pub enum MatchSide {
        /// It offers the food, or the help.
        Offering = "offering",
        /// It needs it.
        Needing = "needing",
    }
}

text_enum! {
    /// What has matches that people are told of.
    pub enum MatchSubject {
        /// An offer of food.
        Offer = "offer",
        /// A need of food.
        Need = "need",
        /// Something to lend.
        Equipment = "equipment",
        /// A need of equipment.
        EquipmentNeed = "equipment_need",
        /// A skill that is offered or looked for.
        Skill = "skill",
    }
}

text_enum! {
    /// Why somebody does not want a match.
    pub enum DismissalReason {
        /// Too far away.
        TooFar = "too_far",
        /// Not this kind of food.
        WrongFood = "wrong_food",
        /// More than is wanted.
        TooMuch = "too_much",
        /// Not worth the way.
        TooLittle = "too_little",
        /// Not at this time.
        NoTime = "no_time",
        /// Something else.
        Other = "other",
    }
}

/// "Not this one": a match that an organisation does not want to see again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDismissal {
    /// The offer.
    #[garde(skip)]
    pub offer_id: OfferId,
    /// The need.
    #[garde(skip)]
    pub need_id: NeedId,
    /// Who does not want it: the organisation of the offer or that of the need. Its side follows from that.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// Why.
    #[garde(skip)]
    pub reason: DismissalReason,
}

/// A match that an organisation does not want to see again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dismissal {
    /// Identifier.
    pub id: DismissalId,
    /// The offer.
    pub offer_id: OfferId,
    /// The need.
    pub need_id: NeedId,
    /// Who does not want it.
    pub organisation_id: OrganisationId,
    /// On which side that organisation stands.
    pub side: MatchSide,
    /// Why.
    pub reason: DismissalReason,
    /// When.
    pub dismissed_at: UtcMillis,
}
