//! The catalogue: nearest first where a place is named, else by name.

use super::read::assemble;
use super::rows;
use crate::db::Sql;
use crate::db::expr::{Value, any_of, literal, statement};
use crate::db::schema::equipment;
use crate::engine::cells::Block;
use crate::equipment::{EquipmentRow, Period};
use crate::http::{Actor, Cx, Error, page};
use crate::near::{Asked, Place};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::equipment::{EquipmentPage, EquipmentQuery};
use shared::ids::EquipmentId;

/// A query of items' rows.
type Query = equipment::BoxedQuery<'static, Sql>;

/// What a suspended organisation lends is not in the catalogue. A value looked up for each item and not a join: for many
/// items PostgreSQL would read all organisations.
const OF_APPROVED: &str =
    "(SELECT organisations.status FROM organisations WHERE organisations.id = equipment.organisation_id) = 'approved'";

/// A wish, checked.
struct Search<'q> {
    query: &'q EquipmentQuery,
    /// Whether the caller belongs to the organisation asked for, and sees what is retired.
    own: bool,
    free: Option<Period>,
}

/// A page of the catalogue.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &EquipmentQuery) -> Result<EquipmentPage, Error> {
    let own = query.organisation.is_some_and(|organisation| actor.belongs_to(organisation));
    if !own {
        actor.see_network()?;
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&EquipmentQuery { cursor: None, limit: None, ..query.clone() })?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    let search = Search { query, own, free: free(query)? };
    let (rows, next_cursor) = match place {
        Some(place) => nearest(cx, &search, place, filters, limit)?,
        None => by_name(cx, &search, filters, limit)?,
    };
    Ok(EquipmentPage { items: assemble(cx.conn, actor, rows)?, next_cursor })
}

type Found = (Vec<(EquipmentRow, Option<i64>)>, Option<String>);

fn free(query: &EquipmentQuery) -> Result<Option<Period>, Error> {
    match (query.free_from, query.free_until) {
        (None, None) => Ok(None),
        (Some(starts_at), Some(ends_at)) if starts_at < ends_at => Ok(Some(Period { starts_at, ends_at })),
        (Some(_), Some(_)) => Err(Error::invalid("?free_until", "before_start")),
        (None, Some(_)) => Err(Error::invalid("?free_from", "required")),
        (Some(_), None) => Err(Error::invalid("?free_until", "required")),
    }
}

impl Search<'_> {
    /// The items that satisfy everything but place and cursor.
    fn query(&self) -> Query {
        let mut query = equipment::table.into_boxed();
        // One's own are shown whatever the organisation's state, with what is retired.
        if !self.own {
            // Text without parameters, word for word the condition of the partial indexes.
            query = query.filter(literal::<Bool>("equipment.retired_at IS NULL")).filter(literal::<Bool>(OF_APPROVED));
        }
        if let Some(organisation) = self.query.organisation {
            query = query.filter(equipment::organisation_id.eq(organisation));
        }
        if let Some(kind) = self.query.kind {
            query = query.filter(equipment::kind.eq(kind));
        }
        if let Some(period) = self.free {
            query = query.filter(statement::<Bool>(FREE, bounds(period)));
        }
        query
    }
}

/// Nothing in the item's calendar overlaps, and it is not in repair when the time begins. The offsets keep PostgreSQL from reading whole tables for a join.
const FREE: &str = "NOT EXISTS (SELECT 1 FROM loans WHERE loans.equipment_id = equipment.id \
    AND loans.state IN ('requested', 'accepted', 'out', 'returned') AND loans.busy_until > ? AND loans.starts_at < ? \
    LIMIT 1 OFFSET 0) \
    AND NOT EXISTS (SELECT 1 FROM equipment_closures WHERE equipment_closures.equipment_id = equipment.id \
    AND equipment_closures.ends_at > ? AND equipment_closures.starts_at < ? LIMIT 1 OFFSET 0) \
    AND COALESCE(equipment.repair_until, 0) <= ?";

fn bounds(period: Period) -> Vec<Value> {
    let (from, until) = (Value::Whole(period.starts_at.0), Value::Whole(period.ends_at.0));
    vec![from.clone(), until.clone(), from.clone(), until, from]
}

fn by_name(cx: &mut Cx<'_>, search: &Search<'_>, filters: u64, limit: usize) -> Result<Found, Error> {
    let after: Option<(String, EquipmentId)> = page::decode(filters, search.query.cursor.as_deref())?;
    let mut query = search.query();
    if let Some((name, id)) = after {
        let beyond = equipment::name_key.gt(name.clone()).or(equipment::id.gt(id));
        query = query.filter(equipment::name_key.ge(name).and(beyond));
    }
    let query = query.order((equipment::name_key, equipment::id)).limit(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut found: Vec<EquipmentRow> = query.select(EquipmentRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut found, limit, |row| (row.name_key.clone(), row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok((found.into_iter().map(|row| (row, None)).collect(), next_cursor))
}

/// Distance in metres and identifier: the sort key, and all that is kept of a candidate.
type Key = (i64, EquipmentId);

fn nearest(cx: &mut Cx<'_>, search: &Search<'_>, place: Place, filters: u64, limit: usize) -> Result<Found, Error> {
    let cursor = search.query.cursor.as_deref();
    let read = |block, inner| candidates(cx, search, place, block, inner);
    let (keys, next_cursor) = place.page(filters, cursor, limit, read)?;
    let ids: Vec<EquipmentId> = keys.iter().map(|(_, id)| *id).collect();
    let mut rows = rows(cx.conn, &ids)?;
    let found = keys.into_iter().filter_map(|(metres, id)| Some((rows.remove(&id)?, Some(metres))));
    Ok((found.collect(), next_cursor))
}

/// The items of a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search<'_>,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<Key>, Error> {
    let rows: Vec<(EquipmentId, Option<f64>, Option<f64>)> = search
        .query()
        .filter(any_of(equipment::cell, block.cells_without(inner)))
        .select((equipment::id, equipment::latitude, equipment::longitude))
        .load(cx.conn)?;
    Ok(place.measured(rows))
}
