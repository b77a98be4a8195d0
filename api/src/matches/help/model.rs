//! Rows of matching equipment and skills: the little of an item that decides whether it can be among the best, and
//! dismissals.

use crate::db::schema::{equipment, help_dismissals};
use diesel::prelude::*;
use shared::equipment::EquipmentKind;
use shared::geo::Position;
use shared::ids::{EquipmentId, HelpDismissalId, ObjectId, OrganisationId, SiteId, UserId};
use shared::matches::MatchSide;
use shared::matches::help::{HelpDismissal, HelpDismissalReason, HelpKind};
use shared::time::UtcMillis;

/// Something that is lent.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = equipment)]
pub(super) struct LentItem {
    pub id: EquipmentId,
    pub site_id: SiteId,
    pub kind: EquipmentKind,
    pub gap_hours: i64,
    pub max_days: i64,
    pub repair_until: Option<UtcMillis>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl LentItem {
    /// Where it is, if that is known.
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }
}

/// A row of `help_dismissals`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = help_dismissals)]
pub(super) struct DismissalRow {
    pub id: HelpDismissalId,
    pub kind: HelpKind,
    pub helping_id: ObjectId,
    pub wanting_id: ObjectId,
    pub organisation_id: OrganisationId,
    pub side: MatchSide,
    pub reason: HelpDismissalReason,
    pub word: String,
    pub dismissed_by: UserId,
    pub dismissed_at: UtcMillis,
}

impl From<DismissalRow> for HelpDismissal {
    fn from(row: DismissalRow) -> Self {
        let DismissalRow {
            id,
            kind,
            helping_id,
            wanting_id,
            organisation_id,
            side,
            reason,
            word: _,
            dismissed_by: _,
            dismissed_at,
        } = row;
        Self { id, kind, helping_id, wanting_id, organisation_id, side, reason, dismissed_at }
    }
}
