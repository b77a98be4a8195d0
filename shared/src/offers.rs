//! Offers: surplus food that an organisation gives.

mod copy;
mod dates;
mod patch;
mod visibility;

pub use copy::OfferCopy;
pub use dates::{BestBeforeCheck, Freezing, NewBestBeforeCheck, NewFreezing, Redistribution, RedistributionDeclaration};
pub use patch::OfferPatch;
pub use visibility::{Visibility, check_visibility};

use crate::cascades::FirstCalled;
use crate::check;
use crate::ids::{LotId, OfferId, OrganisationId, PhotoId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::Page;
use crate::photos::Photo;
use crate::products::{self, Allergen};
use crate::search::Reading;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use crate::units::{Grams, TemperatureClass, Unit};
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Whether an offer can still be claimed.
    pub enum OfferStatus {
        /// On the board.
        Open = "open",
        /// Taken back by its giver.
        Withdrawn = "withdrawn",
        /// Its last pick-up window or its use-by day is over.
        Closed = "closed",
    }
}

/// A time in which the food can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PickupWindow {
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when; after the start, at most seven days later.
    pub ends_at: UtcMillis,
}

/// A surplus to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOffer {
    /// Where the food is; its organisation is the giver.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Code of its category.
    #[garde(custom(check::text(1, 60)))]
    #[cfg_attr(feature = "openapi", schema(example = "dairy.yoghurt", min_length = 1, max_length = 60))]
    pub category: String,
    /// What it is, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature, pots de 125 g", min_length = 2, max_length = 120))]
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
    /// All of it, in grams: a whole number of units unless the unit is the kilogram.
    #[garde(custom(check_total(&self.unit, &self.grams_per_unit)))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 120_000, minimum = 1, maximum = 100_000_000))]
    pub total_grams: Grams,
    /// How it must be kept.
    #[garde(skip)]
    pub temperature_class: TemperatureClass,
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
    /// The giver has frozen it on this day: `use_by` and `best_before` are then those printed on it, `use_by` not before
    /// this day, and the class is `frozen`. The answer has the limit that counts from then on.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
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
    /// Who sees it.
    #[garde(custom(check_visibility))]
    #[serde(default)]
    pub visibility: Visibility,
    /// When it can be fetched, one to ten windows.
    #[garde(custom(check_windows))]
    pub pickup_windows: Vec<PickupWindow>,
    /// To whom it is proposed first.
    #[garde(skip)]
    #[serde(default)]
    pub first: FirstCalled,
    /// The lot at this site that it is of: category, class, dates and barcode are then the lot's (`differs_from_lot`), and
    /// what is offered is kept of it.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_id: Option<LotId>,
}

pub(crate) fn check_unit_weight(unit: &Unit) -> impl Fn(&Grams, &()) -> garde::Result {
    let unit = *unit;
    move |weight, ()| match (unit, weight.0) {
        (Unit::Kilogram, 1_000) => Ok(()),
        (Unit::Kilogram, _) => Err(garde::Error::new("kilogram_is_1000")),
        (_, ..1) => Err(garde::Error::new("too_small|min=1")),
        (_, 2_000_001..) => Err(garde::Error::new("too_large|max=2000000")),
        _ => Ok(()),
    }
}

pub(crate) fn check_total(unit: &Unit, piece: &Grams) -> impl Fn(&Grams, &()) -> garde::Result {
    let (unit, piece) = (*unit, *piece);
    move |total, ()| match total.0 {
        ..1 => Err(garde::Error::new("too_small|min=1")),
        n if n > Grams::OFFER_MAX.0 => Err(garde::Error::new("too_large|max=100000000")),
        _ if unit != Unit::Kilogram && !total.is_whole_number_of(piece) => Err(garde::Error::new("not_whole_units")),
        _ => Ok(()),
    }
}

pub(crate) fn check_one_date(best_before: &Option<NaiveDate>) -> impl Fn(&Option<NaiveDate>, &()) -> garde::Result {
    let both = best_before.is_some();
    move |use_by, ()| if both && use_by.is_some() { Err(garde::Error::new("one_date_only")) } else { Ok(()) }
}

