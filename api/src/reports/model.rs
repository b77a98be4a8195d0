//! Rows of reports, and what the wire shows of them.

use crate::db::schema::reports;
use diesel::prelude::*;
use shared::ids::{ObjectId, OrganisationId, ReportId, UserId};
use shared::organisations::OrganisationSummary;
use shared::reports::{Report, ReportOutcome, ReportReason, ReportState, ReportSubject};
use shared::time::UtcMillis;

/// A row of `reports`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = reports, treat_none_as_default_value = false)]
pub struct ReportRow {
    pub id: ReportId,
    pub reporter_id: UserId,
    pub organisation_id: OrganisationId,
    pub about_organisation_id: OrganisationId,
    pub subject: ReportSubject,
    pub subject_id: Option<ObjectId>,
    pub reason: ReportReason,
    pub text: String,
    pub created_at: UtcMillis,
    pub closed_at: Option<UtcMillis>,
    pub closed_by: Option<UserId>,
    pub outcome: Option<ReportOutcome>,
    pub answer: Option<String>,
    pub version: i64,
}

/// What stands beside a report's row when it is shown.
pub struct Beside {
    /// About whom it is.
    pub about: OrganisationSummary,
    /// As whose member its author wrote it.
    pub organisation: OrganisationSummary,
    /// Name of its author.
    pub reported_by: String,
}

impl ReportRow {
    /// On the wire.
    #[must_use]
    pub fn shown(self, beside: Beside) -> Report {
        let Beside { about, organisation, reported_by } = beside;
        Report {
            id: self.id,
            about,
            subject: self.subject,
            subject_id: self.subject_id,
            reason: self.reason,
            text: self.text,
            reported_by,
            organisation,
            reported_at: self.created_at,
            state: if self.closed_at.is_none() { ReportState::Open } else { ReportState::Closed },
            outcome: self.outcome,
            answer: self.answer,
            closed_at: self.closed_at,
            version: self.version,
        }
    }
}
