//! Sites: the places of an organisation.

use crate::check;
use crate::geo::Position;
use crate::ids::{OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::organisations::{OrganisationKind, OrganisationSummary};
use crate::page::page_of;
use crate::patch::nullable;
use crate::units::TemperatureClass;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a site is for.
    pub enum SiteKind {
        /// People receive food here.
        DistributionPoint = "distribution_point",
        /// Food is kept here.
        StorageSite = "storage_site",
        /// Warehouse of a food bank.
        Warehouse = "warehouse",
        /// Shop of a social grocery.
        SocialGrocery = "social_grocery",
        /// Meals are served here.
        CommunityKitchen = "community_kitchen",
        /// Vouchers are handed out here, no food.
        VoucherPoint = "voucher_point",
        /// Food, nappies and care for babies and mothers.
        BabySpace = "baby_space",
        /// Office only.
        Office = "office",
    }
}

impl SiteKind {
    /// Whether people are helped here, so that they are counted each week.
    #[must_use]
    pub const fn helps_people(self) -> bool {
        match self {
            Self::DistributionPoint
            | Self::SocialGrocery
            | Self::CommunityKitchen
            | Self::VoucherPoint
            | Self::BabySpace => true,
            Self::StorageSite | Self::Warehouse | Self::Office => false,
        }
    }

    /// Whether a new site of such an organisation is expected to count people, unless somebody says otherwise: who only
    /// gives helps nobody there.
    #[must_use]
    pub const fn declares_activity(self, owner: OrganisationKind) -> bool {
        self.helps_people() && !matches!(owner, OrganisationKind::Donor)
    }
}

text_enum! {
    /// How a site fetches food.
    pub enum Transport {
        /// It cannot fetch.
        None = "none",
        /// A car.
        Car = "car",
        /// A van.
        Van = "van",
        /// A refrigerated van: holds the cold chain.
        RefrigeratedVan = "refrigerated_van",
    }
}

text_enum! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

text_enum! {
    /// How well a position is known.
    pub enum PositionSource {
        /// Given for this very place.
        Given = "given",
        /// The centre of its commune.
        Commune = "commune",
    }
}

/// How much a site can store, in whole kg per temperature class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// Dry store, kg.
    #[garde(custom(check::between(0, 10_000_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 2000, minimum = 0, maximum = 10_000_000))]
    pub ambient_kg: i64,
    /// Refrigerated, kg.
    #[garde(custom(check::between(0, 10_000_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 300, minimum = 0, maximum = 10_000_000))]
    pub chilled_kg: i64,
    /// Deep-frozen, kg.
    #[garde(custom(check::between(0, 10_000_000)))]
    #[cfg_attr(feature = "openapi", schema(example = 100, minimum = 0, maximum = 10_000_000))]
    pub frozen_kg: i64,
}

impl Storage {
    /// Capacity for one temperature class, in kg.
    #[must_use]
    pub const fn of(&self, class: TemperatureClass) -> i64 {
        match class {
            TemperatureClass::Ambient => self.ambient_kg,
            TemperatureClass::Chilled => self.chilled_kg,
            TemperatureClass::Frozen => self.frozen_kg,
        }
    }
}

