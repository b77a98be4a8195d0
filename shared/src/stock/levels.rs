//! What an organisation has: its lots in the order in which they must leave, sums, and what to take first.

use super::lots::{FundingSource, LotStatus};
use super::view::LotSummary;
use crate::ids::{OrganisationId, SiteId};
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::sites::SiteSummary;
use crate::units::Grams;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is left of a lot at one site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockLine {
    /// The lot.
    pub lot: LotSummary,
    /// Where it is.
    pub site: SiteSummary,
    /// How much is there.
    pub grams: Grams,
    /// Of it what allocation rounds and offers have promised, and nobody has fetched: it leaves otherwise only as waste.
    pub reserved_grams: Grams,
    /// Where in the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Chambre froide 2, étagère B"))]
    pub shelf: Option<String>,
    /// Whether its use-by day is over, or its best-before day without a check: it cannot leave but as waste.
    pub overdue: bool,
}

page_of!(
    /// A page of stock: what must leave first comes first, by the lot's date and then its arrival; what has no date last.
    StockLinePage,
    StockLine
);

/// Which lots of an organisation to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StockLineQuery {
    /// What this organisation has; needed unless the caller belongs to exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only at this site of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Only this category and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "dairy"))]
    pub category: Option<String>,
    /// Only lots of this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LotStatus>,
    /// Only lots that this paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding_source: Option<FundingSource>,
    /// Only lots with these words, or parts of words, in title, batch number or barcode; accents and case aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "yaourt", max_length = 200))]
    pub text: Option<String>,
    /// Only lots whose date is this day or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Which lots of an organisation to write into a table: as for their list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StockTableQuery {
    /// What this organisation has; needed unless the caller belongs to exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only at this site of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Only this category and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "dairy"))]
    pub category: Option<String>,
    /// Only lots of this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LotStatus>,
    /// Only lots that this paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding_source: Option<FundingSource>,
    /// Only lots with these words, or parts of words, in title, batch number or barcode; accents and case aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "yaourt", max_length = 200))]
    pub text: Option<String>,
    /// Only lots whose date is this day or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl From<StockTableQuery> for StockLineQuery {
    fn from(query: StockTableQuery) -> Self {
        let StockTableQuery { organisation, site, category, status, funding_source, text, until } = query;
        Self { organisation, site, category, status, funding_source, text, until, limit: None, cursor: None }
    }
}

/// Whose stock to add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StockQuery {
    /// This organisation's; needed unless the caller belongs to exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
}

/// What a site has of one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockTotal {
    /// Code of the category.
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt"))]
    pub category: String,
    /// The site.
    pub site_id: SiteId,
    /// All of it.
    pub grams: Grams,
    /// Of it what cannot leave: on hold, quarantined or recalled.
    pub held_grams: Grams,
    /// Of it what allocation rounds and offers have promised, and nobody has fetched.
    pub reserved_grams: Grams,
    /// Of it what has a date that is over, checked or not.
    pub past_grams: Grams,
    /// Of it what has its date today or within the next three days.
    pub within_3_days_grams: Grams,
    /// Of it what has its date today or within the next seven days.
    pub within_7_days_grams: Grams,
    /// How many lots.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub lots: i64,
}

/// What an organisation has, by category and site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stock {
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// The sites that have something, by name.
    pub sites: Vec<SiteSummary>,
    /// What they have, by category and then site.
    pub totals: Vec<StockTotal>,
}

/// What is to be picked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PickQuery {
    /// From which site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Of this category and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "dairy"))]
    pub category: Option<String>,
    /// How much, grams: 1 to 100 000 000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = 40_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Option<i64>,
}

/// What to take of one lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PickLine {
    /// The lot.
    pub lot: LotSummary,
    /// Where in the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// How much: whole units, as far as there are.
    pub grams: Grams,
    /// How much of it is there and not promised.
    pub there_grams: Grams,
}

/// What to take: what must leave first comes first. Only what may leave and is not promised is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PickList {
    /// From where.
    pub site: SiteSummary,
    /// At most 100 lots.
    pub lines: Vec<PickLine>,
    /// What is lacking; below 0 where whole units make it more than was asked for.
    pub lacking_grams: Grams,
}
