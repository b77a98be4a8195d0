//! Nearest first.

use super::Found;
use super::filters::{Search, Section};
use crate::db::expr::any_of;
use crate::db::schema::needs;
use crate::engine::cells::Block;
use crate::http::{Cx, Error};
use crate::near::Place;
use diesel::prelude::*;
use shared::ids::NeedId;

/// Distance in metres and id: the sort key, and all that is kept of a candidate.
type Key = (i64, NeedId);

/// At most `size` needs that are not urgent beyond the cursor, in order.
pub(super) fn found(
    cx: &mut Cx<'_>,
    search: &Search,
    place: Place,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<Found>, Error> {
    let keys = place.nearest(after, size, |block, inner| candidates(cx, search, place, block, inner))?;
    let found = keys.into_iter().map(|(distance, id)| Found {
        section: Section::Others,
        rank: distance,
        id,
        distance_m: Some(distance),
    });
    Ok(found.collect())
}

/// The needs of a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<Key>, Error> {
    // A list of cells and not runs of them: SQLite searches its index once for each member of a list, and reads the
    // whole board for a choice of ranges.
    let rows: Vec<(NeedId, Option<f64>, Option<f64>)> = search
        .query(Section::Others, cx.now)
        .filter(any_of(needs::cell, block.cells_without(inner)))
        .select((needs::id, needs::latitude, needs::longitude))
        .load(cx.conn)?;
    Ok(place.measured(rows))
}
