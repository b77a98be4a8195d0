//! All that a food bank needs to decide on a round, in one document: it stays small, because parts name each other by place.

use super::round::{AllocationRound, RoundReason};
use crate::check;
use crate::ids::{LotId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::sites::{SiteSummary, Storage};
use crate::stock::LotSummary;
use crate::units::{Grams, TemperatureClass};
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Where a line of a published round stands.
    pub enum LineStatus {
        /// The site has not answered; it is kept for it.
        Proposed = "proposed",
        /// The site takes it.
        Accepted = "accepted",
        /// The site does not want it; it was offered to the others.
        Refused = "refused",
        /// It has been handed over.
        HandedOver = "handed_over",
        /// The round was closed before it was fetched.
        NotFetched = "not_fetched",
    }
}

/// A kind of food of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundCategory {
    /// Code of a root of the category tree.
    #[cfg_attr(feature = "openapi", schema(example = "dairy"))]
    pub category: String,
    /// How it is kept.
    pub temperature_class: TemperatureClass,
}

/// A lot of the round, at one site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundLot {
    /// The lot.
    pub lot: LotSummary,
    /// Where it is.
    pub site: SiteSummary,
    /// Its kind: a place in `categories`.
    pub category: u32,
    /// How much of it is in the round, kg.
    pub kg: i64,
    /// How much of it is there and not promised in another round, kg.
    pub there_kg: i64,
    /// Days from the day of fetching to its date; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
}

/// What a site asked for of a kind, and what was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRequest {
    /// The kind: a place in `categories`.
    pub category: u32,
    /// What was asked for, kg.
    pub requested_kg: i64,
    /// Name of the person who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<String>,
    /// What is approved, kg.
    pub approved_kg: i64,
    /// Name of the person who approved something else than was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Why it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
}

/// What a site gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundShare {
    /// In this round, kg.
    pub kg: i64,
    /// Its level before the round, in millionths of what it should have over the window.
    pub level_before: i64,
    /// Its level with the round, in millionths.
    pub level: i64,
}

/// A site that the round is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRecipient {
    /// The site.
    pub site: SiteSummary,
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// Whether it takes part.
    pub takes_part: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// People served in a week; absent where it has counted nobody for half a year: it gets nothing until it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// By how much its entitlement differs from its number of people, percent.
    pub factor_percent: i64,
    /// What it received in the rounds of the window before this one, kg.
    pub received_before_kg: i64,
    /// Days from the day of fetching to its next distribution.
    pub wait_days: i64,
    /// What it can carry or receive, kg.
    pub vehicle_kg: i64,
    /// Whether it can carry chilled and frozen food.
    pub cold_transport: bool,
    /// How far it goes, km.
    pub reach_km: i64,
    /// What it can store.
    pub storage: Storage,
    /// What it asked for.
    pub requests: Vec<RoundRequest>,
    /// What it gets; absent before the round is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<RoundShare>,
}

/// Some of a lot for a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundLine {
    /// A place in `lots`.
    pub lot: u32,
    /// A place in `recipients`.
    pub recipient: u32,
    /// How much, kg. 0 for a line that was set to nothing by hand or refused.
    pub kg: i64,
    /// Whether somebody set it by hand.
    pub by_hand: bool,
    /// Where it stands; absent before the round is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LineStatus>,
    /// What was received, once it is handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_grams: Option<Grams>,
    /// Why it was refused, or why another quantity was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// What the site has said of its refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A round with all its parts, for its food bank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workbench {
    /// The round.
    pub round: AllocationRound,
    /// The kinds of food that are in it or asked for, by code and class.
    pub categories: Vec<RoundCategory>,
    /// Its lots: what must leave first comes first. Those left out too, with 0 kg.
    pub lots: Vec<RoundLot>,
    /// All sites with a request, by name.
    pub recipients: Vec<RoundRecipient>,
    /// What its last revision shares out, by lot and then recipient.
    pub lines: Vec<RoundLine>,
}

/// A line to be set by hand: everything else is shared out around it. 0 kg keeps the site from getting any of the lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAdjustment {
    /// The lot.
    #[garde(skip)]
    pub lot_id: LotId,
    /// Where it is.
    #[garde(skip)]
    pub from_site_id: SiteId,
    /// The recipient.
    #[garde(skip)]
    pub site_id: SiteId,
    /// How much, kg.
    #[garde(custom(check::between(0, 100_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 40, minimum = 0, maximum = 100_000))]
    pub kg: i64,
    /// Why.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "emergency"))]
    pub reason: RoundReason,
    /// What else there is to say; needed with the reason `other`.
    #[garde(inner(custom(check::text(0, 500))), custom(check_note(&self.reason)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: Option<String>,
}

/// A note is needed where the reason is `other`.
fn check_note(reason: &RoundReason) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let needed = *reason == RoundReason::Other;
    move |note, ()| match note {
        Some(note) if !note.trim().is_empty() => Ok(()),
        _ if needed => Err(garde::Error::new("required")),
        _ => Ok(()),
    }
}
