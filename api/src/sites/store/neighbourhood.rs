//! What is far in a site's part of the country, kept up to date when sites come, move and go.

use crate::db::expr::any_of;
use crate::db::schema::{needs, sites};
use crate::engine::cells::Block;
use crate::http::{Cx, Error};
use crate::near::Place;
use crate::sites::rules;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::SiteId;
use shared::needs::NeedStatus;

/// Peers farther away than this do not count, metres.
const WITHIN_M: i64 = 200_000;
/// Sites around a change whose own ten nearest peers may have changed by it. Those beyond follow with a change nearer to
/// them: what is far need not be exact, and a new site must not count the whole network anew.
const AFFECTED: usize = 20;
/// Cells of one query: for a longer list PostgreSQL reads all sites.
const CELLS: usize = 32;

/// Counts the neighbourhood of a site, and of those around the places where it was and is.
///
/// # Errors
/// When the database fails.
pub(super) fn settle(cx: &mut Cx<'_>, id: SiteId, places: &[Option<Position>]) -> Result<(), Error> {
    let mut affected = vec![id];
    for place in places.iter().flatten() {
        affected.extend(nearest(cx, id, *place, AFFECTED)?.into_iter().map(|(_, peer)| peer));
    }
    affected.sort_unstable();
    affected.dedup();
    affected.into_iter().try_for_each(|site| count(cx, site))
}

/// Counts the neighbourhoods that are not known yet, of at most `limit` sites, and tells how many those were.
///
/// # Errors
/// When the database fails.
pub fn count_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due = sites::table.filter(sites::neighbourhood_m.is_null()).limit(limit);
    let due: Vec<(SiteId, Option<f64>, Option<f64>)> =
        due.select((sites::id, sites::latitude, sites::longitude)).load(cx.conn)?;
    for (id, latitude, longitude) in &due {
        settle(cx, *id, &[position(*latitude, *longitude)])?;
    }
    Ok(due.len())
}

/// Leaves the neighbourhood of a site that may have moved to the worker.
///
/// # Errors
/// When the database fails.
pub fn forget_neighbourhood(cx: &mut Cx<'_>, id: SiteId) -> Result<(), Error> {
    set(cx, id, None)
}

/// The largest neighbourhood of any site, metres.
///
/// # Errors
/// When the database fails.
pub fn widest(cx: &mut Cx<'_>) -> Result<i64, Error> {
    let widest: Option<i64> = sites::table.select(diesel::dsl::max(sites::neighbourhood_m)).first(cx.conn)?;
    // One that is not counted yet goes for a usual one.
    Ok(widest.unwrap_or(0).max(rules::USUAL_NEIGHBOURHOOD_M))
}

/// Counts one site's neighbourhood; nothing where the site is gone.
fn count(cx: &mut Cx<'_>, id: SiteId) -> Result<(), Error> {
    let site = sites::table.find(id).select((sites::latitude, sites::longitude, sites::neighbourhood_m));
    let site: Option<(Option<f64>, Option<f64>, Option<i64>)> = site.first(cx.conn).optional()?;
    let Some((latitude, longitude, before)) = site else {
        return Ok(());
    };
    let peers = match position(latitude, longitude) {
        Some(place) => nearest(cx, id, place, rules::PEERS)?,
        None => Vec::new(),
    };
    let distances: Vec<i64> = peers.into_iter().map(|(metres, _)| metres).collect();
    let counted = Some(rules::neighbourhood(&distances));
    if counted != before {
        set(cx, id, counted)?;
    }
    Ok(())
}

/// Beside the site's needs too: it decides what is near enough to them.
fn set(cx: &mut Cx<'_>, id: SiteId, neighbourhood_m: Option<i64>) -> Result<(), Error> {
    diesel::update(sites::table.find(id)).set(sites::neighbourhood_m.eq(neighbourhood_m)).execute(cx.conn)?;
    let needs = needs::table.filter(needs::site_id.eq(id)).filter(needs::status.eq(NeedStatus::Open));
    diesel::update(needs).set(needs::neighbourhood_m.eq(neighbourhood_m)).execute(cx.conn)?;
    Ok(())
}

/// The sites nearest to a place, without `id`, whosever they are: an import has all sites of a federation under one name.
fn nearest(cx: &mut Cx<'_>, id: SiteId, centre: Position, wanted: usize) -> Result<Vec<(i64, SiteId)>, Error> {
    let place = Place { centre, within_m: WITHIN_M };
    place.nearest(None, wanted, |block: Block, inner| {
        let mut found = Vec::new();
        for cells in block.cells_without(inner).chunks(CELLS) {
            let rows: Vec<(SiteId, Option<f64>, Option<f64>)> = sites::table
                .filter(any_of(sites::cell, cells.iter().copied()))
                .filter(sites::id.ne(id))
                .select((sites::id, sites::latitude, sites::longitude))
                .load(cx.conn)?;
            found.extend(rows.into_iter().filter_map(|(id, lat, lon)| Some((place.distance(lat, lon)?, id))));
        }
        Ok(found)
    })
}

fn position(latitude: Option<f64>, longitude: Option<f64>) -> Option<Position> {
    Position::new(latitude?, longitude?)
}
