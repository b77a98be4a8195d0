//! Saved searches: filters of the board under a name, with an alert for what is new.

use crate::check;
use crate::ids::{OrganisationId, SavedSearchId, SiteId};
use crate::macros::text_enum;
use crate::offers::{OfferQuery, OfferSort};
use crate::patch::nullable;
use crate::time::UtcMillis;
use crate::units::TemperatureClass;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most searches that one person keeps.
pub const MAX_SAVED_SEARCHES: usize = 20;

/// Hour of a daily alert unless it says otherwise, in the network's time zone.
pub const DEFAULT_ALERT_HOUR: u8 = 7;

text_enum! {
    /// Whether and when a mail tells of new offers.
    pub enum Alert {
        /// No mail.
        Off = "off",
        /// A mail for each new offer, at once.
        AtOnce = "at_once",
        /// One mail a day with all that is new, if anything is.
        Daily = "daily",
    }
}

/// Filters of the board. They mean what they mean there ([`OfferQuery`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedFilters {
    /// Near this site.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Near this commune (INSEE code).
    #[garde(inner(custom(check::text(1, 5))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "33243", max_length = 5))]
    pub near_commune: Option<String>,
    /// At most this far, km (1 to 300); needs a place.
    #[garde(inner(custom(check::between(1, 300))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
    /// Words.
    #[garde(inner(custom(check::text(0, 200))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "yaourt", max_length = 200))]
    pub text: Option<String>,
    /// Only this category and what is below it.
    #[garde(inner(custom(check::text(1, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "dairy", max_length = 60))]
    pub category: Option<String>,
    /// Only food kept like this.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
    /// Only offers of this organisation.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Order of the board when the search is opened.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<OfferSort>,
}

impl SavedFilters {
    /// The query of the board that shows what the search finds.
    #[must_use]
    pub fn to_query(&self) -> OfferQuery {
        let Self { near_site, near_commune, within_km, text, category, temperature_class, organisation, sort } =
            self.clone();
        OfferQuery {
            near_site,
            near_commune,
            within_km,
            text,
            category,
            temperature_class,
            organisation,
            sort,
            ..OfferQuery::default()
        }
    }
}

/// A search to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSavedSearch {
    /// What the person calls it.
    #[garde(custom(check::text(1, 80)))]
    #[cfg_attr(feature = "openapi", schema(example = "Lait pour bébés", min_length = 1, max_length = 80))]
    pub name: String,
    /// What it looks for.
    #[garde(dive)]
    pub filters: SavedFilters,
    /// Whether and when a mail tells of new offers.
    #[garde(skip)]
    pub alert: Alert,
    /// Hour of a daily alert in the network's time zone, 0 to 23; 7 unless said otherwise.
    #[garde(inner(custom(check::between(0, 23))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 23))]
    pub alert_hour: Option<u8>,
}

/// Changes to a saved search; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedSearchPatch {
    /// New name.
    #[garde(inner(custom(check::text(1, 80))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: Option<String>,
    /// New filters, all of them.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filters: Option<SavedFilters>,
    /// New kind of alert.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<Alert>,
    /// New hour; `null` for the usual one.
    #[garde(inner(inner(custom(check::between(0, 23)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 23))]
    pub alert_hour: Option<Option<u8>>,
}

/// A search that a person keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedSearch {
    /// Identifier.
    pub id: SavedSearchId,
    /// What the person calls it.
    pub name: String,
    /// What it looks for.
    pub filters: SavedFilters,
    /// Name of the site or commune near which it looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Libourne"))]
    pub place: Option<String>,
    /// Whether and when a mail tells of new offers.
    pub alert: Alert,
    /// Hour of a daily alert in the network's time zone.
    pub alert_hour: u8,
    /// Open offers that came since the last look; 100 stands for 100 or more.
    pub new_count: u32,
    /// When the person last looked.
    pub looked_at: UtcMillis,
    /// When it was saved.
    pub created_at: UtcMillis,
    /// Grows with each change by the person; the ETag.
    pub version: i64,
}

/// A person's saved searches, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedSearchList {
    /// At most 20.
    pub items: Vec<SavedSearch>,
}

/// What the link in an alert's mail shows to whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertPreview {
    /// Name of the saved search.
    #[cfg_attr(feature = "openapi", schema(example = "Lait pour bébés"))]
    pub name: String,
    /// Whether and when mails are sent now.
    pub alert: Alert,
}
