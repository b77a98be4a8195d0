//! Endpoints of who drives, and of a tour's own way.

use crate::http::{Error, Identity, Once, State, Tagged, Valid};
use crate::openapi::WriteFailures;
use crate::tours::store;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::TourId;
use shared::organisations::Reason;
use shared::tours::Tour;

/// Drive a tour.
///
/// By anybody of an approved organisation, while nobody drives it: of two at once one wins, the other is told
/// `tour_driven`. Once it has left 409 `tour_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Tour, description = "The caller drives"), WriteFailures)
)]
#[post("/tours/{id}/drive")]
pub async fn drive_tour(state: State, me: Identity, id: Path<TourId>, once: Once) -> Result<Tagged<Tour>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::drive(cx, actor, *id)).await.map(Tagged)
}

/// Stop driving a tour.
///
/// By whoever drives it, until it leaves (409 `tour_state`). Its organisation is told.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Tour, description = "Somebody is looked for"), WriteFailures)
)]
#[post("/tours/{id}/stop_driving")]
pub async fn stop_driving_tour(state: State, me: Identity, id: Path<TourId>, once: Once) -> Result<Tagged<Tour>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::stop_driving(cx, actor, *id)).await.map(Tagged)
}

/// Start a tour.
///
/// By its driver or its organisation. What nobody has answered is taken off it. 409 `tour_state`, `tour_without_driver`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Tour, description = "On the road"), WriteFailures)
)]
#[post("/tours/{id}/start")]
pub async fn start_tour(state: State, me: Identity, id: Path<TourId>, once: Once) -> Result<Tagged<Tour>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::start(cx, actor, *id)).await.map(Tagged)
}

/// Finish a tour.
///
/// By its driver or its organisation, once nothing is to be fetched or handed over any more: 409 `tour_unfinished`,
/// `tour_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Tour, description = "Over"), WriteFailures)
)]
#[post("/tours/{id}/finish")]
pub async fn finish_tour(state: State, me: Identity, id: Path<TourId>, once: Once) -> Result<Tagged<Tour>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::finish(cx, actor, *id)).await.map(Tagged)
}

/// Cancel a tour.
///
/// By its organisation, planned or on the road. What it was to carry is free for others, and everybody is told. Else 409
/// `tour_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Tour, description = "Cancelled"), WriteFailures)
)]
#[post("/tours/{id}/cancel")]
pub async fn cancel_tour(
    state: State,
    me: Identity,
    id: Path<TourId>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Tour>, Error> {
    let step = state.write_once(me, once, why.0, move |cx, actor, why| store::cancel(cx, actor, *id, why.reason.trim()));
    step.await.map(Tagged)
}
