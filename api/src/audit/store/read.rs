//! Reading the log.

use crate::db::Conn;
use crate::db::schema::{audit_entries, users};
use crate::http::{Actor, Cx, Error, page};
use crate::organisations;
use diesel::prelude::*;
use shared::audit::{AuditEntry, AuditPage, AuditPerson, AuditQuery};
use shared::ids::{AuditId, ObjectId, OrganisationId, UserId};
use shared::organisations::OrganisationSummary;
use shared::time::UtcMillis;
use std::collections::HashMap;
use uuid::Uuid;

/// The noun of objects that are people.
const MEMBERS: &str = "members";

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct EntryRow {
    at: UtcMillis,
    id: AuditId,
    person_id: Option<UserId>,
    organisation_id: Option<OrganisationId>,
    operation: String,
    object_kind: Option<String>,
    object_id: Option<ObjectId>,
    request_id: Option<Vec<u8>>,
    detail: Option<String>,
}

impl EntryRow {
    /// The person to whom it was done.
    fn affected(&self) -> Option<UserId> {
        self.object_id.filter(|_| self.object_kind.as_deref() == Some(MEMBERS)).map(|id| UserId(id.0))
    }
}

/// A page of the log, newest first.
///
/// # Errors
/// 403 unless the caller administers the network; 400 or 422 for a wrong cursor or limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &AuditQuery) -> Result<AuditPage, Error> {
    actor.administer()?;
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&AuditQuery { limit: None, cursor: None, ..query.clone() })?;
    let mut rows = load_page(cx.conn, query, limit, page::decode(filters, query.cursor.as_deref())?)?;
    let last = page::cut(&mut rows, limit, |row| (row.at, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    let names = Names::load(cx.conn, &rows)?;
    Ok(AuditPage { items: rows.into_iter().map(|row| names.entry(row)).collect(), next_cursor })
}

/// One more than `limit`, from after the last page's last entry.
fn load_page(
    conn: &mut Conn,
    query: &AuditQuery,
    limit: usize,
    after: Option<(UtcMillis, AuditId)>,
) -> Result<Vec<EntryRow>, Error> {
    // A bound in any case: then SQLite searches the key, which it would call a scan.
    let from = query.from.unwrap_or(UtcMillis(0));
    let mut select = audit_entries::table.filter(audit_entries::at.ge(from)).into_boxed();
    if let Some(person) = query.person {
        select = select.filter(audit_entries::person_id.eq(person));
    }
    if let Some(organisation) = query.organisation {
        select = select.filter(audit_entries::organisation_id.eq(organisation));
    }
    if let Some(operation) = &query.operation {
        select = select.filter(audit_entries::operation.eq(operation.clone()));
    }
    if let Some(object) = query.object {
        select = select.filter(audit_entries::object_id.eq(ObjectId(object)));
    }
    if let Some(until) = query.until {
        select = select.filter(audit_entries::at.lt(until));
    }
    if let Some((at, id)) = after {
        let earlier = audit_entries::at.lt(at).or(audit_entries::id.lt(id));
        select = select.filter(audit_entries::at.le(at).and(earlier));
    }
    Ok(select
        .order((audit_entries::at.desc(), audit_entries::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(EntryRow::as_select())
        .load(conn)?)
}

/// What those in a page are called now.
struct Names {
    people: HashMap<UserId, String>,
    organisations: HashMap<OrganisationId, OrganisationSummary>,
}

impl Names {
    fn load(conn: &mut Conn, rows: &[EntryRow]) -> Result<Self, Error> {
        let mut people: Vec<UserId> = rows.iter().flat_map(|row| [row.person_id, row.affected()]).flatten().collect();
        let mut organisations: Vec<OrganisationId> = rows.iter().filter_map(|row| row.organisation_id).collect();
        people.sort_unstable();
        people.dedup();
        organisations.sort_unstable();
        organisations.dedup();
        let named: Vec<(UserId, String)> =
            users::table.filter(users::id.eq_any(people)).select((users::id, users::name)).load(conn)?;
        let organisations = organisations::store::summaries(conn, &organisations)?;
        Ok(Self { people: named.into_iter().collect(), organisations })
    }

    fn entry(&self, row: EntryRow) -> AuditEntry {
        let affected = row.affected();
        let called = |id: UserId| AuditPerson { id, name: self.people.get(&id).cloned() };
        let EntryRow { at, id, person_id, organisation_id, operation, object_kind, object_id, request_id, detail } = row;
        AuditEntry {
            id,
            at,
            person: person_id.map(called),
            organisation: organisation_id.and_then(|id| self.organisations.get(&id).cloned()),
            operation,
            object_kind,
            object_id: object_id.map(|id| id.0),
            affected: affected.map(called),
            request_id: request_id.and_then(|bytes| Uuid::from_slice(&bytes).ok()),
            detail,
        }
    }
}
