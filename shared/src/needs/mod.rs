//! Needs: food that a site lacks, once or every week, in kilograms or in people to feed.

mod answer;
mod portions;
mod query;
mod status;
mod weekly;

pub use answer::{NeedSummary, NewAnswer};
pub use portions::{branches, grams_per_person};
pub use query::{NeedQuery, NeedSort, OccurrenceQuery};
pub use status::{NeedEvent, NeedKind, NeedStatus};
pub use weekly::WeeklyPattern;

use crate::check;
use crate::ids::{NeedId, SiteId};
use crate::organisations::OrganisationSummary;
use crate::page::{Page, page_of};
use crate::patch::nullable;
use crate::search::Reading;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass};
use chrono::Datelike;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most people that one need may be for.
pub const MAX_PEOPLE: i64 = 20_000;

/// A need to be published. Its measure is one of `wanted_grams` and `people`, its time one of `needed_by` and `weekly`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewNeed {
    /// Where the food is lacking; its organisation is the one in need.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Code of the category of food.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "dairy.uht_milk", min_length = 1, max_length = 60))]
    pub category: String,
    /// What is lacking, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Lait pour les familles du mardi", min_length = 2, max_length = 120))]
    pub title: String,
    /// What a giver should know.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub remarks: Option<String>,
    /// How much, in grams. Not together with `people`.
    #[garde(custom(check_one(&self.people, "one_measure")), inner(custom(check_grams)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 60_000, minimum = 1, maximum = 100_000_000))]
    pub wanted_grams: Option<Grams>,
    /// How many people to feed for a week. Not together with `wanted_grams`.
    #[garde(inner(custom(check::between(1, MAX_PEOPLE))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 20_000))]
    pub people: Option<i64>,
    /// By when, for a need that comes once. Not together with `weekly`.
    #[garde(custom(check_one(&self.weekly, "one_schedule")))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<UtcMillis>,
    /// When it comes round, for a standing need. Not together with `needed_by`.
    #[garde(inner(custom(check_order)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<WeeklyPattern>,
    /// Shown before all others for 72 hours; only for a need that comes once, and three at a time an organisation.
    #[garde(custom(check_urgent(&self.weekly)))]
    #[serde(default)]
    pub urgent: bool,
    /// Kinds of food that the site can take.
    #[garde(custom(check::count(1, 3)))]
    pub temperature_classes: Vec<TemperatureClass>,
    /// How far the site goes to fetch, km; 0: it must be brought. Left out where it has to be talked about.
    #[garde(inner(custom(check::between(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 500))]
    pub pickup_km: Option<i64>,
}

fn check_grams(value: &Grams, ctx: &()) -> garde::Result {
    check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx)
}

/// Exactly one of this member and `other` has a value.
fn check_one<T, O>(other: &Option<O>, code: &'static str) -> impl Fn(&Option<T>, &()) -> garde::Result {
    let other = other.is_some();
    move |value, ()| if value.is_some() == other { Err(garde::Error::new(code)) } else { Ok(()) }
}

fn check_urgent(weekly: &Option<WeeklyPattern>) -> impl Fn(&bool, &()) -> garde::Result {
    let weekly = weekly.is_some();
    move |urgent, ()| if *urgent && weekly { Err(garde::Error::new("urgent_once")) } else { Ok(()) }
}

/// A pattern ends after it starts, within this century.
///
/// # Errors
/// `dates_order`, `too_far_ahead` or `past`.
fn check_order(pattern: &WeeklyPattern, (): &()) -> garde::Result {
    let last = pattern.ends_on.unwrap_or(pattern.starts_on);
    match () {
        () if last < pattern.starts_on => Err(garde::Error::new("dates_order")),
        () if last.year() > 2_099 => Err(garde::Error::new("too_far_ahead")),
        () if pattern.starts_on.year() < 2_000 => Err(garde::Error::new("past")),
        () => Ok(()),
    }
}

