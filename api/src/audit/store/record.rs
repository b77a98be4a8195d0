//! New entries, and the end of old ones.

use crate::db::schema::{audit_entries, audit_horizon};
use crate::http::call::Call;
use crate::http::trace::Trace;
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::{AuditId, ObjectId, OrganisationId, UserId};
use shared::time::{DAY, UtcMillis};
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
struct NewEntryRow<'a> {
    at: UtcMillis,
    id: AuditId,
    person_id: Option<UserId>,
    organisation_id: Option<OrganisationId>,
    operation: &'a str,
    object_kind: Option<&'a str>,
    object_id: Option<ObjectId>,
    request_id: Option<&'a [u8]>,
    detail: Option<String>,
}

/// Who did it, and what the work noted about itself.
pub struct Who<'t> {
    /// The person, where one is known.
    pub person: Option<UserId>,
    /// The work's notes.
    pub trace: &'t Trace,
}

/// Adds the entry of a write to the write's own transaction; nothing for one that did not happen again.
///
/// # Errors
/// When the database fails: then the write fails too.
pub fn record(cx: &mut Cx<'_>, call: &Call, who: &Who<'_>) -> Result<(), Error> {
    let Who { person, trace } = *who;
    if trace.is_repeated() {
        return Ok(());
    }
    let object = trace.object().or(call.object);
    let row = NewEntryRow {
        at: cx.now,
        id: AuditId(Uuid::now_v7()),
        person_id: person,
        organisation_id: trace.organisation().or(call.organisation),
        operation: &call.operation.id,
        object_kind: call.operation.noun.as_deref().filter(|_| object.is_some()),
        object_id: object.map(ObjectId),
        request_id: call.request.as_ref().map(|id| id.as_bytes().as_slice()),
        detail: trace.detail(),
    };
    on_backend!(cx.conn, conn => diesel::insert_into(audit_entries::table).values(&row).execute(conn))?;
    Ok(())
}

/// Throws away entries older than the settings say. Returns how many.
///
/// The horizon moves first: the database lets nobody delete behind it.
///
/// # Errors
/// When the database fails.
pub fn forget_old(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let keep_from = cx.now.plus(-DAY.saturating_mul(i64::from(cx.settings.audit.keep_days)));
    let behind = audit_horizon::table.filter(audit_horizon::keep_from.lt(keep_from));
    diesel::update(behind).set(audit_horizon::keep_from.eq(keep_from)).execute(cx.conn)?;
    Ok(diesel::delete(audit_entries::table.filter(audit_entries::at.lt(keep_from))).execute(cx.conn)?)
}
