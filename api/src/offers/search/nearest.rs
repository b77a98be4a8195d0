//! Nearest first: a block of cells that grows around the place until nothing outside it can be nearer.

use super::filters::{Place, Search};
use super::{Hits, Key, rows_of};
use crate::db::expr::any_of;
use crate::db::schema::offers;
use crate::engine::cells::Block;
use crate::http::{Cx, Error, page};
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::OfferId;

/// The page after the cursor.
pub(super) fn hits(cx: &mut Cx<'_>, search: &Search, place: Place, cursor: Option<&str>) -> Result<Hits, Error> {
    let after: Option<Key> = page::decode(search.fingerprint, cursor)?;
    let mut keys = nearest(cx, search, place, after)?;
    let last = page::cut(&mut keys, search.limit, |key| *key);
    let next_cursor = last.map(|key| page::encode(search.fingerprint, key)).transpose()?;
    let mut rows = rows_of(cx, &keys)?;
    for ((_, distance), (metres, _)) in rows.iter_mut().zip(&keys) {
        *distance = Some(*metres);
    }
    Ok(Hits { rows, next_cursor })
}

/// The nearest keys beyond `after`, one more than a page, in order.
fn nearest(cx: &mut Cx<'_>, search: &Search, place: Place, after: Option<Key>) -> Result<Vec<Key>, Error> {
    let wanted = search.limit + 1;
    let mut found: Vec<Key> = Vec::new();
    let mut inner: Option<Block> = None;
    let mut block = Block::around(place.centre);
    loop {
        found.extend(
            candidates(cx, search, place, block, inner)?.into_iter().filter(|key| after.is_none_or(|after| *key > after)),
        );
        let certain = block.certain_m();
        // What lies farther than the block's certain radius may still be overtaken by something outside the block.
        let settled = found.iter().filter(|(distance, _)| *distance <= certain).count();
        if settled >= wanted || certain >= place.within_m {
            break;
        }
        inner = Some(block);
        block = block.grown();
    }
    found.sort_unstable();
    found.truncate(wanted);
    Ok(found)
}

/// The offers of a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<Key>, Error> {
    // A list of cells and not runs of them: SQLite searches its index once for each member of a list, and reads the
    // whole board for a choice of ranges.
    let rows: Vec<(OfferId, Option<f64>, Option<f64>)> = search
        .query(cx.conn.backend(), cx.now)
        .filter(any_of(offers::cell, block.cells_without(inner)))
        .select((offers::id, offers::latitude, offers::longitude))
        .load(cx.conn)?;
    let measured = rows.into_iter().filter_map(|(id, latitude, longitude)| {
        let distance = place.centre.metres_to(Position::new(latitude?, longitude?)?);
        (distance <= place.within_m).then_some((distance, id))
    });
    Ok(measured.collect())
}