/// Changes to a need; `null` erases. A need that comes once stays so, and a standing one too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NeedPatch {
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
    /// New measure in grams, instead of the old one. It may be less than what is promised: promises stay.
    #[garde(custom(check_at_most_one(&self.people)), inner(custom(check_grams)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 60_000, minimum = 1, maximum = 100_000_000))]
    pub wanted_grams: Option<Grams>,
    /// New measure in people, instead of the old one.
    #[garde(inner(custom(check::between(1, MAX_PEOPLE))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 20_000))]
    pub people: Option<i64>,
    /// New time of a need that comes once.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<UtcMillis>,
    /// New pattern of a standing need, from the present week on.
    #[garde(inner(custom(check_order)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<WeeklyPattern>,
    /// Urgent for 72 hours from now, or no longer.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    /// New kinds of food that the site can take, all of them.
    #[garde(inner(custom(check::count(1, 3))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_classes: Option<Vec<TemperatureClass>>,
    /// New distance.
    #[garde(inner(inner(custom(check::between(0, 500)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub pickup_km: Option<Option<i64>>,
}

fn check_at_most_one(people: &Option<i64>) -> impl Fn(&Option<Grams>, &()) -> garde::Result {
    let people = people.is_some();
    move |grams, ()| if people && grams.is_some() { Err(garde::Error::new("one_measure")) } else { Ok(()) }
}

/// A published need. Quantities and `needed_by` are those of the present occurrence: the only one of a need that comes
/// once, this week's of a standing need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Need {
    /// Identifier.
    pub id: NeedId,
    /// Who needs it.
    pub organisation: OrganisationSummary,
    /// Where.
    pub site: SiteSummary,
    /// Code of the category of food.
    pub category: String,
    /// What is lacking.
    pub title: String,
    /// What a giver should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Once or every week.
    pub kind: NeedKind,
    /// How much, said or counted from `people`.
    pub wanted_grams: Grams,
    /// People to feed for a week, where that is what was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// Weight that one person counts for, where people were said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grams_per_person: Option<Grams>,
    /// Asked for or agreed, and not there yet.
    pub promised_grams: Grams,
    /// Arrived.
    pub received_grams: Grams,
    /// Still lacking; 0 where more is promised or arrived than was wanted.
    pub left_grams: Grams,
    /// By when.
    pub needed_by: UtcMillis,
    /// When it comes round, for a standing need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<WeeklyPattern>,
    /// Number of the present occurrence, from 1.
    pub occurrence: i64,
    /// Shown before others until then; it may be past. Absent where nobody said that it is urgent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent_until: Option<UtcMillis>,
    /// Kinds of food that the site can take.
    pub temperature_classes: Vec<TemperatureClass>,
    /// How far the site goes to fetch, km; 0: it must be brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pickup_km: Option<i64>,
    /// Whether it can still be answered.
    pub status: NeedStatus,
    /// When it was published.
    pub published_at: UtcMillis,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Distance from the place searched from, metres; only in a search with a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<i64>,
    /// Whether the caller may edit and withdraw it.
    pub can_edit: bool,
    /// Grows with each change, answers included; the ETag.
    pub version: i64,
}

/// A page of needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedPage {
    /// The items, in the order asked for.
    pub items: Vec<Need>,
    /// Opaque; pass it as `cursor` for the next page. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How the searched text was understood; absent without a text and where all of it was found word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

impl Page for NeedPage {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// A week of a standing need that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedOccurrence {
    /// Number, from 1.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub number: i64,
    /// By when it was needed.
    pub needed_by: UtcMillis,
    /// How much was wanted.
    pub wanted_grams: Grams,
    /// Agreed, and not there yet.
    pub promised_grams: Grams,
    /// Arrived.
    pub received_grams: Grams,
    /// Was lacking in the end.
    pub left_grams: Grams,
}

page_of!(
    /// A page of past weeks, latest first.
    NeedOccurrencePage,
    NeedOccurrence
);
