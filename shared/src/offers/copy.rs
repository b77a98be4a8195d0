//! An offer made from an older one.

use super::{PickupWindow, check_one_date, check_windows};
use crate::check;
use crate::offers::NewBestBeforeCheck;
use crate::units::Grams;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// What is never taken over from an older offer: dates and windows, and the quantity where it is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferCopy {
    /// All of it, in grams; the older offer's total where it is left out.
    #[garde(inner(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 120_000, minimum = 1, maximum = 100_000_000))]
    pub total_grams: Option<Grams>,
    /// DLC: unsafe after this day. Not together with `best_before`.
    #[garde(custom(check_one_date(&self.best_before)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day, once checked. Not together with `use_by`.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// Needed where `best_before` is past.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before_check: Option<NewBestBeforeCheck>,
    /// When it can be fetched, one to ten windows.
    #[garde(custom(check_windows))]
    pub pickup_windows: Vec<PickupWindow>,
}
