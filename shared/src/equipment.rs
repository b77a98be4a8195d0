//! Equipment that organisations lend each other: what there is, where, on which conditions, and when it is taken.

use crate::check;
use crate::ids::{ClosureId, EquipmentId, OrganisationId, PhotoId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::photos::ItemPhoto;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What kind of thing it is.
    pub enum EquipmentKind {
        /// A van or another vehicle.
        Van = "van",
        /// A trailer.
        Trailer = "trailer",
        /// A cold box, or other insulated containers.
        ColdBox = "cold_box",
        /// A refrigerator.
        Refrigerator = "refrigerator",
        /// A freezer.
        Freezer = "freezer",
        /// A hand truck or pallet truck.
        Trolley = "trolley",
        /// A tent or a gazebo.
        Tent = "tent",
        /// Tables, chairs, benches.
        Furniture = "furniture",
        /// Scales.
        Scales = "scales",
        /// What one cooks with.
        Kitchen = "kitchen",
        /// Tools.
        Tools = "tools",
        /// A computer, a projector, a loudspeaker.
        Electronics = "electronics",
        /// A place in a cold room.
        ColdRoom = "cold_room",
        /// Room to store things.
        Storage = "storage",
        /// A room, or a kitchen to share.
        Room = "room",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// What a borrower confirms before a sensitive item is lent.
    pub enum Requirement {
        /// Whoever drives holds the licence that the vehicle needs.
        DrivingLicence = "driving_licence",
        /// The borrower's insurance covers the item, and the lender gets the proof.
        InsuranceProof = "insurance_proof",
        /// Whoever uses it has been shown how.
        TrainedPerson = "trained_person",
    }
}

/// The longest that a loan may last, days.
pub const MAX_LOAN_DAYS: i64 = 90;
/// The longest gap between two loans, hours: a week.
pub const MAX_GAP_HOURS: i64 = 168;

/// Something to lend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEquipment {
    /// Where it is fetched and brought back; its organisation is the lender.
    #[garde(skip)]
    pub site_id: SiteId,
    /// What kind of thing it is.
    #[garde(skip)]
    pub kind: EquipmentKind,
    /// What it is, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Camionnette frigorifique 8 m³", min_length = 2, max_length = 120))]
    pub name: String,
    /// What one should know of it: size, load, power.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// On which conditions it is lent: fuel, cleaning, who may drive.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub conditions: Option<String>,
    /// A deposit, cents of the network's currency; left out for none. It is never money that is kept.
    #[garde(inner(custom(check::between(1, 1_000_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 15_000, minimum = 1, maximum = 1_000_000))]
    pub deposit_cents: Option<i64>,
    /// What a borrower must confirm.
    #[garde(custom(check::count(0, 3)))]
    #[serde(default)]
    pub requirements: Vec<Requirement>,
    /// Whether the lender answers each request; else a free item is lent at once. One that requires something is always
    /// answered for.
    #[garde(skip)]
    #[serde(default = "yes")]
    pub needs_approval: bool,
    /// For cleaning and checking after each loan, hours (0 to 168).
    #[garde(custom(check::between(0, MAX_GAP_HOURS)))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = 2, minimum = 0, maximum = 168))]
    pub gap_hours: i64,
    /// The longest loan, days (1 to 90).
    #[garde(custom(check::between(1, MAX_LOAN_DAYS)))]
    #[serde(default = "two_weeks")]
    #[cfg_attr(feature = "openapi", schema(example = 14, minimum = 1, maximum = 90))]
    pub max_days: i64,
}

const fn yes() -> bool {
    true
}

const fn two_weeks() -> i64 {
    14
}

