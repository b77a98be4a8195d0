//! What is shown of a lot, and of where it went.

use super::freezing::LotLink;
use super::lots::{FundingSource, LotStatus, LotStatusCause};
use super::movements::StockMovementPage;
use crate::cold_chain::DeciCelsius;
use crate::ids::{LotId, OfferId, SiteId};
use crate::offers::BestBeforeCheck;
use crate::organisations::OrganisationSummary;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass, Unit};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who gave or sold a lot: an organisation of the network, or a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotDonor {
    /// The organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationSummary>,
    /// The name that was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Maraîcher de Saint-Loubès"))]
    pub name: Option<String>,
}

/// A lot, where only what it is matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotSummary {
    /// Identifier.
    pub id: LotId,
    /// Who received it into the network.
    pub organisation: OrganisationSummary,
    /// Code of its category.
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt"))]
    pub category: String,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g"))]
    pub title: String,
    /// Number of its barcode, 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The producer's batch number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_number: Option<String>,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub grams_per_unit: Grams,
    /// DLC: unsafe after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day, once checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// Whether the last check after its best-before day passed.
    pub best_before_checked: bool,
    /// The day on which it was frozen; `use_by` is then the limit of frozen food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// Who paid for it.
    #[cfg_attr(feature = "openapi", schema(example = "gift"))]
    pub funding_source: FundingSource,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// Whether it may leave.
    #[cfg_attr(feature = "openapi", schema(example = "approved"))]
    pub status: LotStatus,
    /// When it arrived.
    pub received_at: UtcMillis,
}

/// What is left of a lot at a site, seen from the lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotPlace {
    /// Whose site.
    pub organisation: OrganisationSummary,
    /// Which site.
    pub site: SiteSummary,
    /// How much is there; 0 where it was once.
    pub grams: Grams,
    /// Of it what allocation rounds and offers have promised, and nobody has fetched: it leaves otherwise only as waste.
    pub reserved_grams: Grams,
    /// Where in the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// Whether the caller may book movements from there, as far as the lot itself allows it.
    pub can_move: bool,
}

/// An offer of a lot that is on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotOffer {
    /// Identifier.
    pub id: OfferId,
    /// Where the food is.
    pub site_id: SiteId,
    /// What it is called on the board.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g"))]
    pub title: String,
    /// All that was offered.
    pub total_grams: Grams,
    /// Still free to claim.
    pub left_grams: Grams,
}

/// A lot got its status. Never changed: a later line counts instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotStatusLine {
    /// When.
    pub at: UtcMillis,
    /// Name of the person; absent where nobody decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Which.
    #[cfg_attr(feature = "openapi", schema(example = "on_hold"))]
    pub status: LotStatus,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "cold_chain"))]
    pub cause: LotStatusCause,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A lot. Whoever received it into the network sees all of it; whoever got some of it later sees its own places and
/// movements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lot {
    /// Identifier.
    pub id: LotId,
    /// Who received it into the network.
    pub organisation: OrganisationSummary,
    /// Where it arrived.
    pub site: SiteSummary,
    /// Who gave or sold it; absent where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<LotDonor>,
    /// Code of its category.
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt"))]
    pub category: String,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g"))]
    pub title: String,
    /// Number of its barcode, 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The producer's batch number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_number: Option<String>,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub grams_per_unit: Grams,
    /// How much arrived, or was frozen.
    pub received_grams: Grams,
    /// How much is left, at the places that the caller sees.
    pub left_grams: Grams,
    /// DLC: unsafe after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day, once checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// When the last check after its best-before day passed; absent where none did, or the last one failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before_checked_at: Option<UtcMillis>,
    /// The day on which it was frozen; `use_by` is then the limit of frozen food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// The use-by date that was printed on what was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_use_by: Option<NaiveDate>,
    /// The best-before date that was printed on what was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_best_before: Option<NaiveDate>,
    /// The lot of which it was frozen after the arrival, where the caller may see that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_from: Option<LotLink>,
    /// The lots that were frozen of it after its arrival, as far as the caller may see them, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen_lots: Vec<LotLink>,
    /// Whether its use-by day is over, or its best-before day without a check: it cannot leave but as waste.
    pub overdue: bool,
    /// Who paid for it.
    #[cfg_attr(feature = "openapi", schema(example = "gift"))]
    pub funding_source: FundingSource,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// Temperature on arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it may leave.
    #[cfg_attr(feature = "openapi", schema(example = "approved"))]
    pub status: LotStatus,
    /// Where it is and was, as far as the caller may know.
    pub places: Vec<LotPlace>,
    /// What is offered of it now, as far as the caller may know, the first offer first.
    #[serde(default)]
    pub offers: Vec<LotOffer>,
    /// Its statuses, the first first.
    pub statuses: Vec<LotStatusLine>,
    /// The checks after its best-before day, the first first; the last one counts.
    pub checks: Vec<BestBeforeCheck>,
    /// The latest movements, as far as the caller may know.
    pub movements: StockMovementPage,
    /// Name of the person who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Nadia Roussel"))]
    pub received_by: Option<String>,
    /// When it arrived.
    pub received_at: UtcMillis,
    /// When it, or what is left of it, last changed.
    pub updated_at: UtcMillis,
    /// Whether the caller may change title, numbers and note.
    pub can_edit: bool,
    /// Whether the caller may change status and dates.
    pub can_decide: bool,
    /// Grows with each change, movements included; the ETag.
    pub version: i64,
}

/// What a site received of a lot, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TracePlace {
    /// Whose site.
    pub organisation: OrganisationSummary,
    /// Which site.
    pub site: SiteSummary,
    /// All that came in, without what was taken back.
    pub received_grams: Grams,
    /// Of it passed on to other sites.
    pub passed_on_grams: Grams,
    /// Of it given to people.
    pub distributed_grams: Grams,
    /// Of it thrown away.
    pub wasted_grams: Grams,
    /// What stock-takes found too much, or, below 0, too little.
    pub adjusted_grams: Grams,
    /// What is there now.
    pub left_grams: Grams,
    /// When it first came in.
    pub first_at: UtcMillis,
}

/// How much of a lot went from one site to another, without what was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TraceStep {
    /// From where; absent for the donor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_site_id: Option<SiteId>,
    /// Where to; absent for what went back to the donor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_site_id: Option<SiteId>,
    /// How much.
    pub grams: Grams,
    /// When the last of it did.
    pub last_at: UtcMillis,
}

/// Where a lot went: forward from its donor through all movements, those of what was frozen of it among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotTrace {
    /// The lot.
    pub lot: LotSummary,
    /// Who gave or sold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<LotDonor>,
    /// Every site that received any of it, in the order in which they did; as far as the caller may know.
    pub places: Vec<TracePlace>,
    /// From where to where, between the donor and these places, in the order in which it began.
    pub steps: Vec<TraceStep>,
}

/// Which part of a lot to offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OfferDraftQuery {
    /// What is at this site; left out: at the first of the caller's sites that has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}
