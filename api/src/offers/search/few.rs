//! Words that few offers have, in an order of time: all of these are read and put in order here. Words that many have are
//! left to the walks along an index, which then end early.

use super::filters::Search;
use super::{Hits, Key, rows_of};
use crate::db::expr::any_of;
use crate::db::full_text;
use crate::db::schema::offers;
use crate::http::{Cx, Error, page};
use diesel::prelude::*;
use shared::ids::OfferId;
use shared::offers::OfferSort;
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};

/// The most documents that are few. A walk along an index meets one of more than so many in 200 000 offers after at most
/// 400 rows on average.
const FEW: usize = 500;

/// What the sort keys of all orders are made of.
type Candidate = (OfferId, UtcMillis, UtcMillis, Option<f64>, Option<f64>);

/// The page after the cursor; `None` when many documents have the words.
pub(super) fn hits(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Option<Hits>, Error> {
    let ids = full_text::matching(cx.conn, &search.text, i64::try_from(FEW + 1).unwrap_or(i64::MAX))?;
    if ids.len() > FEW {
        return Ok(None);
    }
    let after: Option<Key> = page::decode(search.fingerprint, cursor)?;
    let mut keys = keys(cx, search, &ids)?;
    // The newest first: the order of the others, turned around.
    let turned = search.sort == OfferSort::Newest;
    keys.sort_unstable();
    if turned {
        keys.reverse();
    }
    keys.retain(|(key, _)| after.is_none_or(|after| if turned { *key < after } else { *key > after }));
    let last = page::cut(&mut keys, search.limit, |(key, _)| *key);
    let next_cursor = last.map(|key| page::encode(search.fingerprint, key)).transpose()?;
    let distances: HashMap<OfferId, Option<i64>> = keys.iter().map(|((_, id), distance)| (*id, *distance)).collect();
    let keys: Vec<Key> = keys.into_iter().map(|(key, _)| key).collect();
    let mut rows = rows_of(cx, &keys)?;
    for (row, distance) in &mut rows {
        *distance = distances.get(&row.id).copied().flatten();
    }
    Ok(Some(Hits { rows, next_cursor }))
}

/// Sort key and distance of those that satisfy the other filters.
fn keys(cx: &mut Cx<'_>, search: &Search, ids: &BTreeSet<OfferId>) -> Result<Vec<(Key, Option<i64>)>, Error> {
    let candidates: Vec<Candidate> = search
        .without_text()
        .query(cx.now)
        .filter(any_of(offers::id, ids.iter().copied()))
        .select((offers::id, offers::published_at, offers::closes_at, offers::latitude, offers::longitude))
        .load(cx.conn)?;
    Ok(candidates.into_iter().filter_map(|candidate| key(search, candidate)).collect())
}

fn key(search: &Search, candidate: Candidate) -> Option<(Key, Option<i64>)> {
    let (id, published_at, closes_at, latitude, longitude) = candidate;
    let distance = match search.place {
        Some(place) => Some(place.distance(latitude, longitude)?),
        None => None,
    };
    let value = match (search.sort, distance) {
        (OfferSort::Distance, Some(metres)) => metres,
        (OfferSort::Closing, _) => closes_at.0,
        (OfferSort::Newest | OfferSort::Distance, _) => published_at.0,
    };
    Some(((value, id), distance))
}
