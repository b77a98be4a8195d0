//! Recurring surplus: "every Monday, bread". Each occurrence becomes an offer by itself.

use crate::check;
use crate::ids::{OrganisationId, RecurringSurplusId, SiteId};
use crate::local_time::LocalTime;
use crate::macros::text_enum;
use crate::offers::{Visibility, check_total, check_unit_weight, check_visibility};
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::products::{self, Allergen};
use crate::sites::{SiteSummary, Weekday};
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass, Unit};
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Whether a recurring surplus still publishes offers.
    pub enum RecurringState {
        /// It does.
        Active = "active",
        /// Not for now.
        Paused = "paused",
        /// Never again.
        Ended = "ended",
    }
}

/// A surplus that comes back every week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecurringSurplus {
    /// Where the food is; its organisation is the giver.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Code of its category.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "bakery", min_length = 1, max_length = 60))]
    pub category: String,
    /// What it is, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Pain de la veille", min_length = 2, max_length = 120))]
    pub title: String,
    /// What the taker should know.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub remarks: Option<String>,
    /// What it is counted in.
    #[garde(skip)]
    pub unit: Unit,
    /// Weight of one unit; 1 000 where the unit is the kilogram.
    #[garde(custom(check_unit_weight(&self.unit)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 1000, minimum = 1, maximum = 2_000_000))]
    pub grams_per_unit: Grams,
    /// All of one occurrence, in grams: a whole number of units unless the unit is the kilogram.
    #[garde(custom(check_total(&self.unit, &self.grams_per_unit)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 15_000, minimum = 1, maximum = 100_000_000))]
    pub total_grams: Grams,
    /// How it must be kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
    /// Name of the product, as on its label.
    #[garde(inner(custom(check::text(0, 200))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub product_name: Option<String>,
    /// Number of its barcode, 8, 12, 13 or 14 digits.
    #[garde(inner(custom(|value: &String, ctx: &()| products::check_gtin(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "3017620422003"))]
    pub gtin: Option<String>,
    /// The allergens that it contains; empty for none of the fourteen, left out where nobody has stated any.
    #[garde(inner(custom(products::check_allergens)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergens: Option<Vec<Allergen>>,
    /// Who sees its offers.
    #[garde(custom(check_visibility))]
    #[serde(default)]
    pub visibility: Visibility,
    /// On which days it can be fetched, one to seven.
    #[garde(custom(check::count(1, 7)))]
    pub weekdays: Vec<Weekday>,
    /// From when, in the network's own time.
    #[garde(skip)]
    pub pickup_from: LocalTime,
    /// Until when, on the same day, after `pickup_from`.
    #[garde(custom(check_order(&self.pickup_from)))]
    pub pickup_until: LocalTime,
    /// How long before `pickup_from` the offer is published, hours (1 to 168).
    #[garde(custom(check::between(1, 168)))]
    #[cfg_attr(feature = "openapi", schema(example = 24, minimum = 1, maximum = 168))]
    pub lead_hours: i64,
    /// DLC: so many days after the day of the occurrence (0: the same day). Not together with `best_before_after_days`.
    #[garde(inner(custom(check::between(0, 60))), custom(check_one_date(&self.best_before_after_days)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 2, minimum = 0, maximum = 60))]
    pub use_by_after_days: Option<i64>,
    /// DDM: so many days after the day of the occurrence. Not together with `use_by_after_days`.
    #[garde(inner(custom(check::between(0, 1_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub best_before_after_days: Option<i64>,
    /// First day on which it may occur.
    #[garde(skip)]
    pub starts_on: NaiveDate,
    /// Last day on which it may occur; left out for no end.
    #[garde(inner(custom(check_end(&self.starts_on))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
}

fn check_order(from: &LocalTime) -> impl Fn(&LocalTime, &()) -> garde::Result {
    let from = *from;
    move |until, ()| if from < *until { Ok(()) } else { Err(garde::Error::new("window_order")) }
}

fn check_end(start: &NaiveDate) -> impl Fn(&NaiveDate, &()) -> garde::Result {
    let start = *start;
    move |end, ()| if start <= *end { Ok(()) } else { Err(garde::Error::new("before_start")) }
}

fn check_one_date(best_before: &Option<i64>) -> impl Fn(&Option<i64>, &()) -> garde::Result {
    let both = best_before.is_some();
    move |use_by, ()| if both && use_by.is_some() { Err(garde::Error::new("one_date_only")) } else { Ok(()) }
}

/// Changes to a recurring surplus; `null` erases. Offers that are published already stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurringSurplusPatch {
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New remarks.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub remarks: Option<Option<String>>,
    /// New quantity of one occurrence.
    #[garde(inner(custom(|value: &Grams, ctx: &()| check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_grams: Option<Grams>,
    /// New days of the week.
    #[garde(inner(custom(check::count(1, 7))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<Vec<Weekday>>,
    /// New start of the pick-up.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_from: Option<LocalTime>,
    /// New end of the pick-up.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_until: Option<LocalTime>,
    /// New lead, hours.
    #[garde(inner(custom(check::between(1, 168))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 48, minimum = 1, maximum = 168))]
    pub lead_hours: Option<i64>,
    /// New last day.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub ends_on: Option<Option<NaiveDate>>,
}

/// One day on which a surplus occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OccurrenceDay {
    /// The day.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-26"))]
    pub day: NaiveDate,
}

/// The occurrence that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextOccurrence {
    /// Its day.
    pub day: NaiveDate,
    /// When its offer is published.
    pub publish_at: UtcMillis,
}

/// A surplus that comes back every week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecurringSurplus {
    /// Identifier.
    pub id: RecurringSurplusId,
    /// The giver.
    pub organisation: OrganisationSummary,
    /// Where the food is.
    pub site: SiteSummary,
    /// Code of its category.
    pub category: String,
    /// What it is.
    pub title: String,
    /// What the taker should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub grams_per_unit: Grams,
    /// All of one occurrence.
    pub total_grams: Grams,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// Name of the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_name: Option<String>,
    /// Number of its barcode, 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The allergens that it contains; absent where nobody has stated any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergens: Option<Vec<Allergen>>,
    /// Who sees its offers.
    pub visibility: Visibility,
    /// On which days it can be fetched, Monday first.
    pub weekdays: Vec<Weekday>,
    /// From when.
    pub pickup_from: LocalTime,
    /// Until when.
    pub pickup_until: LocalTime,
    /// How long before `pickup_from` the offer is published, hours.
    pub lead_hours: i64,
    /// DLC, days after the occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by_after_days: Option<i64>,
    /// DDM, days after the occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before_after_days: Option<i64>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// Whether it still publishes offers.
    pub state: RecurringState,
    /// The problem's code for which the server paused it; absent where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "organisation_not_approved"))]
    pub pause_code: Option<String>,
    /// What comes next, while it is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextOccurrence>,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of recurring surpluses, newest first.
    RecurringSurplusPage,
    RecurringSurplus
);

/// Which recurring surpluses to list: those of the caller's organisations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RecurringSurplusQuery {
    /// Of this organisation, to which the caller belongs.
    pub organisation: OrganisationId,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
