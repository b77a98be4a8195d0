//! Newest first, and closing first: keyset pages along an index that has this order.

use super::filters::{Place, Search, around};
use super::{Hit, Hits};
use crate::db::schema::offers;
use crate::http::{Cx, Error, page};
use crate::offers::OfferRow;
use diesel::prelude::*;
use shared::ids::OfferId;
use shared::time::UtcMillis;

/// The sort key of the last row of a page.
type Key = (i64, OfferId);

/// Newest first.
pub(super) fn newest_first(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Hits, Error> {
    pages(
        cx,
        search,
        cursor,
        |row| (row.published_at.0, row.id),
        |cx, after, size| {
            let mut query = search.query(cx.conn.backend(), cx.now);
            if let Some(condition) = search.place.and_then(around) {
                query = query.filter(condition);
            }
            if let Some((at, id)) = after {
                let at = UtcMillis(at);
                query = query.filter(offers::published_at.le(at).and(offers::published_at.lt(at).or(offers::id.lt(id))));
            }
            query
                .order((offers::published_at.desc(), offers::id.desc()))
                .limit(size)
                .select(OfferRow::as_select())
                .load(cx.conn)
        },
    )
}

/// Those that close soonest first.
pub(super) fn closing_first(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Hits, Error> {
    pages(
        cx,
        search,
        cursor,
        |row| (row.closes_at.0, row.id),
        |cx, after, size| {
            let mut query = search.query(cx.conn.backend(), cx.now);
            if let Some(condition) = search.place.and_then(around) {
                query = query.filter(condition);
            }
            if let Some((at, id)) = after {
                let at = UtcMillis(at);
                query = query.filter(offers::closes_at.ge(at).and(offers::closes_at.gt(at).or(offers::id.gt(id))));
            }
            query.order((offers::closes_at, offers::id)).limit(size).select(OfferRow::as_select()).load(cx.conn)
        },
    )
}

/// Fetches until the page is full: the index knows cells, and only some of what lies in them is near enough.
fn pages(
    cx: &mut Cx<'_>,
    search: &Search,
    cursor: Option<&str>,
    key: impl Fn(&OfferRow) -> Key,
    fetch: impl Fn(&mut Cx<'_>, Option<Key>, i64) -> QueryResult<Vec<OfferRow>>,
) -> Result<Hits, Error> {
    let mut after: Option<Key> = page::decode(search.fingerprint, cursor)?;
    let wanted = search.limit + 1;
    let size = i64::try_from(wanted).unwrap_or(i64::MAX);
    let mut rows: Vec<Hit> = Vec::with_capacity(wanted);
    loop {
        let batch = fetch(cx, after, size)?;
        let exhausted = batch.len() < wanted;
        after = batch.last().map(&key);
        rows.extend(batch.into_iter().filter_map(|row| measured(row, search.place)));
        if exhausted || rows.len() >= wanted {
            break;
        }
    }
    let last = page::cut(&mut rows, search.limit, |(row, _)| key(row));
    let next_cursor = last.map(|key| page::encode(search.fingerprint, key)).transpose()?;
    Ok(Hits { rows, next_cursor })
}

/// The row with its distance; `None` when it is too far.
fn measured(row: OfferRow, place: Option<Place>) -> Option<Hit> {
    let Some(place) = place else {
        return Some((row, None));
    };
    let distance = place.centre.metres_to(row.position()?);
    (distance <= place.within_m).then_some((row, Some(distance)))
}
