//! The tree of food categories.

use crate::check;
use crate::search::Correction;
use crate::units::{TemperatureClass, Unit};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// A kind of food.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Stable code; a child's code begins with its parent's and a dot.
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt"))]
    pub code: String,
    /// The parent's code; absent for a root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// French label.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts et desserts lactés"))]
    pub label_fr: String,
    /// English label.
    #[cfg_attr(feature = "openapi", schema(example = "Yoghurts and milk desserts"))]
    pub label_en: String,
    /// How it is usually kept: what a form starts with.
    pub temperature_class: TemperatureClass,
    /// What it is usually counted in: what a form starts with.
    pub unit: Unit,
    /// Which date its labels usually carry: what a form starts with.
    pub date_kind: DateKind,
}

crate::macros::text_enum! {
    /// Which of the two dates food carries. They are never one "expiry": the law treats them apart.
    pub enum DateKind {
        /// DLC: unsafe after; never given after.
        UseBy = "use_by",
        /// DDM: still edible after.
        BestBefore = "best_before",
        /// No date (bread, loose fruit and vegetables).
        None = "none",
    }
}

/// The tree, or what a text finds of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryList {
    /// The whole tree: parents before their children, in the order of display. With a text: the best first.
    pub items: Vec<Category>,
    /// Words of the text that nothing knows, and what was searched for instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Correction>,
}

/// What finds a category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CategoryQuery {
    /// Words of a label or synonym ("petits pots"), the last one perhaps only begun; the whole tree without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "petits pots", max_length = 80))]
    pub text: Option<String>,
}

/// The most synonyms of a category in one language.
pub const MAX_SYNONYMS: usize = 50;

/// What people call a category besides its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Synonyms {
    /// Code of the category.
    #[cfg_attr(feature = "openapi", schema(example = "baby.jars"))]
    pub category: String,
    /// In French.
    #[cfg_attr(feature = "openapi", schema(example = json!(["petits pots"])))]
    pub fr: Vec<String>,
    /// In English.
    #[cfg_attr(feature = "openapi", schema(example = json!(["baby jars"])))]
    pub en: Vec<String>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

/// What people shall be understood to mean by a category, instead of what was known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSynonyms {
    /// In French, at most 50 of at most 60 characters.
    #[garde(custom(check::count(0, MAX_SYNONYMS)), inner(custom(check::text(2, 60))))]
    #[cfg_attr(feature = "openapi", schema(max_items = 50, example = json!(["petits pots"])))]
    pub fr: Vec<String>,
    /// In English, at most 50 of at most 60 characters.
    #[garde(custom(check::count(0, MAX_SYNONYMS)), inner(custom(check::text(2, 60))))]
    #[cfg_attr(feature = "openapi", schema(max_items = 50, example = json!(["baby jars"])))]
    pub en: Vec<String>,
}