/// One to ten windows, each ending after it starts and within seven days.
///
/// # Errors
/// `required`, `too_many` or `window_order`.
pub(crate) fn check_windows(windows: &Vec<PickupWindow>, ctx: &()) -> garde::Result {
    check::count(1, 10)(windows, ctx)?;
    let ordered =
        |w: &PickupWindow| w.starts_at < w.ends_at && w.ends_at.0.saturating_sub(w.starts_at.0) <= 7 * crate::time::DAY;
    if windows.iter().all(ordered) { Ok(()) } else { Err(garde::Error::new("window_order")) }
}

/// A published surplus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Identifier.
    pub id: OfferId,
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
    /// All of it.
    pub total_grams: Grams,
    /// Still free to claim; never negative.
    pub left_grams: Grams,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// DLC: unsafe after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// When the last check after its best-before day passed; absent where none did, or the last one failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before_checked_at: Option<UtcMillis>,
    /// The day on which it was frozen; `use_by` is then the limit of frozen food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// Name of the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_name: Option<String>,
    /// Number of its barcode, 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The allergens that it contains; empty for none of the fourteen, absent where nobody has stated any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergens: Option<Vec<Allergen>>,
    /// Who sees it.
    #[serde(default)]
    pub visibility: Visibility,
    /// The first photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoId>,
    /// What is told only where one offer is asked for; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<OfferDetails>,
    /// When it can be fetched, by start.
    pub pickup_windows: Vec<PickupWindow>,
    /// Whether it can still be claimed.
    pub status: OfferStatus,
    /// When it was published.
    pub published_at: UtcMillis,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// When it closes by itself: end of the last window or of the use-by day, whichever is first.
    pub closes_at: UtcMillis,
    /// Until when it is kept for those who were called first (see its cascade); absent where anybody may claim it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_until: Option<UtcMillis>,
    /// The lot that it is of; told to its giver's members alone, absent where no lot is kept of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_id: Option<LotId>,
    /// Distance from the place searched from, metres; only in a search with a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<i64>,
    /// Whether the caller may edit and withdraw it.
    pub can_edit: bool,
    /// Grows with each change, claims included; the ETag.
    pub version: i64,
}

/// A page of offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferPage {
    /// The items, in the order asked for.
    pub items: Vec<Offer>,
    /// Opaque; pass it as `cursor` for the next page. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How the searched text was understood; absent without a text and where all of it was found word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
}

impl Page for OfferPage {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// What lists of offers leave out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferDetails {
    /// All photos, at most four.
    pub photos: Vec<Photo>,
    /// The checks after its best-before day, oldest first; the last one counts.
    pub best_before_checks: Vec<BestBeforeCheck>,
    /// How its giver froze it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freezing: Option<Freezing>,
}

text_enum! {
    /// Order of a list of offers.
    pub enum OfferSort {
        /// Nearest first; needs a place.
        Distance = "distance",
        /// Newest first.
        Newest = "newest",
        /// Those that close soonest first.
        Closing = "closing",
    }
}

/// Which offers to list, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OfferQuery {
    /// Near this site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Near this commune (INSEE code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "33243"))]
    pub near_commune: Option<String>,
    /// At most this far, km (1 to 300); needs a place. 50 unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
    /// Words in title, remarks, category and commune; accents, case, endings and typing errors aside. The last one may
    /// be the beginning of a word. At most 20 words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "yaourt", max_length = 200))]
    pub text: Option<String>,
    /// Only this category and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "dairy"))]
    pub category: Option<String>,
    /// Only food kept like this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_class: Option<TemperatureClass>,
    /// Only offers of this organisation; its own members then also see withdrawn and closed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Order; distance where a place is given, newest otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<OfferSort>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// An offer, where only what it is matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferSummary {
    /// Identifier.
    pub id: OfferId,
    /// What it is.
    pub title: String,
    /// Code of its category.
    pub category: String,
    /// How it must be kept.
    pub temperature_class: TemperatureClass,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub grams_per_unit: Grams,
    /// DLC: unsafe after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_by: Option<NaiveDate>,
    /// DDM: still edible after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// Where the food is.
    pub site: SiteSummary,
    /// When it can be fetched, by start.
    pub pickup_windows: Vec<PickupWindow>,
    /// When it closes by itself.
    pub closes_at: UtcMillis,
}
