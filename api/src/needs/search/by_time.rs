//! Newest first, and needed soonest first: keyset pages along an index that has this order.

use super::Found;
use super::filters::{Query, Search, Section, around};
use crate::db::schema::needs;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::NeedId;
use shared::needs::NeedSort;
use shared::time::UtcMillis;

type Key = (i64, NeedId);
type Row = (NeedId, UtcMillis, UtcMillis, Option<f64>, Option<f64>);

/// At most `size` needs of a part after the cursor. Fetches until there are so many: the index knows cells, and only some
/// of what lies in them is near enough.
pub(super) fn found(
    cx: &mut Cx<'_>,
    search: &Search,
    section: Section,
    mut after: Option<Key>,
    size: usize,
) -> Result<Vec<Found>, Error> {
    let closing = search.sort == NeedSort::Closing;
    let mut found = Vec::with_capacity(size);
    loop {
        let batch = batch(cx, search, section, after, size)?;
        let exhausted = batch.len() < size;
        let ranked = batch.into_iter().map(|(id, published_at, closes_at, latitude, longitude)| {
            let rank = if closing { closes_at.0 } else { published_at.0 };
            (rank, id, latitude, longitude)
        });
        for (rank, id, latitude, longitude) in ranked {
            after = Some((rank, id));
            let distance_m = search.place.map(|place| place.distance(latitude, longitude));
            // Without a place everything is near enough.
            if distance_m != Some(None) {
                found.push(Found { section, rank, id, distance_m: distance_m.flatten() });
            }
        }
        if exhausted || found.len() >= size {
            found.truncate(size);
            return Ok(found);
        }
    }
}

fn batch(cx: &mut Cx<'_>, search: &Search, section: Section, after: Option<Key>, size: usize) -> Result<Vec<Row>, Error> {
    let mut query = search.query(section, cx.now);
    if let Some(condition) = search.place.and_then(around) {
        query = query.filter(condition);
    }
    let query = if search.sort == NeedSort::Closing { closing(query, after) } else { newest(query, after) };
    Ok(query
        .limit(i64::try_from(size).unwrap_or(i64::MAX))
        .select((needs::id, needs::published_at, needs::closes_at, needs::latitude, needs::longitude))
        .load(cx.conn)?)
}

fn newest(query: Query, after: Option<Key>) -> Query {
    let query = query.order((needs::published_at.desc(), needs::id.desc()));
    let Some((at, id)) = after else {
        return query;
    };
    let at = UtcMillis(at);
    query.filter(needs::published_at.le(at).and(needs::published_at.lt(at).or(needs::id.lt(id))))
}

fn closing(query: Query, after: Option<Key>) -> Query {
    let query = query.order((needs::closes_at, needs::id));
    let Some((at, id)) = after else {
        return query;
    };
    let at = UtcMillis(at);
    query.filter(needs::closes_at.ge(at).and(needs::closes_at.gt(at).or(needs::id.gt(id))))
}
