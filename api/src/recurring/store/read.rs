//! Reading recurring surplus: the giver's own matter, seen by its members and the administrator.

use crate::db::Conn;
use crate::db::schema::{recurring_occurrences as occurrences, recurring_surpluses as surpluses};
use crate::http::{Actor, Cx, Error, page};
use crate::offers;
use crate::recurring::model::RecurringRow;
use crate::{organisations, sites};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::RecurringSurplusId;
use shared::recurring::{RecurringSurplus, RecurringSurplusPage, RecurringSurplusQuery};
use shared::time::UtcMillis;

/// One recurring surplus.
///
/// # Errors
/// 404 when there is none, or it is another organisation's.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: RecurringSurplusId) -> Result<RecurringSurplus, Error> {
    let row = load(cx.conn, actor, id)?;
    one(cx.conn, row)
}

/// One row that the caller may see.
///
/// # Errors
/// 404 when there is none, or it is another organisation's.
pub(super) fn load(conn: &mut Conn, actor: &Actor, id: RecurringSurplusId) -> Result<RecurringRow, Error> {
    let row: Option<RecurringRow> = surpluses::table.find(id).select(RecurringRow::as_select()).first(conn).optional()?;
    let visible = |row: &RecurringRow| actor.network_admin || actor.belongs_to(row.organisation_id);
    row.filter(visible).ok_or_else(Error::not_found)
}

/// The sort key of the last row of a page.
type Key = (i64, RecurringSurplusId);

/// A page of an organisation's, newest first.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &RecurringSurplusQuery) -> Result<RecurringSurplusPage, Error> {
    if !actor.network_admin && !actor.belongs_to(query.organisation) {
        return Err(Error::forbidden());
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&RecurringSurplusQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows = surpluses::table.filter(surpluses::organisation_id.eq(query.organisation)).into_boxed();
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(surpluses::created_at.le(at).and(surpluses::created_at.lt(at).or(surpluses::id.lt(id))));
    }
    let size = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = rows.order((surpluses::created_at.desc(), surpluses::id.desc())).limit(size);
    let mut rows: Vec<RecurringRow> = rows.select(RecurringRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut rows, limit, |row| (row.created_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(RecurringSurplusPage { items: assemble(cx.conn, rows)?, next_cursor })
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(conn: &mut Conn, row: RecurringRow) -> Result<RecurringSurplus, Error> {
    assemble(conn, vec![row])?.into_iter().next().ok_or_else(Error::not_found)
}

fn assemble(conn: &mut Conn, rows: Vec<RecurringRow>) -> Result<Vec<RecurringSurplus>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|row| row.organisation_id).collect();
    let site_ids: Vec<_> = rows.iter().map(|row| row.site_id).collect();
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let sites = sites::store::summaries(conn, &site_ids)?;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("recurring surplus {} without organisation or site", row.id));
        let organisation = organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?;
        let site = sites.get(&row.site_id).cloned().ok_or_else(missing)?;
        Ok(row.shown(organisation, site))
    });
    shown.collect()
}

/// The days from today on that are published or skipped already.
///
/// # Errors
/// When the database fails.
pub(super) fn settled(cx: &mut Cx<'_>, id: RecurringSurplusId) -> Result<Vec<NaiveDate>, Error> {
    let today = offers::today(cx.now, cx.settings.time_zone);
    let days = occurrences::table
        .filter(occurrences::recurring_surplus_id.eq(id))
        .filter(occurrences::day.ge(today))
        .select(occurrences::day)
        .load(cx.conn)?;
    Ok(days)
}
