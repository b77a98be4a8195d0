//! Nearest first.

use super::filters::{Query, Search};
use super::{Hits, Key, rows_of};
use crate::db::expr::any_of;
use crate::db::full_text::{self, Located};
use crate::db::schema::offers;
use crate::engine::cells::Block;
use crate::http::{Cx, Error};
use crate::near::Place;
use diesel::prelude::*;

/// Identifiers of one statement: SQLite takes 32 766 values.
const CHUNK: usize = 8_192;

/// The page after the cursor.
pub(super) fn hits(cx: &mut Cx<'_>, search: &Search, place: Place, cursor: Option<&str>) -> Result<Hits, Error> {
    let read = |block, inner| candidates(cx, search, place, block, inner);
    let (keys, next_cursor) = place.page(search.fingerprint, cursor, search.limit, read)?;
    let mut rows = rows_of(cx, &keys)?;
    for ((_, distance), (metres, _)) in rows.iter_mut().zip(&keys) {
        *distance = Some(*metres);
    }
    Ok(Hits { rows, next_cursor })
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
    let cells = block.cells_without(inner);
    if search.text.is_empty() {
        return positions(search.query(cx.now).filter(any_of(offers::cell, cells)), cx, place);
    }
    let found = place.measured(full_text::open_in(cx.conn, &search.text, &cells, cx.now)?);
    if !search.is_narrowed() {
        return Ok(found);
    }
    let others = search.without_text();
    let mut keys = Vec::new();
    for chunk in found.chunks(CHUNK) {
        let query = others.query(cx.now).filter(any_of(offers::id, chunk.iter().map(|(_, id)| *id)));
        keys.extend(positions(query, cx, place)?);
    }
    Ok(keys)
}

/// The distances of a query's rows.
fn positions(query: Query, cx: &mut Cx<'_>, place: Place) -> Result<Vec<Key>, Error> {
    let located: Vec<Located> = query.select((offers::id, offers::latitude, offers::longitude)).load(cx.conn)?;
    Ok(place.measured(located))
}
