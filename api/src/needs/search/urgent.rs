//! What is urgent, in any order. An organisation has at most three urgent needs, so they are read at once from an index
//! of their own and sorted here: no index of the board holds them apart in its order.

use super::Found;
use super::filters::{Search, Section, around};
use crate::db::schema::needs;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::NeedId;
use shared::needs::NeedSort;
use shared::time::UtcMillis;

type Row = (NeedId, UtcMillis, UtcMillis, Option<f64>, Option<f64>);

/// At most `size` urgent needs after the cursor, in the search's order.
pub(super) fn found(
    cx: &mut Cx<'_>,
    search: &Search,
    after: Option<(i64, NeedId)>,
    size: usize,
) -> Result<Vec<Found>, Error> {
    let mut query = search.query(Section::Urgent, cx.now);
    if let Some(condition) = search.place.and_then(around) {
        query = query.filter(condition);
    }
    let rows: Vec<Row> =
        query.select((needs::id, needs::published_at, needs::closes_at, needs::latitude, needs::longitude)).load(cx.conn)?;
    let mut found: Vec<Found> = rows.into_iter().filter_map(|row| ranked(search, row)).collect();
    // Newest first runs down, the others run up.
    let descending = search.sort == NeedSort::Newest;
    let before = |one: (i64, NeedId), other: (i64, NeedId)| if descending { one > other } else { one < other };
    found.retain(|found| after.is_none_or(|after| before(after, (found.rank, found.id))));
    found.sort_unstable_by_key(|found| (found.rank, found.id));
    if descending {
        found.reverse();
    }
    found.truncate(size);
    Ok(found)
}

/// The need with its place in the order; `None` when it is too far.
fn ranked(search: &Search, (id, published_at, closes_at, latitude, longitude): Row) -> Option<Found> {
    let distance_m = match search.place {
        Some(place) => Some(place.distance(latitude, longitude)?),
        None => None,
    };
    let rank = match search.sort {
        NeedSort::Distance => distance_m?,
        NeedSort::Newest => published_at.0,
        NeedSort::Closing => closes_at.0,
    };
    Some(Found { section: Section::Urgent, rank, id, distance_m })
}
