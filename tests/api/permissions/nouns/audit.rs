//! The audit log.

use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::paths;

pub async fn request(_: &World<'_>, operation: &str) -> Request {
    match operation {
        "list_audit" => Request::get(paths::AUDIT, Side::Giver),
        "list_audit_csv" => Request::get(paths::AUDIT_CSV, Side::Giver),
        other => unknown(other),
    }
}
