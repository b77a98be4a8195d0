//! The log as a table for spreadsheets.

use super::store;
use crate::http::csv::Table;
use crate::http::{Actor, Cx, Error};
use shared::audit::{AuditEntry, AuditExport, AuditQuery};
use shared::page::MAX_LIMIT;

/// Most entries in one table: a spreadsheet that people still open.
const MOST: usize = 20_000;

const HEADING: [&str; 11] = [
    "at",
    "person",
    "person_id",
    "organisation",
    "organisation_id",
    "operation",
    "object_kind",
    "object_id",
    "affected",
    "request_id",
    "detail",
];

/// The newest entries that the filters leave.
///
/// # Errors
/// 403 unless the caller administers the network.
pub(super) fn table(cx: &mut Cx<'_>, actor: &Actor, filters: AuditExport) -> Result<Vec<u8>, Error> {
    let mut query = AuditQuery { limit: Some(MAX_LIMIT), ..filters.into() };
    let mut table = Table::new(HEADING)?;
    let mut written = 0;
    loop {
        let page = store::list(cx, actor, &query)?;
        written += page.items.len();
        for entry in &page.items {
            table.row(cells(entry))?;
        }
        query.cursor = page.next_cursor;
        if query.cursor.is_none() || written >= MOST {
            return table.finish();
        }
    }
}

fn cells(entry: &AuditEntry) -> [String; 11] {
    let shown = |id: Option<&dyn std::fmt::Display>| id.map_or_else(String::new, ToString::to_string);
    let AuditEntry { id: _, at, person, organisation, operation, object_kind, object_id, affected, request_id, detail } =
        entry;
    [
        at.to_string(),
        person.as_ref().and_then(|person| person.name.clone()).unwrap_or_default(),
        shown(person.as_ref().map(|person| &person.id as _)),
        organisation.as_ref().map(|organisation| organisation.name.clone()).unwrap_or_default(),
        shown(organisation.as_ref().map(|organisation| &organisation.id as _)),
        operation.clone(),
        object_kind.clone().unwrap_or_default(),
        shown(object_id.as_ref().map(|id| id as _)),
        affected.as_ref().and_then(|person| person.name.clone()).unwrap_or_default(),
        shown(request_id.as_ref().map(|id| id as _)),
        detail.clone().unwrap_or_default(),
    ]
}
