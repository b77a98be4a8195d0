//! Reading needs.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{need_occurrences, needs};
use crate::http::{Actor, Cx, Error, page};
use crate::needs::NeedRow;
use crate::needs::model::{Beside, OccurrenceRow};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::NeedId;
use shared::needs::{Need, NeedOccurrencePage, NeedStatus, OccurrenceQuery};
use std::collections::HashMap;

/// One need, as the caller sees it.
///
/// # Errors
/// 404 when there is none; 403 when the caller belongs to no approved organisation.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: NeedId) -> Result<Need, Error> {
    actor.see_network()?;
    let row = load(cx.conn, id)?;
    one(cx.conn, actor, row)
}

/// One need's row.
///
/// # Errors
/// 404 when there is none.
pub fn load(conn: &mut Conn, id: NeedId) -> Result<NeedRow, Error> {
    let row = needs::table.find(id).select(NeedRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(conn: &mut Conn, actor: &Actor, row: NeedRow) -> Result<Need, Error> {
    let needs = assemble(conn, actor, vec![(row, None)])?;
    needs.into_iter().next().ok_or_else(Error::not_found)
}

/// The wire's form of rows with their distances, in the same order; two queries however many there are.
///
/// # Errors
/// When the database fails.
pub fn assemble(conn: &mut Conn, actor: &Actor, rows: Vec<(NeedRow, Option<i64>)>) -> Result<Vec<Need>, Error> {
    let organisation_ids: Vec<_> = rows.iter().map(|(row, _)| row.organisation_id).collect();
    let site_ids: Vec<_> = rows.iter().map(|(row, _)| row.site_id).collect();
    let organisations = organisations::store::summaries(conn, &organisation_ids)?;
    let sites = sites::store::summaries(conn, &site_ids)?;
    let needs = rows.into_iter().map(|(row, distance)| {
        let can_edit = row.status == NeedStatus::Open && actor.can_act_for(row.organisation_id);
        let missing = || Error::Internal(format!("need {} without organisation or site", row.id));
        let beside = Beside {
            organisation: organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: sites.get(&row.site_id).cloned().ok_or_else(missing)?,
        };
        Ok(row.into_need(beside, distance, can_edit))
    });
    needs.collect()
}

/// The rows of these needs.
///
/// # Errors
/// When the database fails.
pub(in crate::needs) fn rows_of(conn: &mut Conn, ids: &[NeedId]) -> Result<HashMap<NeedId, NeedRow>, Error> {
    let rows: Vec<NeedRow> =
        needs::table.filter(any_of(needs::id, ids.iter().copied())).select(NeedRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What claims show of the needs that they answer; they say themselves which occurrence that is.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, ids: &[NeedId]) -> Result<HashMap<NeedId, NeedRow>, Error> {
    if ids.is_empty() { Ok(HashMap::new()) } else { rows_of(conn, ids) }
}

/// A page of the past weeks of a standing need, latest first.
///
/// # Errors
/// 404 when there is no such need; 403 when the caller belongs to no approved organisation; 400 for a cursor of another
/// list.
pub fn occurrences(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: NeedId,
    query: &OccurrenceQuery,
) -> Result<NeedOccurrencePage, Error> {
    actor.see_network()?;
    load(cx.conn, id)?;
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&(id, "occurrences"))?;
    let before: Option<i64> = page::decode(filters, query.cursor.as_deref())?;
    let mut rows: Vec<OccurrenceRow> = need_occurrences::table
        .filter(need_occurrences::need_id.eq(id))
        .filter(need_occurrences::number.lt(before.unwrap_or(i64::MAX)))
        .order(need_occurrences::number.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(OccurrenceRow::as_select())
        .load(cx.conn)?;
    let last = page::cut(&mut rows, limit, |row| row.number);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(NeedOccurrencePage { items: rows.into_iter().map(Into::into).collect(), next_cursor })
}
