//! Reading reports: their authors' own matter and the administrator's.

use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::schema::reports;
use crate::http::{Actor, Cx, Error, page};
use crate::organisations;
use crate::reports::model::{Beside, ReportRow};
use diesel::prelude::*;
use shared::ids::ReportId;
use shared::reports::{Report, ReportPage, ReportQuery, ReportState};
use shared::time::UtcMillis;

/// One report.
///
/// # Errors
/// 404 when there is none for the caller.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: ReportId) -> Result<Report, Error> {
    let row = load(cx.conn, actor, id)?;
    assemble(cx.conn, vec![row])?.into_iter().next().ok_or_else(Error::not_found)
}

/// A report of the caller's, or any for the administrator.
///
/// # Errors
/// 404 when there is none.
pub(super) fn load(conn: &mut Conn, actor: &Actor, id: ReportId) -> Result<ReportRow, Error> {
    let row: Option<ReportRow> = reports::table.find(id).select(ReportRow::as_select()).first(conn).optional()?;
    let seen = row.filter(|row| actor.network_admin || row.reporter_id == actor.user_id);
    seen.ok_or_else(Error::not_found)
}

/// The sort key of the last row of a page.
type Key = (i64, ReportId);

/// A page of the reports that the caller may see, newest first.
///
/// # Errors
/// 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &ReportQuery) -> Result<ReportPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&ReportQuery { state: query.state, limit: None, cursor: None })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = load_page(cx.conn, actor, query.state, after, limit)?;
    let last = page::cut(&mut rows, limit, |row| (row.created_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(ReportPage { items: assemble(cx.conn, rows)?, next_cursor })
}

/// One more than `limit`, from after the last page's last row.
fn load_page(
    conn: &mut Conn,
    actor: &Actor,
    state: Option<ReportState>,
    after: Option<Key>,
    limit: usize,
) -> Result<Vec<ReportRow>, Error> {
    let mut rows = reports::table.into_boxed();
    if !actor.network_admin {
        rows = rows.filter(reports::reporter_id.eq(actor.user_id));
    }
    rows = match state {
        Some(ReportState::Open) => rows.filter(reports::closed_at.is_null()),
        Some(ReportState::Closed) => rows.filter(reports::closed_at.is_not_null()),
        None => rows,
    };
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(reports::created_at.le(at).and(reports::created_at.lt(at).or(reports::id.lt(id))));
    }
    let size = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows = rows.order((reports::created_at.desc(), reports::id.desc())).limit(size);
    Ok(rows.select(ReportRow::as_select()).load(conn)?)
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
fn assemble(conn: &mut Conn, rows: Vec<ReportRow>) -> Result<Vec<Report>, Error> {
    let organisation_ids: Vec<_> = rows.iter().flat_map(|row| [row.organisation_id, row.about_organisation_id]).collect();
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let authors = users::names(conn, rows.iter().map(|row| row.reporter_id).collect())?;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("report {} without its organisations or its author", row.id));
        let beside = Beside {
            about: organisations.get(&row.about_organisation_id).cloned().ok_or_else(missing)?,
            organisation: organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            reported_by: authors.get(&row.reporter_id).cloned().ok_or_else(missing)?,
        };
        Ok(row.shown(beside))
    });
    shown.collect()
}
