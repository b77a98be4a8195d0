//! Endpoints of what a tour carries.

use crate::http::{Actor, Created, Cx, Error, Identity, Once, State, Tagged, Valid};
use crate::openapi::WriteFailures;
use crate::tours::store;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::{TourId, TourLoadId};
use shared::organisations::Reason;
use shared::paths;
use shared::tours::{NewTourLoad, Tour, TourCollection, TourDelivery, TourLoad};

/// Ask a tour to carry something.
///
/// The food of an accepted claim, the item of a loan, or, for the tour's own organisation, what a shop gives. Whoever does
/// not answer for both sides asks, and the other side answers; else it is planned at once. 409 `tour_full`, `tour_late`,
/// `tour_elsewhen`, `on_tour`, `too_many_tour_loads`, `tour_state`, `claim_state`, `loan_state`. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewTourLoad,
    responses((status = 201, body = TourLoad, description = "Asked, or planned at once"), WriteFailures)
)]
#[post("/tours/{id}/loads")]
pub async fn create_tour_load(
    state: State,
    me: Identity,
    id: Path<TourId>,
    once: Once,
    new: Valid<NewTourLoad>,
) -> Result<Created<TourLoad>, Error> {
    let id = *id;
    let load = state.write_once(me, once, new.0, move |cx, actor, new| store::add(cx, actor, id, new)).await?;
    Ok(Created { location: Some(paths::tour(id)), value: load })
}

/// Accept a tour's load.
///
/// By whoever was asked, while the tour is planned and still has room and time: 409 `tour_full`, `tour_late`,
/// `tour_elsewhen`, `tour_load_state`, `tour_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Tour, description = "Planned"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/accept")]
pub async fn accept_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    state.write_once(me, once, (), move |cx, actor, ()| store::accept(cx, actor, id, load)).await.map(Tagged)
}

/// Decline a tour's load.
///
/// By whoever was asked, while it is asked for; else 409 `tour_load_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Tour, description = "Declined"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/decline")]
pub async fn decline_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    let step = move |cx: &mut Cx<'_>, actor: &Actor, why: &Reason| store::decline(cx, actor, id, load, why.reason.trim());
    state.write_once(me, once, why.0, step).await.map(Tagged)
}

/// Withdraw a tour's load.
///
/// Off the tour again: by whoever asked, once it is planned by either side, until it is fetched. Else 409 `tour_load_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Tour, description = "Withdrawn"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/withdraw")]
pub async fn withdraw_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    let step = move |cx: &mut Cx<'_>, actor: &Actor, why: &Reason| store::withdraw(cx, actor, id, load, why.reason.trim());
    state.write_once(me, once, why.0, step).await.map(Tagged)
}

/// Collect a tour's load.
///
/// By the driver or the tour's organisation, on the road. A claim's food is collected for its taker, with the code that the
/// giver shows (`wrong_code`, after five tries `code_locked`) and, for chilled and frozen food, its temperature
/// (`too_warm`); a loan's item with the code that its sender shows; what a shop gives is weighed. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = TourCollection,
    responses((status = 200, body = Tour, description = "On board"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/collect")]
pub async fn collect_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
    told: Valid<TourCollection>,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    let step = move |cx: &mut Cx<'_>, actor: &Actor, told: &TourCollection| store::collect(cx, actor, id, load, told);
    let outcome = state.write_once(me, once, told.0, step).await?;
    Ok(Tagged(outcome?))
}

/// Deliver a tour's load.
///
/// By the driver or the tour's organisation, once it is on board, with the code that the receiver shows unless that is the
/// tour's own organisation, and the temperature of chilled and frozen food. The taker of a claim counts it in as usual.
/// Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = TourDelivery,
    responses((status = 200, body = Tour, description = "Delivered"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/deliver")]
pub async fn deliver_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
    told: Valid<TourDelivery>,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    let step = move |cx: &mut Cx<'_>, actor: &Actor, told: &TourDelivery| store::deliver(cx, actor, id, load, told);
    let outcome = state.write_once(me, once, told.0, step).await?;
    Ok(Tagged(outcome?))
}

/// Give up a tour's load.
///
/// By the driver or the tour's organisation, on the road: it could not be fetched, or not handed over. The claim or loan
/// stays as it is.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("load_id" = TourLoadId, Path, description = "The load"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Tour, description = "Failed"), WriteFailures)
)]
#[post("/tours/{id}/loads/{load_id}/fail")]
pub async fn fail_tour_load(
    state: State,
    me: Identity,
    path: Path<(TourId, TourLoadId)>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Tour>, Error> {
    let (id, load) = path.into_inner();
    let step = move |cx: &mut Cx<'_>, actor: &Actor, why: &Reason| store::fail(cx, actor, id, load, why.reason.trim());
    state.write_once(me, once, why.0, step).await.map(Tagged)
}
