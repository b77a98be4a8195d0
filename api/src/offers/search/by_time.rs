//! Newest first, and closing first: keyset pages along an index that has this order.

use super::filters::{Search, around};
use super::{Hit, Hits, Key, measured};
use crate::db::memo;
use crate::db::schema::offers;
use crate::http::{Cx, Error, page};
use crate::offers::OfferRow;
use diesel::prelude::*;
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::sync::Arc;

/// An order that an index has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Order {
    /// By publication, the last first.
    Newest,
    /// By closing time, the soonest first.
    Closing,
}

impl Order {
    /// The sort key of a row.
    const fn key(self, row: &OfferRow) -> Key {
        match self {
            Self::Newest => (row.published_at.0, row.id),
            Self::Closing => (row.closes_at.0, row.id),
        }
    }
}

/// The page after the cursor. Fetches until it is full: the index knows cells, and only some of what lies in them is near
/// enough.
pub(super) fn hits(cx: &mut Cx<'_>, search: &Search, order: Order, cursor: Option<&str>) -> Result<Hits, Error> {
    let mut after: Option<Key> = page::decode(search.fingerprint, cursor)?;
    let wanted = search.limit + 1;
    let size = i64::try_from(wanted).unwrap_or(i64::MAX);
    let mut rows: Vec<Hit> = Vec::with_capacity(wanted);
    loop {
        let batch = match after {
            None if search.is_plain() => head(cx, search, order, size)?,
            _ => batch(cx, search, order, after, size)?,
        };
        let exhausted = batch.len() < wanted;
        after = batch.last().map(|row| order.key(row));
        rows.extend(batch.into_iter().filter_map(|row| measured(row, search.place)));
        if exhausted || rows.len() >= wanted {
            break;
        }
    }
    let last = page::cut(&mut rows, search.limit, |(row, _)| order.key(row));
    let next_cursor = last.map(|key| page::encode(search.fingerprint, key)).transpose()?;
    Ok(Hits { rows, next_cursor })
}

/// Which head of the board a reader remembers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Head {
    order: Order,
    size: i64,
}

/// The first rows of the whole board: what everybody looks at, and the same until somebody writes or one of them closes.
fn head(cx: &mut Cx<'_>, search: &Search, order: Order, size: i64) -> Result<Vec<OfferRow>, Error> {
    let key = Head { order, size };
    let load = |_: &[Head]| Ok::<_, Error>(HashMap::from([(key, Arc::new(batch(cx, search, order, None, size)?))]));
    let rows = memo::many(&[key], load)?.remove(&key).unwrap_or_default();
    if rows.iter().all(|row| row.closes_at > cx.now) {
        return Ok(Arc::unwrap_or_clone(rows));
    }
    Ok(batch(cx, search, order, None, size)?)
}

/// The next rows of the order that lie in the cells of the place.
fn batch(cx: &mut Cx<'_>, search: &Search, order: Order, after: Option<Key>, size: i64) -> QueryResult<Vec<OfferRow>> {
    let mut query = search.query(cx.now);
    if let Some(condition) = search.place.and_then(around) {
        query = query.filter(condition);
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        query = match order {
            Order::Newest => {
                query.filter(offers::published_at.le(at).and(offers::published_at.lt(at).or(offers::id.lt(id))))
            }
            Order::Closing => query.filter(offers::closes_at.ge(at).and(offers::closes_at.gt(at).or(offers::id.gt(id)))),
        };
    }
    query = match order {
        Order::Newest => query.order((offers::published_at.desc(), offers::id.desc())),
        Order::Closing => query.order((offers::closes_at, offers::id)),
    };
    query.limit(size).select(OfferRow::as_select()).load(cx.conn)
}
