//! What is looked for: nearest first where a place is named, else the soonest first.

use super::read::{assemble, rows};
use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::schema::equipment_needs as needs;
use crate::engine::cells::Block;
use crate::equipment_needs::EquipmentNeedRow;
use crate::equipment_needs::rules::LONGEST;
use crate::http::{Actor, Cx, Error, page};
use crate::near::{Asked, Place};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::equipment_needs::{EquipmentNeedPage, EquipmentNeedQuery};
use shared::ids::EquipmentNeedId;
use shared::time::UtcMillis;

/// A query of needs' rows.
type Query = needs::BoxedQuery<'static, Sql>;

/// What a suspended organisation looks for is in no list. A value looked up for each row and not a join: for many rows
/// PostgreSQL would read all organisations.
const OF_APPROVED: &str =
    "(SELECT organisations.status FROM organisations WHERE organisations.id = equipment_needs.organisation_id) = 'approved'";

/// A wish, checked.
struct Search<'q> {
    query: &'q EquipmentNeedQuery,
    /// Whether the caller belongs to the organisation asked for, and sees what is met, taken back or over.
    own: bool,
    now: UtcMillis,
}

/// A page of needs.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &EquipmentNeedQuery) -> Result<EquipmentNeedPage, Error> {
    let own = query.organisation.is_some_and(|organisation| actor.belongs_to(organisation));
    if !own {
        actor.see_network()?;
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&EquipmentNeedQuery { cursor: None, limit: None, ..query.clone() })?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    let search = Search { query, own, now: cx.now };
    let (rows, next_cursor) = match place {
        Some(place) => nearest(cx, &search, place, filters, limit)?,
        None => by_time(cx, &search, filters, limit)?,
    };
    Ok(EquipmentNeedPage { items: assemble(cx, actor, rows)?, next_cursor })
}

type Found = (Vec<(EquipmentNeedRow, Option<i64>)>, Option<String>);

impl Search<'_> {
    /// The needs that satisfy everything but place and cursor.
    fn query(&self) -> Query {
        let mut query = needs::table.into_boxed();
        // One's own are shown whatever the organisation's state, with what is met, taken back or over.
        if !self.own {
            // Text without parameters, word for word the condition of the partial indexes. The sum hides the column from the
            // planner, which has no index of ends.
            query = query
                .filter(literal::<Bool>("equipment_needs.status = 'open'"))
                .filter(literal::<BigInt>("equipment_needs.ends_at + 0").gt(self.now))
                .filter(literal::<Bool>(OF_APPROVED));
        }
        if let Some(organisation) = self.query.organisation {
            query = query.filter(needs::organisation_id.eq(organisation));
        }
        if let Some(kind) = self.query.kind {
            query = query.filter(needs::kind.eq(kind));
        }
        query
    }
}

/// When a need begins, and its identifier: the sort key where no place is named.
type TimeKey = (i64, EquipmentNeedId);

/// The soonest first, of one's own the latest first.
fn by_time(cx: &mut Cx<'_>, search: &Search<'_>, filters: u64, limit: usize) -> Result<Found, Error> {
    let after: Option<TimeKey> = page::decode(filters, search.query.cursor.as_deref())?;
    let after = after.map(|(at, id)| (UtcMillis(at), id));
    let mut query = search.query();
    query = if search.own {
        if let Some((at, id)) = after {
            let beyond = needs::starts_at.lt(at).or(needs::id.lt(id));
            query = query.filter(needs::starts_at.le(at).and(beyond));
        }
        query.order((needs::starts_at.desc(), needs::id.desc()))
    } else {
        // None lasts longer: what is over is not read again and again.
        query = query.filter(needs::starts_at.gt(search.now.plus(-LONGEST)));
        if let Some((at, id)) = after {
            let beyond = needs::starts_at.gt(at).or(needs::id.gt(id));
            query = query.filter(needs::starts_at.ge(at).and(beyond));
        }
        query.order((needs::starts_at, needs::id))
    };
    let query = query.limit(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut found: Vec<EquipmentNeedRow> = query.select(EquipmentNeedRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut found, limit, |row| (row.starts_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok((found.into_iter().map(|row| (row, None)).collect(), next_cursor))
}

/// Distance in metres and identifier: the sort key, and all that is kept of a candidate.
type Key = (i64, EquipmentNeedId);

fn nearest(cx: &mut Cx<'_>, search: &Search<'_>, place: Place, filters: u64, limit: usize) -> Result<Found, Error> {
    let cursor = search.query.cursor.as_deref();
    let read = |block, inner| candidates(cx, search, place, block, inner);
    let (keys, next_cursor) = place.page(filters, cursor, limit, read)?;
    let ids: Vec<EquipmentNeedId> = keys.iter().map(|(_, id)| *id).collect();
    let mut rows = rows(cx.conn, &ids)?;
    let found = keys.into_iter().filter_map(|(metres, id)| Some((rows.remove(&id)?, Some(metres))));
    Ok((found.collect(), next_cursor))
}

/// The needs of a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search<'_>,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<Key>, Error> {
    let rows: Vec<(EquipmentNeedId, Option<f64>, Option<f64>)> = search
        .query()
        .filter(any_of(needs::cell, block.cells_without(inner)))
        .select((needs::id, needs::latitude, needs::longitude))
        .load(cx.conn)?;
    Ok(place.measured(rows))
}
