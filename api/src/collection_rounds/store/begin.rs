//! Beginning a round: of a route, whose stops are copied, or of stops of its own.

use super::{places, read, route_list, routes};
use crate::collection_rounds::model::{Place, RoundRow, StopRow};
use crate::collection_rounds::rules::{self, Refusal};
use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::schema::{collection_rounds as rounds, collection_stops as stops};
use crate::http::{Actor, Cx, Error, Permit};
use crate::offers::today;
use crate::{on_backend, sites};
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use shared::collection_rounds::{CollectionRound, CollectionRoundState, NewCollectionRound};
use shared::ids::{CollectionRoundId, CollectionRouteId, SiteId};
use shared::text::tidy;
use shared::units::Grams;
use uuid::Uuid;

/// What a round is made of.
struct Plan {
    permit: Permit,
    route_id: Option<CollectionRouteId>,
    site_id: SiteId,
    title: String,
    vehicle: Option<String>,
    places: Vec<Place>,
}

/// Begins a round.
///
/// # Errors
/// 403 for another organisation's site, and while the organisation may not act; 409 `round_exists` where the route has one
/// on that day; 422 for what is unknown, a route that is run no more and a day that is too far away.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewCollectionRound) -> Result<CollectionRound, Error> {
    let plan = match (new.route_id, new.site_id) {
        (Some(route), _) => of_route(cx, actor, route)?,
        (None, Some(site)) => of_site(cx, actor, site, new)?,
        (None, None) => return Err(Error::invalid("/route_id", "required")),
    };
    let day = rules::day(new.day, today(cx.now, cx.settings.time_zone))?;
    if let Some(route) = plan.route_id {
        // Before anything is written: a refusal that has written nothing costs nobody else anything.
        let known = route_list::rounds_on(cx.conn, &[route], day)?.remove(&route);
        known.map_or(Ok(()), |round| Err(Refusal::Exists(Some(round.id))))?;
    }
    let row = RoundRow {
        id: CollectionRoundId(Uuid::now_v7()),
        route_id: plan.route_id,
        organisation_id: plan.permit.organisation_id(),
        site_id: plan.site_id,
        title: plan.title,
        day,
        drivers: new.drivers.as_deref().and_then(tidy),
        vehicle: plan.vehicle,
        state: CollectionRoundState::Open,
        stop_count: i64::try_from(plan.places.len()).unwrap_or(i64::MAX),
        noted_count: 0,
        grams: Grams::ZERO,
        chilled_decidegrees: None,
        frozen_decidegrees: None,
        held_count: None,
        ended_at: None,
        ended_by: None,
        created_by: plan.permit.user_id(),
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(rounds::table).values(&row).execute(cx.conn).map_err(exists)?;
    put_stops(cx.conn, row.id, 1, plan.places)?;
    read::find(cx, actor, row.id)
}

/// What the other request of two at once is told.
fn exists(error: DieselError) -> Error {
    let error = Error::from(error);
    if error.violates(UniqueKey::RoundOfDay) { Refusal::Exists(None).into() } else { error }
}

fn of_route(cx: &mut Cx<'_>, actor: &Actor, id: CollectionRouteId) -> Result<Plan, Error> {
    let route = routes::visible(cx.conn, actor, id).map_err(|error| places::unknown(error, "/route_id"))?;
    let permit = actor.act_for(route.organisation_id)?;
    if route.retired {
        return Err(Refusal::Retired.into());
    }
    let places = routes::places_of(cx.conn, id)?;
    Ok(Plan { permit, route_id: Some(id), site_id: route.site_id, title: route.title, vehicle: route.vehicle, places })
}

fn of_site(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, new: &NewCollectionRound) -> Result<Plan, Error> {
    let site = sites::store::find(cx, actor, id).map_err(|error| places::unknown(error, "/site_id"))?;
    let permit = actor.act_for(site.organisation.id)?;
    let places = places::known(cx.conn, &new.stops, |number| format!("/stops/{number}"))?;
    let title = new.title.as_deref().and_then(tidy).unwrap_or(site.name);
    Ok(Plan { permit, route_id: None, site_id: id, title, vehicle: None, places })
}

/// Writes stops of which nothing is noted, from this number on.
///
/// # Errors
/// When the database fails.
pub(super) fn put_stops(conn: &mut Conn, id: CollectionRoundId, first: i64, places: Vec<Place>) -> Result<(), Error> {
    let rows: Vec<StopRow> = (first..).zip(places).map(|(number, place)| StopRow::new(id, number, place)).collect();
    let rows: Vec<&StopRow> = rows.iter().collect();
    on_backend!(conn, inner => diesel::insert_into(stops::table).values(rows).execute(inner))?;
    Ok(())
}