/// A site to be created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// Name.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Antenne de Coutras", min_length = 2, max_length = 120))]
    pub name: String,
    /// What it is for.
    #[garde(skip)]
    pub kind: SiteKind,
    /// Street and number.
    #[garde(inner(custom(check::text(0, 200))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "68 bis, rue Justin-Luquot", max_length = 200))]
    pub address: Option<String>,
    /// INSEE code of its commune.
    #[garde(custom(check::text(5, 5)))]
    #[cfg_attr(feature = "openapi", schema(example = "33138", min_length = 5, max_length = 5))]
    pub insee_code: String,
    /// Postcode; where it is left out the commune's first one.
    #[garde(inner(custom(|value: &String, ctx: &()| check::postcode(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "33230"))]
    pub postcode: Option<String>,
    /// Where it is; where it is left out the commune's centre.
    #[garde(inner(custom(check::position)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Telephone.
    #[garde(inner(custom(|value: &String, ctx: &()| check::phone(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Opening hours in OpenStreetMap's syntax.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Tu,Th 14:00-17:00; PH off", max_length = 500))]
    pub opening_hours: Option<String>,
    /// How much it can store.
    #[garde(dive)]
    #[serde(default)]
    pub storage: Storage,
    /// How it fetches food.
    #[garde(skip)]
    pub transport: Transport,
    /// Days on which it distributes.
    #[garde(custom(check::count(0, 7)))]
    #[serde(default)]
    pub distribution_days: Vec<Weekday>,
    /// How far it goes to fetch, km.
    #[garde(custom(check::between(0, 500)))]
    #[cfg_attr(feature = "openapi", schema(example = 30, minimum = 0, maximum = 500))]
    pub reach_km: i64,
    /// Whether it counts each week whom it has helped, so that a week without a declaration is a gap. Where it is left out:
    /// yes where people are helped by its kind, and its organisation is no donor.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declares_activity: Option<bool>,
}

/// Changes to a site; `null` erases.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SitePatch {
    /// New name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New purpose.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SiteKind>,
    /// New address.
    #[garde(inner(inner(custom(check::text(0, 200)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub address: Option<Option<String>>,
    /// New commune; without a position beside it, the site moves to the commune's centre.
    #[garde(inner(custom(check::text(5, 5))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insee_code: Option<String>,
    /// New postcode.
    #[garde(inner(custom(|value: &String, ctx: &()| check::postcode(value, ctx))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// New position; `null` returns to the commune's centre.
    #[garde(inner(inner(custom(check::position))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub position: Option<Option<Position>>,
    /// New telephone.
    #[garde(inner(inner(custom(|value: &String, ctx: &()| check::phone(value, ctx)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub phone: Option<Option<String>>,
    /// New opening hours.
    #[garde(inner(inner(custom(check::text(0, 500)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub opening_hours: Option<Option<String>>,
    /// New storage, as a whole.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<Storage>,
    /// New transport.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<Transport>,
    /// New distribution days.
    #[garde(inner(custom(check::count(0, 7))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution_days: Option<Vec<Weekday>>,
    /// New reach, km.
    #[garde(inner(custom(check::between(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_km: Option<i64>,
    /// Whether it counts each week whom it has helped. What it has declared stays and counts, whatever is said here.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declares_activity: Option<bool>,
}

/// A site, where only its name and place matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteSummary {
    /// Identifier.
    pub id: SiteId,
    /// Name.
    pub name: String,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Postcode.
    pub postcode: String,
    /// Name of the commune.
    pub commune: String,
    /// Where it is, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// A site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Identifier.
    pub id: SiteId,
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// Name.
    pub name: String,
    /// What it is for.
    pub kind: SiteKind,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// INSEE code of its commune.
    pub insee_code: String,
    /// Name of its commune.
    pub commune: String,
    /// Postcode.
    pub postcode: String,
    /// Where it is; absent where neither the place nor the commune's centre is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How well the position is known; absent with the position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position_source: Option<PositionSource>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Opening hours in OpenStreetMap's syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// How much it can store.
    pub storage: Storage,
    /// How it fetches food.
    pub transport: Transport,
    /// Days on which it distributes, Monday first.
    pub distribution_days: Vec<Weekday>,
    /// How far it goes to fetch, km.
    pub reach_km: i64,
    /// Whether it counts each week whom it has helped, so that a week without a declaration is a gap.
    // Answers that were kept on devices before do not say so.
    #[serde(default = "yes")]
    pub declares_activity: bool,
    /// Grows with each change; the ETag.
    pub version: i64,
}

const fn yes() -> bool {
    true
}

impl From<&Site> for SiteSummary {
    fn from(site: &Site) -> Self {
        Self {
            id: site.id,
            name: site.name.clone(),
            address: site.address.clone(),
            postcode: site.postcode.clone(),
            commune: site.commune.clone(),
            position: site.position,
        }
    }
}

page_of!(
    /// A page of sites, by name.
    SitePage,
    Site
);

/// Which sites to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SiteQuery {
    /// Only those of this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
