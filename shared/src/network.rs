//! What a page must know of this installation before anybody logs in.

use crate::accounts::Locale;
use crate::geo::Position;
use serde::{Deserialize, Serialize};

/// This installation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Network {
    /// Name of the network.
    #[cfg_attr(feature = "openapi", schema(example = "Maillage Gironde"))]
    pub name: String,
    /// IANA time zone of display and opening hours.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Paris"))]
    pub time_zone: String,
    /// Language of a first visit that asks for none we have.
    pub default_locale: Locale,
    /// Where a map starts.
    pub map_centre: Position,
    /// Zoom with which a map starts (0 the world, 19 a house).
    #[cfg_attr(feature = "openapi", schema(example = 9))]
    pub map_zoom: u8,
    /// The tile server; absent when none is configured, then maps show outline and markers alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
    /// Whether `/network/outline.geojson` has the territory's outline.
    pub has_outline: bool,
    /// Whether people can be told of offers by SMS.
    #[serde(default)]
    pub sends_sms: bool,
    /// Version of the server.
    #[cfg_attr(feature = "openapi", schema(example = "0.1.0"))]
    pub version: String,
}

/// A map tile server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tiles {
    /// Address with `{z}`, `{x}` and `{y}`.
    #[cfg_attr(feature = "openapi", schema(example = "https://tiles.example.org/{z}/{x}/{y}.png"))]
    pub url: String,
    /// Whose data it is, as text to show.
    #[cfg_attr(feature = "openapi", schema(example = "© OpenStreetMap contributors"))]
    pub attribution: String,
}
