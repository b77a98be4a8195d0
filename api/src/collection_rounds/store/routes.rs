//! Routes: found, made and changed. Rounds that exist already stay as they are.

use super::route_list::shown;
use super::{is_seen, places};
use crate::collection_rounds::model::{Place, RouteRow, RouteStopRow};
use crate::db::Conn;
use crate::db::schema::{collection_route_stops as stops, collection_routes as routes};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::{on_backend, sites};
use diesel::prelude::*;
use shared::collection_rounds::{CollectionRoute, CollectionRoutePatch, NewCollectionRoute};
use shared::ids::CollectionRouteId;
use shared::problem::{Code, Problem};
use shared::text::{fold, tidy};
use uuid::Uuid;

/// One route.
///
/// # Errors
/// 404 when there is none, or it is another organisation's.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: CollectionRouteId) -> Result<CollectionRoute, Error> {
    let row = visible(cx.conn, actor, id)?;
    one(cx, actor, row)
}

/// A route that the caller may see.
///
/// # Errors
/// 404 when there is none, or it is another organisation's.
pub(super) fn visible(conn: &mut Conn, actor: &Actor, id: CollectionRouteId) -> Result<RouteRow, Error> {
    let row: Option<RouteRow> = routes::table.find(id).select(RouteRow::as_select()).first(conn).optional()?;
    row.filter(|row| is_seen(actor, row.organisation_id)).ok_or_else(Error::not_found)
}

/// The shops of a route in order.
///
/// # Errors
/// When the database fails.
pub(super) fn places_of(conn: &mut Conn, id: CollectionRouteId) -> Result<Vec<Place>, Error> {
    let rows = stops::table.filter(stops::route_id.eq(id)).order(stops::number);
    let rows: Vec<RouteStopRow> = rows.select(RouteStopRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(RouteStopRow::place).collect())
}

/// Keeps a route.
///
/// # Errors
/// 403 for another organisation's site; 422 for a site or a shop that nobody knows.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewCollectionRoute) -> Result<CollectionRoute, Error> {
    actor.see_network()?;
    let site = sites::store::find(cx, actor, new.site_id).map_err(|error| places::unknown(error, "/site_id"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let places = places::known(cx.conn, &new.stops, |number| format!("/stops/{number}"))?;
    let title = new.title.trim().to_owned();
    let row = RouteRow {
        id: CollectionRouteId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: site.id,
        title_key: fold(&title),
        title,
        weekdays: sites::bits_of(&new.weekdays),
        leaves_at: new.leaves_at,
        vehicle: new.vehicle.as_deref().and_then(tidy),
        note: new.note.as_deref().and_then(tidy),
        retired: false,
        created_by: permit.user_id(),
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(routes::table).values(&row).execute(cx.conn)?;
    put_stops(cx.conn, row.id, places)?;
    one(cx, actor, row)
}

/// Changes a route.
///
/// # Errors
/// 404; 403 while the organisation may not act; 412 when somebody changed it meanwhile; 422 for a shop that nobody knows.
pub fn update(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: CollectionRouteId,
    seen: IfMatch,
    patch: &CollectionRoutePatch,
) -> Result<CollectionRoute, Error> {
    let before = visible(cx.conn, actor, id)?;
    actor.act_for(before.organisation_id)?;
    seen.check(before.version)?;
    let new = patch.stops.as_deref();
    let new = new.map(|new| places::known(cx.conn, new, |number| format!("/stops/{number}"))).transpose()?;
    let row = RouteRow { updated_at: cx.now, version: before.version + 1, ..changed(before, patch) };
    save(cx.conn, &row)?;
    if let Some(places) = new {
        diesel::delete(stops::table.filter(stops::route_id.eq(id))).execute(cx.conn)?;
        put_stops(cx.conn, id, places)?;
    }
    one(cx, actor, row)
}

fn changed(mut row: RouteRow, patch: &CollectionRoutePatch) -> RouteRow {
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
        row.title_key = fold(&row.title);
    }
    row.weekdays = patch.weekdays.as_deref().map_or(row.weekdays, sites::bits_of);
    row.leaves_at = patch.leaves_at.unwrap_or(row.leaves_at);
    if let Some(vehicle) = &patch.vehicle {
        row.vehicle = vehicle.as_deref().and_then(tidy);
    }
    if let Some(note) = &patch.note {
        row.note = note.as_deref().and_then(tidy);
    }
    row.retired = patch.retired.unwrap_or(row.retired);
    row
}

/// Writes a changed row, if nobody changed it since it was read.
fn save(conn: &mut Conn, row: &RouteRow) -> Result<(), Error> {
    let unchanged = routes::table.find(row.id).filter(routes::version.eq(row.version - 1));
    let changed = diesel::update(unchanged)
        .set((
            routes::title.eq(&row.title),
            routes::title_key.eq(&row.title_key),
            routes::weekdays.eq(row.weekdays),
            routes::leaves_at.eq(row.leaves_at),
            routes::vehicle.eq(&row.vehicle),
            routes::note.eq(&row.note),
            routes::retired.eq(row.retired),
            routes::updated_at.eq(row.updated_at),
            routes::version.eq(row.version),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

fn put_stops(conn: &mut Conn, id: CollectionRouteId, places: Vec<Place>) -> Result<(), Error> {
    let rows: Vec<RouteStopRow> = (1..).zip(places).map(|(number, place)| RouteStopRow::new(id, number, place)).collect();
    let rows: Vec<&RouteStopRow> = rows.iter().collect();
    on_backend!(conn, inner => diesel::insert_into(stops::table).values(rows).execute(inner))?;
    Ok(())
}

fn one(cx: &mut Cx<'_>, actor: &Actor, row: RouteRow) -> Result<CollectionRoute, Error> {
    shown(cx, actor, vec![row])?.pop().ok_or_else(Error::not_found)
}
