//! Rows of equipment, and what the wire shows of them.

use crate::db::schema::{equipment, equipment_closures};
use crate::engine::cells;
use crate::equipment::rules::requirements_of;
use diesel::prelude::*;
use shared::equipment::{Equipment, EquipmentKind, EquipmentSummary};
use shared::geo::Position;
use shared::ids::{ClosureId, EquipmentId, OrganisationId, PhotoId, SiteId, UserId};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::time::UtcMillis;

/// A row of `equipment`, without the version of its calendar.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = equipment, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct EquipmentRow {
    pub id: EquipmentId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub kind: EquipmentKind,
    pub name: String,
    pub name_key: String,
    pub description: Option<String>,
    pub conditions: Option<String>,
    pub deposit_cents: Option<i64>,
    pub requirements: i64,
    pub needs_approval: bool,
    pub gap_hours: i64,
    pub max_days: i64,
    pub retired_at: Option<UtcMillis>,
    pub photo_id: Option<PhotoId>,
    pub repair_until: Option<UtcMillis>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// As `repair_until`: nobody knows when it is ready.
pub const UNTIL_FURTHER_NOTICE: UtcMillis = UtcMillis(i64::MAX);

/// A row of `equipment_closures`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = equipment_closures)]
pub struct ClosureRow {
    pub id: ClosureId,
    pub equipment_id: EquipmentId,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub reason: String,
    pub created_by: UserId,
    pub created_at: UtcMillis,
}

/// Where an item stands: latitude, longitude and cell, as its row has them.
#[must_use]
pub fn place(position: Option<Position>) -> (Option<f64>, Option<f64>, i64) {
    let cell = position.map_or(cells::NOWHERE, cells::cell);
    (position.map(|at| at.latitude), position.map(|at| at.longitude), cell)
}

impl EquipmentRow {
    /// Whether it is in repair at that instant.
    #[must_use]
    pub fn in_repair_at(&self, at: UtcMillis) -> bool {
        self.repair_until.is_some_and(|until| at < until)
    }

    /// Whether the lender answers each request: always where something is required.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.needs_approval || self.requirements != 0
    }

    /// What loans show of it.
    #[must_use]
    pub fn summary(&self) -> EquipmentSummary {
        EquipmentSummary { id: self.id, kind: self.kind, name: self.name.clone() }
    }

    /// The item on the wire.
    #[must_use]
    pub fn shown(
        self,
        organisation: OrganisationSummary,
        site: SiteSummary,
        distance_metres: Option<i64>,
        can_edit: bool,
    ) -> Equipment {
        Equipment {
            id: self.id,
            organisation,
            site,
            kind: self.kind,
            name: self.name,
            description: self.description,
            conditions: self.conditions,
            deposit_cents: self.deposit_cents,
            requirements: requirements_of(self.requirements),
            needs_approval: self.needs_approval,
            gap_hours: self.gap_hours,
            max_days: self.max_days,
            retired: self.retired_at.is_some(),
            in_repair: self.repair_until.is_some(),
            ready_at: self.repair_until.filter(|until| *until != UNTIL_FURTHER_NOTICE),
            photo: self.photo_id,
            photos: Vec::new(),
            distance_metres,
            can_edit,
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
