//! Skills that organisations help each other with: what one offers and what another looks for.
//!
//! Sessions, in which the help is given, are in [`crate::skill_sessions`].

mod taxonomy;

pub use taxonomy::{Skill, SkillTopic};

use crate::check;
use crate::ids::{OrganisationId, SiteId, SkillListingId, UserId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::sites::{SiteSummary, Weekday};
use crate::time::UtcMillis;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Whether a skill is offered or looked for.
    pub enum ListingKind {
        /// An organisation has it and helps others with it.
        Offered = "offered",
        /// An organisation looks for it.
        Wanted = "wanted",
    }
}

text_enum! {
    /// A part of a day.
    pub enum DayPart {
        /// Until noon.
        Morning = "morning",
        /// From noon to the evening.
        Afternoon = "afternoon",
        /// After work.
        Evening = "evening",
    }
}

/// The farthest that somebody travels, km.
pub const MAX_TRAVEL_KM: i64 = 300;
/// The most that one request asks for, minutes: two hundred hours.
pub const MAX_WANTED_MINUTES: i64 = 12_000;

/// A time of the week in which somebody usually can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeTime {
    /// The day.
    #[cfg_attr(feature = "openapi", schema(example = "tuesday"))]
    pub day: Weekday,
    /// The part of it.
    #[cfg_attr(feature = "openapi", schema(example = "morning"))]
    pub part: DayPart,
}

/// A skill that is offered or looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSkillListing {
    /// Offered or looked for; never changes.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "offered"))]
    pub kind: ListingKind,
    /// Where help starts from or is needed; its organisation is the one that offers or looks for it.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Which skill.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "accounting"))]
    pub skill: Skill,
    /// What for, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Comptes annuels d'une petite association", min_length = 2, max_length = 120)
    )]
    pub title: String,
    /// What one should know of it.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// Who does it: a member of the organisation. For what is offered alone.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// When it usually suits; none: to be agreed.
    #[garde(custom(check::count(0, 21)))]
    #[serde(default)]
    pub free_times: Vec<FreeTime>,
    /// What else there is to say of the times.
    #[garde(inner(custom(check::text(0, 300))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Pas pendant les vacances scolaires", max_length = 300))]
    pub free_times_note: Option<String>,
    /// How far somebody travels, km (0 to 300); for what is offered alone.
    #[garde(inner(custom(check::between(0, MAX_TRAVEL_KM))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 30, minimum = 0, maximum = 300))]
    pub travels_km: Option<i64>,
    /// Whether it can be done from afar.
    #[garde(skip)]
    #[serde(default)]
    pub remote: bool,
    /// Languages spoken besides French.
    #[garde(inner(custom(check::text(0, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "espagnol, arabe", max_length = 120))]
    pub languages: Option<String>,
    /// Until when it is needed, that day included; for what is looked for alone. Then it is in no list of others.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-12-20"))]
    pub needed_by: Option<NaiveDate>,
    /// About how much is needed, minutes (15 to 12000); for what is looked for alone.
    #[garde(inner(custom(check::between(15, MAX_WANTED_MINUTES))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 240, minimum = 15, maximum = 12_000))]
    pub wanted_minutes: Option<i64>,
}

/// Changes to a skill that is offered or looked for; `null` erases. Sessions that are agreed stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SkillListingPatch {
    /// Another site of the same organisation.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// Another skill.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<Skill>,
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New description.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub description: Option<Option<String>>,
    /// Another person.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub person_id: Option<Option<UserId>>,
    /// New times.
    #[garde(inner(custom(check::count(0, 21))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_times: Option<Vec<FreeTime>>,
    /// What else there is to say of the times.
    #[garde(inner(inner(custom(check::text(0, 300)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub free_times_note: Option<Option<String>>,
    /// New distance, km.
    #[garde(inner(inner(custom(check::between(0, MAX_TRAVEL_KM)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub travels_km: Option<Option<i64>>,
    /// Whether it can be done from afar.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// New languages.
    #[garde(inner(inner(custom(check::text(0, 120)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub languages: Option<Option<String>>,
    /// New last day.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub needed_by: Option<Option<NaiveDate>>,
    /// About how much is needed, minutes.
    #[garde(inner(inner(custom(check::between(15, MAX_WANTED_MINUTES)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub wanted_minutes: Option<Option<i64>>,
    /// `true`: in no list of others, and nobody can propose a session; `false`: back again.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<bool>,
}

/// Somebody who helps, by name: shown within the network alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkilledPerson {
    /// Identifier.
    pub id: UserId,
    /// Name.
    #[cfg_attr(feature = "openapi", schema(example = "Odile Martin"))]
    pub name: String,
}

/// A skill that an organisation offers or looks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillListing {
    /// Identifier.
    pub id: SkillListingId,
    /// Offered or looked for.
    pub kind: ListingKind,
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// Where help starts from or is needed.
    pub site: SiteSummary,
    /// Which skill.
    pub skill: Skill,
    /// The topic of the skill.
    pub topic: SkillTopic,
    /// What for.
    pub title: String,
    /// What one should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who does it, as long as that person belongs to the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<SkilledPerson>,
    /// When it usually suits, by day.
    pub free_times: Vec<FreeTime>,
    /// What else there is to say of the times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_times_note: Option<String>,
    /// How far somebody travels, km.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travels_km: Option<i64>,
    /// Whether it can be done from afar.
    pub remote: bool,
    /// Languages spoken besides French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<String>,
    /// Until when it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<NaiveDate>,
    /// About how much is needed, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted_minutes: Option<i64>,
    /// Whether it is paused.
    pub paused: bool,
    /// Straight line from the place searched from, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_metres: Option<i64>,
    /// Whether the caller may edit it.
    pub can_edit: bool,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of skills.
    SkillListingPage,
    SkillListing
);

/// What sessions show of the skill that they are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillListingSummary {
    /// Identifier.
    pub id: SkillListingId,
    /// Offered or looked for.
    pub kind: ListingKind,
    /// Which skill.
    pub skill: Skill,
    /// What for.
    pub title: String,
}

/// Which skills to list: nearest first where a place is named, else the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SkillQuery {
    /// Offered or looked for; left out for both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ListingKind>,
    /// This skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<Skill>,
    /// Any skill of this topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<SkillTopic>,
    /// Of this organisation; for its members with what is paused or over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Each of these words in title, description or languages; case and accents do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 100))]
    pub text: Option<String>,
    /// What can be done from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// Near this site of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Near this commune, its INSEE code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_commune: Option<String>,
    /// At most so far, km (1 to 300); 50 where a place is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
