//! A round as a whole: how it is made, where it stands, and its revisions.

use super::figures::RoundFigures;
use crate::check;
use crate::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a round stands.
    pub enum RoundStatus {
        /// Lots and recipients are chosen; sites say what they need.
        Draft = "draft",
        /// Shared out by the engine; nobody but the food bank sees it.
        Computed = "computed",
        /// Shared out, and changed by hand since.
        Adjusted = "adjusted",
        /// Told to everybody; it only changes by refusals.
        Published = "published",
        /// All of it is handed over, refused or was not fetched.
        Closed = "closed",
        /// Given up before it was published.
        Cancelled = "cancelled",
    }
}

impl RoundStatus {
    /// Whether lots, recipients and approvals may still change.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Computed | Self::Adjusted)
    }

    /// Whether the network knows of it.
    #[must_use]
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Published | Self::Closed)
    }
}

text_enum! {
    /// Why one of the four quantities differs from the one before, or why somebody is left out.
    pub enum RoundReason {
        /// There is not enough of it.
        Supply = "supply",
        /// There is no room for it.
        Storage = "storage",
        /// It cannot be fetched or carried.
        Transport = "transport",
        /// The site is closed, or distributes too late for it.
        Closed = "closed",
        /// Nobody there eats it, or they have enough.
        NotNeeded = "not_needed",
        /// Something is wrong with it.
        Quality = "quality",
        /// Somebody needs it more urgently.
        Emergency = "emergency",
        /// It was counted, typed or weighed wrongly.
        Mistake = "mistake",
        /// Nobody came for it.
        NotFetched = "not_fetched",
        /// Something else; of a line set by hand or refused the note tells what.
        Other = "other",
    }
}

text_enum! {
    /// What made a revision.
    pub enum RevisionKind {
        /// The engine shared out everything.
        Computed = "computed",
        /// Somebody set a line by hand.
        Adjusted = "adjusted",
        /// Somebody went back to an earlier revision.
        Undone = "undone",
        /// A site refused a line, and it was offered to the others.
        Refused = "refused",
    }
}

/// A round to be begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAllocationRound {
    /// The food bank that shares out. All that it has and that may leave is in the round at first, and all sites with a
    /// standing request.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// What it is called.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Répartition du mardi", min_length = 2, max_length = 120))]
    pub title: String,
    /// The day on which food is fetched: dates and distributions are counted from it. Today or up to 30 days ahead.
    #[garde(skip)]
    pub fetched_on: NaiveDate,
    /// Rounds over which levels are counted, this one included (W).
    #[garde(inner(custom(check::between(1, 26))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 4, minimum = 1, maximum = 26))]
    pub window: Option<i64>,
    /// How far a share may be from the fairest one to save kilometres (ε), kg.
    #[garde(inner(custom(check::between(0, 1_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 0, minimum = 0, maximum = 1_000))]
    pub tolerance_kg: Option<i64>,
    /// Until when sites may say what they need; left out: until it is published. What is said after it was computed makes it
    /// a draft again.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests_until: Option<UtcMillis>,
}

/// How much of a lot at a site is in the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundLotChoice {
    /// The lot.
    #[garde(skip)]
    pub lot_id: LotId,
    /// Where it is.
    #[garde(skip)]
    pub site_id: SiteId,
    /// How much of it; 0 leaves it out.
    #[garde(custom(check::between(0, 100_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 120, minimum = 0, maximum = 100_000))]
    pub kg: i64,
}

/// Whether a site is in the round, and its published vulnerability factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipientChoice {
    /// The site.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Whether it takes part.
    #[garde(skip)]
    pub takes_part: bool,
    /// Why not; needed where it does not.
    #[garde(custom(check_left_out(&self.takes_part)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// By how much its entitlement differs from its number of people, percent: 100 for not at all. Everybody sees it.
    #[garde(inner(custom(check::between(50, 300))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 100, minimum = 50, maximum = 300))]
    pub factor_percent: Option<i64>,
}

fn check_left_out(takes_part: &bool) -> impl Fn(&Option<RoundReason>, &()) -> garde::Result {
    let takes_part = *takes_part;
    move |reason, ()| {
        if takes_part || reason.is_some() { Ok(()) } else { Err(garde::Error::new("required")) }
    }
}

