//! Matches of equipment and of skills: what fits what somebody looks for, and why.

use super::{MatchSide, Parts};
use crate::equipment::Equipment;
use crate::equipment_needs::EquipmentNeed;
use crate::ids::{HelpDismissalId, ObjectId, OrganisationId};
use crate::macros::text_enum;
use crate::skills::SkillListing;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What fits: something to lend, or somebody's skill.
    pub enum HelpKind {
        /// An item and a need of equipment.
        Equipment = "equipment",
        /// A skill that is offered and one that is looked for.
        Skill = "skill",
    }
}

text_enum! {
    /// Why two things fit. Each is true of the match by itself; none is said to fill a list.
    pub enum HelpReasonKind {
        /// It is the very kind of equipment, or the very skill, that is looked for.
        KindSame = "kind_same",
        /// Another kind of equipment that may do instead.
        KindSubstitute = "kind_substitute",
        /// Another skill of the same topic.
        TopicSame = "topic_same",
        /// The item is free for all of the time (`starts_at`, `ends_at`).
        FreeAllTime = "free_all_time",
        /// The item is free for a part of the time (`starts_at`, `ends_at`).
        FreePart = "free_part",
        /// So many times of the week suit both (`count`).
        TimesInCommon = "times_in_common",
        /// One of the two has named no times: they are to be agreed.
        TimesToAgree = "times_to_agree",
        /// So far apart in a straight line (`metres`).
        Distance = "distance",
        /// It can be done from afar.
        Remote = "remote",
        /// Somebody has said that it is urgent.
        Urgent = "urgent",
        /// It is needed within three days (`starts_at`).
        NeededSoon = "needed_soon",
        /// Who looks for it has been helped less than half as much as others, in 90 days.
        HelpedLeast = "helped_least",
        /// Who looks for it has been helped less than others, in 90 days.
        HelpedLess = "helped_less",
        /// Who looks for it has always kept what was agreed.
        Reliable = "reliable",
    }
}

/// One reason, with the figures that its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpReason {
    /// Which sentence.
    pub kind: HelpReasonKind,
    /// A distance, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<i64>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// From when, or an instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<UtcMillis>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<UtcMillis>,
}

impl HelpReason {
    /// A reason without figures.
    #[must_use]
    pub const fn of(kind: HelpReasonKind) -> Self {
        Self { kind, metres: None, count: None, starts_at: None, ends_at: None }
    }
}

/// How well two things fit, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpFit {
    /// 0 to 10 000: 25 % kind, 20 % time, 20 % distance, 10 % urgency, 20 % fairness, 5 % follow-through.
    #[cfg_attr(feature = "openapi", schema(example = 6_912, minimum = 0, maximum = 10_000))]
    pub score: i64,
    /// What the score is made of: `category` is how well the kinds fit, `quantity` how much of the time.
    pub parts: Parts,
    /// Between the two sites in a straight line, metres; 0 for what can be done from afar.
    pub distance_m: i64,
    /// From when the item could be lent, within the time that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<UtcMillis>,
    /// Until when the item could be lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<UtcMillis>,
    /// Why they fit, in the order of the parts.
    pub reasons: Vec<HelpReason>,
}

/// An item that fits a need of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedEquipment {
    /// The item.
    pub equipment: Equipment,
    /// How well it fits, and why.
    pub fit: HelpFit,
}

/// The items that fit a need of equipment best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedEquipmentList {
    /// Best first, at most 20.
    pub items: Vec<MatchedEquipment>,
}

/// A need of equipment that an item fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedEquipmentNeed {
    /// The need.
    pub need: EquipmentNeed,
    /// How well it fits, and why.
    pub fit: HelpFit,
}

/// The needs of equipment that an item fits best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedEquipmentNeedList {
    /// Best first, at most 20.
    pub items: Vec<MatchedEquipmentNeed>,
}

/// A skill that fits another one: offered where that is looked for, looked for where that is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedSkill {
    /// The skill.
    pub skill: SkillListing,
    /// How well it fits, and why.
    pub fit: HelpFit,
}

/// The skills that fit another one best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedSkillList {
    /// Best first, at most 20.
    pub items: Vec<MatchedSkill>,
}

text_enum! {
    /// Why somebody does not want a match of equipment or of a skill.
    pub enum HelpDismissalReason {
        /// Too far away.
        TooFar = "too_far",
        /// Not this kind of equipment, or not this skill.
        WrongKind = "wrong_kind",
        /// Not at this time.
        NoTime = "no_time",
        /// Something else.
        Other = "other",
    }
}

/// "Not this one": a match of equipment or of a skill that an organisation does not want to see again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHelpDismissal {
    /// What the match is between.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "equipment"))]
    pub kind: HelpKind,
    /// The item, or the skill that is offered.
    #[garde(skip)]
    pub helping_id: ObjectId,
    /// The need of equipment, or the skill that is looked for.
    #[garde(skip)]
    pub wanting_id: ObjectId,
    /// Who does not want it: one of the two organisations. Its side follows from that.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// Why.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "too_far"))]
    pub reason: HelpDismissalReason,
}

/// A match of equipment or of a skill that an organisation does not want to see again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpDismissal {
    /// Identifier.
    pub id: HelpDismissalId,
    /// What the match is between.
    pub kind: HelpKind,
    /// The item, or the skill that is offered.
    pub helping_id: ObjectId,
    /// The need of equipment, or the skill that is looked for.
    pub wanting_id: ObjectId,
    /// Who does not want it.
    pub organisation_id: OrganisationId,
    /// On which side that organisation stands.
    pub side: MatchSide,
    /// Why.
    pub reason: HelpDismissalReason,
    /// When.
    pub dismissed_at: UtcMillis,
}
