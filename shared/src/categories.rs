//! The tree of food categories.

use crate::units::{TemperatureClass, Unit};
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

/// The whole tree, parents before their children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryList {
    /// Parents before their children, in the order of display.
    pub items: Vec<Category>,
}