/// Changes to a round that is not published. After any of them but a new title it is a draft again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationRoundPatch {
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New day on which food is fetched.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_on: Option<NaiveDate>,
    /// New window.
    #[garde(inner(custom(check::between(1, 26))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<i64>,
    /// New tolerance, kg.
    #[garde(inner(custom(check::between(0, 1_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance_kg: Option<i64>,
    /// Lots whose part changes; the others stay.
    #[garde(dive, custom(check_some))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Vec<RoundLotChoice>>,
    /// Sites whose part changes; the others stay.
    #[garde(dive, custom(check_some))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<RecipientChoice>>,
}

impl AllocationRoundPatch {
    /// Whether nothing changes but the title: what is computed stays.
    #[must_use]
    pub fn is_title_alone(&self) -> bool {
        let Self { title: _, fetched_on, window, tolerance_kg, lots, recipients } = self;
        let dials = window.is_some() || tolerance_kg.is_some();
        fetched_on.is_none() && !dials && lots.is_none() && recipients.is_none()
    }
}

fn check_some<T>(list: &Option<Vec<T>>, ctx: &()) -> garde::Result {
    list.as_ref().map_or(Ok(()), |list| check::count(1, 2_000)(list, ctx))
}

/// What a site of the caller has in a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundPart {
    /// The site.
    pub site: SiteSummary,
    /// What it asked for, kg.
    pub requested_kg: i64,
    /// What it gets, kg; 0 until the round is published.
    pub kg: i64,
    /// Its share of what it should have over the window, in millionths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    /// Lines that wait for its answer.
    pub open_lines: i64,
    /// Lines that it has not fetched.
    pub to_fetch: i64,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllocationRound {
    /// Identifier.
    pub id: AllocationRoundId,
    /// The food bank that shares out.
    pub organisation: OrganisationSummary,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "Répartition du mardi"))]
    pub title: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(example = "published"))]
    pub status: RoundStatus,
    /// The day on which food is fetched.
    pub fetched_on: NaiveDate,
    /// Rounds over which levels are counted (W).
    pub window: i64,
    /// How far a share may be from the fairest one (ε), kg.
    pub tolerance_kg: i64,
    /// Until when sites may say what they need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests_until: Option<UtcMillis>,
    /// How many sites take part.
    pub recipients: i64,
    /// How many lots are in it.
    pub lots: i64,
    /// The last revision; absent before it is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// Its figures; absent before it is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<RoundFigures>,
    /// What the sites of the caller have in it.
    pub parts: Vec<RoundPart>,
    /// Whether the caller leads it: members of the food bank and the administrator.
    pub leads: bool,
    /// When it was begun.
    pub created_at: UtcMillis,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<UtcMillis>,
    /// Name of the person who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcMillis>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of rounds, the latest day first.
    AllocationRoundPage,
    AllocationRound
);

/// Which rounds to list. Of other food banks' rounds, only those that are published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AllocationRoundQuery {
    /// Only this food bank's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only rounds of this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<RoundStatus>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What a round was after something changed it. Nothing of it is ever changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRevision {
    /// The first is 1.
    pub number: i64,
    /// What made it.
    pub kind: RevisionKind,
    /// When.
    pub at: UtcMillis,
    /// Name of the person; absent where the clock did it, or the account is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Of an adjustment or a refusal: the lot,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_id: Option<LotId>,
    /// what it is,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_title: Option<String>,
    /// the recipient,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteSummary>,
    /// its kilograms before
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kg_before: Option<i64>,
    /// and after,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kg_after: Option<i64>,
    /// and what the others lose by it together, kg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_to_others_kg: Option<i64>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its figures.
    pub figures: RoundFigures,
    /// Which engine shared it out.
    pub engine_version: i64,
    /// Hash of all that the engine was given, 16 hexadecimal digits: the same input has the same one.
    #[cfg_attr(feature = "openapi", schema(example = "9f0c2a44d1e07b35"))]
    pub fingerprint: String,
}

/// All revisions of a round, the latest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRevisionList {
    /// The revisions.
    pub items: Vec<RoundRevision>,
}
