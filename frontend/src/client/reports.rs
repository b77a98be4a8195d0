//! What is reported to the administrator.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::ReportId;
use shared::paths;
use shared::reports::{NewReport, Report, ReportClosing, ReportPage, ReportQuery};

impl Content for ReportPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of reports.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: ReportQuery) -> Result<ReportPage, Failure> {
    Call::get_with(paths::REPORTS, &query).fetch().await
}

/// Reports a problem. The same report with the same key is made once.
///
/// # Errors
/// `not_found`, `too_many_reports`, `invalid`.
pub async fn create(new: NewReport, key: String) -> Result<Report, Failure> {
    Call::post(paths::REPORTS).json(&new).once_as(key).fetch().await
}

/// Closes a report.
///
/// # Errors
/// `precondition_failed`, `report_closed`, `forbidden`, `invalid`.
pub async fn close(id: ReportId, version: i64, closing: ReportClosing) -> Result<Report, Failure> {
    Call::post(&paths::close_report(id)).if_match(version).json(&closing).fetch().await
}
