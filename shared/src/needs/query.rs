//! Which needs to list, and in which order.

use super::{NeedKind, NeedStatus};
use crate::ids::{OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::units::TemperatureClass;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Order of a list of needs. Urgent ones are always first, in the same order among themselves.
    pub enum NeedSort {
        /// Nearest first; needs a place.
        Distance = "distance",
        /// Newest first.
        Newest = "newest",
        /// Those that are needed soonest first.
        Closing = "closing",
    }
}

/// Which needs to list, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NeedQuery {
    /// Near this site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Near this commune (INSEE code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "33243"))]
    pub near_commune: Option<String>,
    /// At most this far, km (1 to 300); needs a place. 50 unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
    /// Words in title, remarks, category and commune; accents, case, endings and typing errors aside. The last one may
    /// be the beginning of a word. At most 20 words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "lait", max_length = 200))]
    pub text: Option<String>,
    /// Only this category and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "dairy"))]
    pub category: Option<String>,
    /// Only needs that take food kept like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
    /// `true`: only urgent ones; `false`: only the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    /// Only needs that come once, or only standing ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<NeedKind>,
    /// Only needs of this organisation; in the order `newest` its own members see all of them, whatever their status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only with this status; another than `open` needs one of the caller's own organisations and the order `newest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<NeedStatus>,
    /// Order; distance where a place is given, newest otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<NeedSort>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Which page of past weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OccurrenceQuery {
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
