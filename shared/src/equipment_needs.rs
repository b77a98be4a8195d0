//! What organisations look for to borrow: equipment, vehicles, room. The other side of what is lent.

use crate::check;
use crate::equipment::EquipmentKind;
use crate::ids::{EquipmentNeedId, LoanId, OrganisationId, SiteId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::patch::nullable;
use crate::sites::SiteSummary;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The longest time for which something is looked for, days: no loan lasts longer.
pub const MAX_NEED_DAYS: i64 = crate::equipment::MAX_LOAN_DAYS;

text_enum! {
    /// Where a need of equipment stands. One whose time is over stays as it was, and is in no list of others.
    pub enum EquipmentNeedStatus {
        /// Looked for.
        Open = "open",
        /// Found: a loan is agreed, or its organisation says so.
        Met = "met",
        /// Taken back by its organisation.
        Withdrawn = "withdrawn",
    }
}

/// Something that a site looks for, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEquipmentNeed {
    /// Where it is needed; its organisation is the one that looks for it.
    #[garde(skip)]
    pub site_id: SiteId,
    /// What kind of thing is looked for.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "van"))]
    pub kind: EquipmentKind,
    /// What it is for, in a few words.
    #[garde(custom(check::text(2, 120)))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Camionnette pour la collecte de samedi", min_length = 2, max_length = 120)
    )]
    pub title: String,
    /// What one should know of it: size, load, who drives.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// From when, not in the past.
    #[garde(skip)]
    pub starts_at: UtcMillis,
    /// Until when: after `starts_at`, at most 90 days later and a year ahead. Then it is in no list of others.
    #[garde(skip)]
    pub ends_at: UtcMillis,
    /// Whether it is urgent.
    #[garde(skip)]
    #[serde(default)]
    pub urgent: bool,
}

/// Changes to a need of equipment; `null` erases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EquipmentNeedPatch {
    /// Another site of the same organisation.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_id: Option<SiteId>,
    /// New kind.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
    /// New title.
    #[garde(inner(custom(check::text(2, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New description.
    #[garde(inner(inner(custom(check::text(0, 2000)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub description: Option<Option<String>>,
    /// New beginning, not in the past.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<UtcMillis>,
    /// New end.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<UtcMillis>,
    /// Whether it is urgent.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
}

/// That a need is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EquipmentNeedMet {
    /// The loan by which it is met, where it is one: of this organisation as the borrower, and for part of the time that was
    /// asked for.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
}

/// Something that a site looks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EquipmentNeed {
    /// Identifier.
    pub id: EquipmentNeedId,
    /// Who looks for it.
    pub organisation: OrganisationSummary,
    /// Where it is needed.
    pub site: SiteSummary,
    /// What kind of thing is looked for.
    pub kind: EquipmentKind,
    /// What it is for.
    pub title: String,
    /// What one should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when.
    pub ends_at: UtcMillis,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Where it stands.
    pub status: EquipmentNeedStatus,
    /// Whether its time is over.
    pub over: bool,
    /// The loan by which it is met; for members of its organisation alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
    /// Straight line from the place searched from, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_metres: Option<i64>,
    /// Whether the caller may edit it.
    pub can_edit: bool,
    /// When it was published.
    pub published_at: UtcMillis,
    /// When it last changed.
    pub updated_at: UtcMillis,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl EquipmentNeed {
    /// Whether something is still looked for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == EquipmentNeedStatus::Open && !self.over
    }
}

page_of!(
    /// A page of needs of equipment.
    EquipmentNeedPage,
    EquipmentNeed
);

/// Which needs of equipment to list: nearest first where a place is named, else the soonest first; of one's own organisation
/// the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EquipmentNeedQuery {
    /// Of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
    /// Of this organisation; for its members with what is met, taken back or over.
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
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
