//! Paths of what is reported to the administrator.

use crate::ids::ReportId;

/// Path of the reports.
pub const REPORTS: &str = "/api/v1/reports";

/// One report.
#[must_use]
pub fn report(id: ReportId) -> String {
    format!("{REPORTS}/{id}")
}

/// The end of a report.
#[must_use]
pub fn close_report(id: ReportId) -> String {
    format!("{REPORTS}/{id}/close")
}
