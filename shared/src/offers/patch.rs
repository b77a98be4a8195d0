//! Changes to an offer.

use super::{PickupWindow, Visibility, check_visibility, check_windows};
use crate::check;
use crate::patch::nullable;
use crate::products::{self, Allergen};
use crate::units::Grams;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Changes to an offer; `null` erases. What was claimed already stays claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferPatch {
    /// New category.
    #[garde(inner(custom(check::text(1, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New remarks.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub remarks: Option<Option<String>>,
    /// New total, not below what is claimed.
    #[garde(inner(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_grams: Option<Grams>,
    /// New use-by date.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub use_by: Option<Option<NaiveDate>>,
    /// New best-before date; an earlier check no longer counts.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub best_before: Option<Option<NaiveDate>>,
    /// New name of the product.
    #[garde(inner(inner(custom(check::text(0, 200)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub product_name: Option<Option<String>>,
    /// New barcode.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| products::check_gtin(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub gtin: Option<Option<String>>,
    /// New allergens; `null` for "nobody has stated any".
    #[garde(inner(inner(custom(products::check_allergens))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub allergens: Option<Option<Vec<Allergen>>>,
    /// New visibility.
    #[garde(inner(custom(check_visibility)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// New windows, all of them.
    #[garde(inner(custom(check_windows)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_windows: Option<Vec<PickupWindow>>,
}
