//! Weeks as they are shown, one by one and summed up.

use super::ActivityCounts;
use crate::ids::SiteId;
use crate::iso_week::IsoWeek;
use crate::page::Page;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// What a site has counted in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeeklyActivity {
    /// Which site.
    pub site_id: SiteId,
    /// Which week.
    pub week: IsoWeek,
    /// What was counted, as it stands now.
    pub counts: ActivityCounts,
    /// All people that were counted, of whatever age; absent where none were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_total: Option<i64>,
    /// Who declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_by: Option<String>,
    /// When it was declared.
    pub declared_at: UtcMillis,
    /// When it was last corrected, or declared.
    pub updated_at: UtcMillis,
    /// What was declared and each correction, the first first; empty where nothing was corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ActivityChange>,
    /// Grows with each correction; the ETag.
    pub version: i64,
}

/// What was said of a week at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityChange {
    /// The version that came of it.
    pub number: i64,
    /// When.
    pub at: UtcMillis,
    /// Who said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// All that was said.
    pub counts: ActivityCounts,
}

/// A page of the weeks that a site has declared, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeeklyActivityPage {
    /// The weeks that were declared.
    pub items: Vec<WeeklyActivity>,
    /// Opaque; pass it as `cursor` for the next page. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Weeks that are over and lack a declaration, the latest first, on whatever page: since the first that was declared,
    /// else of the last twelve since the site exists; at most 53 weeks back.
    pub missing: Vec<IsoWeek>,
    /// Whether the site is expected to declare, by what is said of it.
    pub is_expected: bool,
    /// Whether the caller may declare for it.
    pub can_declare: bool,
}

impl Page for WeeklyActivityPage {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// Which page of a site's weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WeeklyActivityQuery {
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Of which weeks to give the sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ActivityQuery {
    /// The first week; eleven before the last one where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<IsoWeek>,
    /// The last week, at most 105 later, in a table at most 52; the present one where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<IsoWeek>,
}

/// What several sites have counted, week by week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivitySums {
    /// Each week that was asked for, the first first, with or without declarations.
    pub weeks: Vec<WeekSums>,
}

/// What several sites have counted in a week. Nothing is guessed for those that have not: how many they are is said beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeekSums {
    /// Which week.
    pub week: IsoWeek,
    /// How many sites have declared it.
    #[cfg_attr(feature = "openapi", schema(example = 9))]
    pub sites_declared: i64,
    /// How many should have, with those that have: sites that declare their activity, from their first declaration or their
    /// first whole week on.
    #[cfg_attr(feature = "openapi", schema(example = 12))]
    pub sites_expected: i64,
    /// The sums; a figure that no site has counted is left out.
    pub counts: ActivityCounts,
    /// All people that were counted, of whatever age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people_total: Option<i64>,
    /// How many sites have counted each figure; one that none has is left out.
    pub counted_by: ActivityCounts,
}

/// A site of the organisation whose last week is not declared yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingActivity {
    /// Which site.
    pub site: SiteSummary,
    /// Which week.
    pub week: IsoWeek,
}
