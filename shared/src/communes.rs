//! Communes: the municipalities that places and searches are named by.

use crate::geo::Position;
use crate::search::Correction;
use serde::{Deserialize, Serialize};

/// A commune.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commune {
    /// INSEE code, five characters.
    #[cfg_attr(feature = "openapi", schema(example = "33243"))]
    pub insee_code: String,
    /// Official name.
    #[cfg_attr(feature = "openapi", schema(example = "Libourne"))]
    pub name: String,
    /// Postcodes, ascending.
    pub postcodes: Vec<String>,
    /// Centre; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// What finds a commune.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CommuneQuery {
    /// A name or the beginning of one (accents, case, hyphens, "St" and typing errors aside), or the beginning of a
    /// postcode; at least two characters.
    #[cfg_attr(feature = "openapi", param(example = "libou", min_length = 2, max_length = 80))]
    pub text: String,
    /// At most this many (1 to 50), 10 unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 50))]
    pub limit: Option<u32>,
}

/// Communes that answer a query, best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommuneList {
    /// Best first: exact name, then beginnings of names, then words within names, then what a corrected word finds;
    /// among equals the nearest to the middle of the network's map.
    pub items: Vec<Commune>,
    /// Words that no commune has, and what was searched for instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Correction>,
}
