//! What is recorded about an offer's dates: checks after the best-before day, freezing, redistribution in time.

use crate::check;
use crate::time::UtcMillis;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Somebody looked at food whose best-before day is over, or soon will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBestBeforeCheck {
    /// The packaging is whole: neither swollen, dented, open nor wet.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub packaging_intact: bool,
    /// It was stored as the label asks, temperature included.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub storage_kept: bool,
    /// Where it comes from is known, and its label can be read.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub traceable: bool,
    /// What else the takers should know.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Deux paquets ouverts, retirés", max_length = 500))]
    pub note: Option<String>,
}

impl NewBestBeforeCheck {
    /// Whether the food may be given.
    #[must_use]
    pub const fn passes(&self) -> bool {
        self.packaging_intact && self.storage_kept && self.traceable
    }
}

/// A check as it was recorded. Never changed: a later one counts instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BestBeforeCheck {
    /// When.
    pub at: UtcMillis,
    /// Name of the person.
    pub by: String,
    /// Whether the food may be given.
    pub passed: bool,
    /// The packaging was whole.
    pub packaging_intact: bool,
    /// It was stored as the label asks.
    pub storage_kept: bool,
    /// Where it comes from is known.
    pub traceable: bool,
    /// What else the takers should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Food was frozen; its printed date no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFreezing {
    /// On which day: today or before, not after the use-by date.
    #[garde(skip)]
    pub frozen_on: NaiveDate,
    /// What else should be known.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "En portions de 2 kg", max_length = 500))]
    pub note: Option<String>,
}

/// A freezing as it was recorded. Never changed: food is frozen once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Freezing {
    /// On which day.
    pub frozen_on: NaiveDate,
    /// The limit from then on.
    pub use_by: NaiveDate,
    /// The use-by date that was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_use_by: Option<NaiveDate>,
    /// The best-before date that was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_best_before: Option<NaiveDate>,
    /// What else should be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "En portions de 2 kg"))]
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: UtcMillis,
    /// By whom: a person's name.
    pub recorded_by: String,
}

/// An organisation says whether it redistributes in time what shops give shortly before the use-by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedistributionDeclaration {
    /// Whether it does.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub redistributes_in_time: bool,
}

/// What an organisation has declared last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redistribution {
    /// Whether it redistributes in time; `false` where it has declared nothing.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub redistributes_in_time: bool,
    /// When it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_at: Option<UtcMillis>,
    /// By whom: a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_by: Option<String>,
}
