//! Endpoints of lots.

use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use crate::stock::store;
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::LotId;
use shared::offers::NewBestBeforeCheck;
use shared::paths;
use shared::stock::{Lot, LotBatch, LotPatch, LotReceipt, NewLot, NewLotStatus, StockLinePage, StockLineQuery};

/// List the lots that an organisation has.
///
/// For its members and the administrator: a line for each lot and site, what must leave first comes first. What is used up
/// is left out.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(StockLineQuery),
    responses((status = 200, body = StockLinePage, description = "A page of stock"), ReadFailures)
)]
#[get("/lots")]
pub async fn list_lots(
    state: State,
    me: Identity,
    query: ValidQuery<StockLineQuery>,
) -> Result<Paged<StockLinePage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Receive a lot.
///
/// At one of the caller's sites, by members of an approved organisation. What arrives too warm, or is of a recalled product,
/// is received and put on hold. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewLot,
    responses((status = 201, body = Lot, description = "Received"), WriteFailures)
)]
#[post("/lots")]
pub async fn create_lot(state: State, me: Identity, once: Once, new: Valid<NewLot>) -> Result<Created<Lot>, Error> {
    let lot = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::lot(lot.id)), value: lot })
}

/// Receive lots that arrived together.
///
/// At most 500, in at most 256 kB; all of them, or none: what is wrong is told of every row, at `/rows/N/…`. Repeat safely
/// with an `Idempotency-Key`.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = LotBatch,
    responses((status = 201, body = LotReceipt, description = "Received"), WriteFailures)
)]
#[post("/lots/batch")]
pub async fn receive_lots(
    state: State,
    me: Identity,
    once: Once,
    batch: Valid<LotBatch>,
) -> Result<Created<LotReceipt>, Error> {
    let value = state.write_once(me, once, batch.0, store::receive).await?;
    Ok(Created { location: None, value })
}

/// Find a lot.
///
/// With its places, its statuses, its checks and its latest movements: all of it for whoever received it into the network
/// and for the administrator, its own part for whoever got some of it later.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("id" = LotId, Path, description = "The lot")),
    responses(
        (status = 200, body = Lot, description = "The lot", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/lots/{id}")]
pub async fn find_lot(state: State, me: Identity, id: Path<LotId>) -> Result<Tagged<Lot>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a lot.
///
/// Needs `If-Match` with the version that was seen. Its dates are the coordinators' to change; a shelf is that of whoever
/// has the lot there.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        ("id" = LotId, Path, description = "The lot"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = LotPatch,
    responses((status = 200, body = Lot, description = "As it is now"), EditFailures)
)]
#[patch("/lots/{id}")]
pub async fn update_lot(
    state: State,
    me: Identity,
    id: Path<LotId>,
    seen: IfMatch,
    patch: Valid<LotPatch>,
) -> Result<Tagged<Lot>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Give a lot another status.
///
/// By coordinators of the organisation that received it, with `If-Match`. Only what is approved leaves otherwise than as
/// waste. 409 `lot_status` once it is recalled.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        ("id" = LotId, Path, description = "The lot"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = NewLotStatus,
    responses((status = 200, body = Lot, description = "As it is now"), EditFailures)
)]
#[post("/lots/{id}/status")]
pub async fn update_lot_status(
    state: State,
    me: Identity,
    id: Path<LotId>,
    seen: IfMatch,
    status: Valid<NewLotStatus>,
) -> Result<Tagged<Lot>, Error> {
    state.write_as(me, move |cx, actor| store::set_status(cx, actor, *id, Some(seen), &status.0)).await.map(Tagged)
}

/// Check a lot after its best-before day.
///
/// The last check counts: where it failed, the food does not leave. 422 where the lot has no best-before date.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("id" = LotId, Path, description = "The lot")),
    request_body = NewBestBeforeCheck,
    responses((status = 200, body = Lot, description = "As it is now"), WriteFailures)
)]
#[post("/lots/{id}/check")]
pub async fn check_lot(
    state: State,
    me: Identity,
    id: Path<LotId>,
    check: Valid<NewBestBeforeCheck>,
) -> Result<Tagged<Lot>, Error> {
    state.write_as(me, move |cx, actor| store::check(cx, actor, *id, &check.0)).await.map(Tagged)
}