/// Changes to an item; `null` erases. Loans that are agreed stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EquipmentPatch {
    /// Another site of the same organisation.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// New kind.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
    /// New name.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New description.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub description: Option<Option<String>>,
    /// New conditions.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub conditions: Option<Option<String>>,
    /// New deposit, cents.
    #[garde(inner(inner(custom(check::between(1, 1_000_000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub deposit_cents: Option<Option<i64>>,
    /// New requirements.
    #[garde(inner(custom(check::count(0, 3))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirements: Option<Vec<Requirement>>,
    /// Whether the lender answers each request.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_approval: Option<bool>,
    /// New gap, hours.
    #[garde(inner(custom(check::between(0, MAX_GAP_HOURS))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_hours: Option<i64>,
    /// New longest loan, days.
    #[garde(inner(custom(check::between(1, MAX_LOAN_DAYS))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<i64>,
}

/// An item of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Equipment {
    /// Identifier.
    pub id: EquipmentId,
    /// Who lends it.
    pub organisation: OrganisationSummary,
    /// Where it is.
    pub site: SiteSummary,
    /// What kind of thing it is.
    pub kind: EquipmentKind,
    /// What it is.
    pub name: String,
    /// What one should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// On which conditions it is lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// The deposit, cents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit_cents: Option<i64>,
    /// What a borrower must confirm.
    pub requirements: Vec<Requirement>,
    /// Whether the lender answers each request.
    pub needs_approval: bool,
    /// Gap after each loan, hours.
    pub gap_hours: i64,
    /// The longest loan, days.
    pub max_days: i64,
    /// Whether it is lent no more.
    pub retired: bool,
    /// Whether it is in repair, and cannot be lent.
    pub in_repair: bool,
    /// When it should be ready again, if somebody has said so: it can be asked for from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<UtcMillis>,
    /// The photo that is shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoId>,
    /// All its photos, the one that is shown first first; left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<ItemPhoto>,
    /// Straight line from the place searched from, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_metres: Option<i64>,
    /// Whether the caller may edit it.
    pub can_edit: bool,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl Equipment {
    /// Whether the lender answers each request: always where something is required, because somebody has to look at it.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.needs_approval || !self.requirements.is_empty()
    }
}

page_of!(
    /// A page of the catalogue.
    EquipmentPage,
    Equipment
);

/// Which items to list: nearest first where a place is named, else by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EquipmentQuery {
    /// Of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
    /// Of this organisation; for its members with what is retired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Near this site of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_site: Option<SiteId>,
    /// Near this commune, its INSEE code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_commune: Option<String>,
    /// At most so far, km (1 to 300); 50 where a place is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 300))]
    pub within_km: Option<u32>,
    /// Free from here on; together with `free_until`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_from: Option<UtcMillis>,
    /// Free until here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_until: Option<UtcMillis>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What loans show of their item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EquipmentSummary {
    /// Identifier.
    pub id: EquipmentId,
    /// What kind of thing it is.
    pub kind: EquipmentKind,
    /// What it is.
    pub name: String,
}

text_enum! {
    /// Why an item cannot be had for a time.
    pub enum BusyKind {
        /// It is lent, or somebody has asked for it.
        Loan = "loan",
        /// Its owner keeps it: maintenance, own use.
        Closure = "closure",
    }
}

/// A time in which an item cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusyPeriod {
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when, the gap for cleaning included.
    pub ends_at: UtcMillis,
    /// Why.
    pub kind: BusyKind,
    /// The closure, for those who may take it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure_id: Option<ClosureId>,
    /// Why it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// When an item cannot be had, by start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EquipmentCalendar {
    /// The periods that touch the time asked for, by start; they never overlap.
    pub periods: Vec<BusyPeriod>,
}

/// Which part of a calendar to read, at most 400 days of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CalendarQuery {
    /// From when.
    pub from: UtcMillis,
    /// Until when.
    pub until: UtcMillis,
}

/// A time in which the owner keeps an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClosure {
    /// From when.
    #[garde(skip)]
    pub starts_at: UtcMillis,
    /// Until when, after `starts_at`, at most 400 days later.
    #[garde(skip)]
    pub ends_at: UtcMillis,
    /// Why: maintenance, own use.
    #[garde(custom(check::text(2, 200)))]
    #[cfg_attr(feature = "openapi", schema(example = "Révision", min_length = 2, max_length = 200))]
    pub reason: String,
}
