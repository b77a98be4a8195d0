//! The log of who did what.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::audit::{AuditExport, AuditPage, AuditQuery};
use shared::paths;

impl Content for AuditPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of the log, newest first.
///
/// # Errors
/// `forbidden`, `cursor_mismatch`, `invalid`.
pub async fn list(query: AuditQuery) -> Result<AuditPage, Failure> {
    Call::get_with(paths::AUDIT, &query).fetch().await
}

/// The log as a table of comma-separated values.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn export(filters: AuditExport) -> Result<String, Failure> {
    Call::get_with(paths::AUDIT_CSV, &filters).text().await
}
