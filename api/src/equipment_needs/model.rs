//! Rows of needs of equipment, and what the wire shows of them.

use super::rules::is_open;
use crate::db::schema::equipment_needs;
use crate::engine::cells;
use diesel::prelude::*;
use shared::equipment::EquipmentKind;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedStatus};
use shared::geo::Position;
use shared::ids::{EquipmentNeedId, LoanId, OrganisationId, SiteId, UserId};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::time::UtcMillis;

/// A row of `equipment_needs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = equipment_needs, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct EquipmentNeedRow {
    pub id: EquipmentNeedId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub kind: EquipmentKind,
    pub title: String,
    pub description: Option<String>,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub urgent: bool,
    pub status: EquipmentNeedStatus,
    pub loan_id: Option<LoanId>,
    pub published_by: UserId,
    pub published_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub version: i64,
}

/// What stands beside a row when it is shown.
pub struct Beside {
    /// Who looks for it.
    pub organisation: OrganisationSummary,
    /// Where it is needed.
    pub site: SiteSummary,
    /// How far it is from the place searched from, metres.
    pub distance_metres: Option<i64>,
    /// Whether the caller belongs to its organisation.
    pub is_own: bool,
    /// Whether the caller may act for its organisation.
    pub may_act: bool,
}

/// Where it is needed: latitude, longitude and cell, as its row has them.
#[must_use]
pub fn place(position: Option<Position>) -> (Option<f64>, Option<f64>, i64) {
    let cell = position.map_or(cells::NOWHERE, cells::cell);
    (position.map(|at| at.latitude), position.map(|at| at.longitude), cell)
}

impl EquipmentNeedRow {
    /// Where it is needed, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    /// Whether it is still looked for.
    #[must_use]
    pub fn is_open(&self, now: UtcMillis) -> bool {
        is_open(self.status, self.ends_at, now)
    }

    /// The need on the wire.
    #[must_use]
    pub fn shown(self, beside: Beside, now: UtcMillis) -> EquipmentNeed {
        let can_edit = beside.may_act && self.is_open(now);
        let Beside { organisation, site, distance_metres, is_own, may_act: _ } = beside;
        EquipmentNeed {
            id: self.id,
            organisation,
            site,
            kind: self.kind,
            title: self.title,
            description: self.description,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            urgent: self.urgent,
            status: self.status,
            over: self.ends_at <= now,
            loan_id: self.loan_id.filter(|_| is_own),
            distance_metres,
            can_edit,
            published_at: self.published_at,
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
