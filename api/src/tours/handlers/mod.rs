//! Endpoints of tours.

pub mod driving;
pub mod loads;
pub mod stops;

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::TourId;
use shared::paths;
use shared::tours::{NewTour, Tour, TourPage, TourPatch, TourQuery};

/// List tours.
///
/// Those that are planned or on the road, nearest first where a place is named, else the soonest first. With `mine` those
/// of the caller's organisations, those that the caller drives and those that carry something for them, also when they are
/// over; the administrator sees all. Without stops and loads.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(TourQuery),
    responses((status = 200, body = TourPage, description = "A page of tours"), ReadFailures)
)]
#[get("/tours")]
pub async fn list_tours(state: State, me: Identity, query: ValidQuery<TourQuery>) -> Result<Paged<TourPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Plan a tour.
///
/// By members of an approved organisation, from one of its sites. 409 `equipment_busy`, `equipment_retired` where the
/// vehicle cannot be had. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewTour,
    responses((status = 201, body = Tour, description = "Planned"), WriteFailures)
)]
#[post("/tours")]
pub async fn create_tour(state: State, me: Identity, once: Once, new: Valid<NewTour>) -> Result<Created<Tour>, Error> {
    let tour = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::tour(tour.id)), value: tour })
}

/// Find a tour.
///
/// Who goes when from where, through which communes and with what room is for the network to see while it is planned or on
/// the road. Stops and loads are for the tour's organisation and its driver, each load for those between whom it goes.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(("id" = TourId, Path, description = "The tour")),
    responses(
        (status = 200, body = Tour, description = "The tour", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/tours/{id}")]
pub async fn find_tour(state: State, me: Identity, id: Path<TourId>) -> Result<Tagged<Tour>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a tour.
///
/// Needs `If-Match` with the version that was seen. While it is planned (409 `tour_state`); what would leave no room or no
/// time for its loads is refused: `tour_full`, `tour_late`, `tour_elsewhen`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = TourPatch,
    responses((status = 200, body = Tour, description = "As it is now"), EditFailures)
)]
#[patch("/tours/{id}")]
pub async fn update_tour(
    state: State,
    me: Identity,
    id: Path<TourId>,
    seen: IfMatch,
    patch: Valid<TourPatch>,
) -> Result<Tagged<Tour>, Error> {
    state.write_as(me, move |cx, actor| store::update(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}
