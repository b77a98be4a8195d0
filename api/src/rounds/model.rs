//! Rows of rounds, of who and what is in them, and of what is asked for.

use crate::db::schema::{
    allocation_rounds, round_lots, round_recipients, round_requests, round_revisions, standing_request_lines,
    standing_requests,
};
use crate::http::Error;
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, AllocationScheduleId, LotId, OrganisationId, SiteId, UserId};
use shared::rounds::{RevisionKind, RoundFigures, RoundReason, RoundStatus};
use shared::time::UtcMillis;
use shared::units::TemperatureClass;

/// A row of `allocation_rounds`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = allocation_rounds, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Round {
    pub id: AllocationRoundId,
    pub organisation_id: OrganisationId,
    pub title: String,
    pub status: RoundStatus,
    pub fetched_on: NaiveDate,
    pub window_rounds: i64,
    pub tolerance_kg: i64,
    pub requests_until: Option<UtcMillis>,
    pub revision: Option<i64>,
    pub figures: Option<String>,
    pub created_by: Option<UserId>,
    pub created_at: UtcMillis,
    pub schedule_id: Option<AllocationScheduleId>,
    /// Since when it waits to be shared out by itself; `None`: it does not.
    pub compute_due_at: Option<UtcMillis>,
    pub published_by: Option<UserId>,
    pub published_at: Option<UtcMillis>,
    pub closed_by: Option<UserId>,
    pub closed_at: Option<UtcMillis>,
    pub updated_at: UtcMillis,
    pub version: i64,
}

impl Round {
    /// The figures of its last revision; `None` before it is computed.
    ///
    /// # Errors
    /// When they are not ours, which is a mistake of ours.
    pub fn told_figures(&self) -> Result<Option<RoundFigures>, Error> {
        let read = |text: &str| serde_json::from_str(text).map_err(|error| Error::Internal(error.to_string()));
        self.figures.as_deref().map(read).transpose()
    }

    /// The same round as a draft: what was computed of it stays in its revisions.
    pub fn reopen(&mut self) {
        self.status = RoundStatus::Draft;
        self.figures = None;
    }
}

/// A row of `round_lots`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_lots)]
pub struct RoundLotRow {
    pub round_id: AllocationRoundId,
    pub lot_id: LotId,
    pub site_id: SiteId,
    pub kg: i64,
}

/// A row of `round_recipients`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_recipients, treat_none_as_default_value = false)]
pub struct RecipientRow {
    pub round_id: AllocationRoundId,
    pub site_id: SiteId,
    pub organisation_id: OrganisationId,
    pub takes_part: bool,
    pub reason: Option<RoundReason>,
    pub factor_percent: i64,
    pub kg: Option<i64>,
    pub level: Option<i64>,
}

/// A row of `round_requests`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = round_requests, treat_none_as_default_value = false)]
pub struct RequestRow {
    pub round_id: AllocationRoundId,
    pub site_id: SiteId,
    pub category_code: String,
    pub temperature_class: TemperatureClass,
    pub requested_kg: i64,
    pub requested_by: Option<UserId>,
    pub requested_at: UtcMillis,
    pub approved_kg: Option<i64>,
    pub approved_by: Option<UserId>,
    pub approved_at: Option<UtcMillis>,
    pub reason: Option<RoundReason>,
}

impl RequestRow {
    /// What counts, kg: what is approved, or else what was asked for.
    #[must_use]
    pub fn counted_kg(&self) -> i64 {
        self.approved_kg.unwrap_or(self.requested_kg)
    }
}

/// A row of `standing_requests`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = standing_requests, primary_key(site_id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct StandingRow {
    pub site_id: SiteId,
    pub organisation_id: OrganisationId,
    pub vehicle_kg: Option<i64>,
    pub declared_by: UserId,
    pub declared_at: UtcMillis,
    pub version: i64,
}

/// A row of `standing_request_lines`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = standing_request_lines)]
pub struct StandingLineRow {
    pub site_id: SiteId,
    pub category_code: String,
    pub temperature_class: TemperatureClass,
    pub kg: i64,
}

/// A row of `round_revisions` without all that the engine was given, which is long.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = round_revisions)]
pub struct RevisionHead {
    pub number: i64,
    pub kind: RevisionKind,
    pub at: UtcMillis,
    pub user_id: Option<UserId>,
    pub lot_id: Option<LotId>,
    pub site_id: Option<SiteId>,
    pub kg_before: Option<i64>,
    pub kg_after: Option<i64>,
    pub cost_to_others_kg: Option<i64>,
    pub reason: Option<RoundReason>,
    pub note: Option<String>,
    pub figures: String,
    pub engine_version: i64,
    pub fingerprint: String,
}
