//! Endpoints of movements: what happens to lots, where they went, and what can be offered of them.

use crate::http::{Created, Error, Identity, Once, Paged, Private, State, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use crate::stock::store;
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::{LotId, StockMovementId};
use shared::offers::NewOffer;
use shared::stock::{
    LotTrace, NewLotMovement, NewReversal, OfferDraftQuery, StockMovement, StockMovementPage, StockMovementQuery,
};

/// List the movements of a lot.
///
/// The latest first, as far as the caller may know them.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("id" = LotId, Path, description = "The lot"), StockMovementQuery),
    responses((status = 200, body = StockMovementPage, description = "A page of movements"), ReadFailures)
)]
#[get("/lots/{id}/movements")]
pub async fn list_lot_movements(
    state: State,
    me: Identity,
    id: Path<LotId>,
    query: ValidQuery<StockMovementQuery>,
) -> Result<Paged<StockMovementPage>, Error> {
    state.read_as(me, move |cx, actor| store::list_movements(cx, actor, *id, &query.0)).await.map(Paged)
}

/// Book a movement of a lot.
///
/// At one of the caller's sites, by members of its organisation. 409 `stock_short` when less is left there,
/// `reserved_for_round` when a round or an offer has promised it, `lot_status`, `use_by_over` or `best_before_unchecked`
/// when the food may not leave, `too_warm`, `cold_chain` or `storage_too_small` when the other site cannot take it. Repeat
/// safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        ("id" = LotId, Path, description = "The lot"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewLotMovement,
    responses((status = 201, body = StockMovement, description = "Booked"), WriteFailures)
)]
#[post("/lots/{id}/movements")]
pub async fn create_lot_movement(
    state: State,
    me: Identity,
    id: Path<LotId>,
    once: Once,
    new: Valid<NewLotMovement>,
) -> Result<Created<StockMovement>, Error> {
    let booked = state.write_once(me, once, new.0, move |cx, actor, new| store::record(cx, actor, *id, new));
    let value = booked.await?;
    Ok(Created { location: None, value })
}

/// Take a movement back.
///
/// By coordinators of the organisation that booked it, once; a line with the accounts changed over is booked. 409
/// `already_reversed`, `not_reversible` for what went to another organisation, `stock_short` when its food is no longer
/// there, `lot_status` once the lot is recalled.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        ("id" = StockMovementId, Path, description = "The movement"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewReversal,
    responses((status = 200, body = StockMovement, description = "The line that takes it back"), WriteFailures)
)]
#[post("/stock_movements/{id}/reverse")]
pub async fn reverse_stock_movement(
    state: State,
    me: Identity,
    id: Path<StockMovementId>,
    once: Once,
    told: Valid<NewReversal>,
) -> Result<Private<StockMovement>, Error> {
    let reversed = state.write_once(me, once, told.0, move |cx, actor, told| store::reverse(cx, actor, *id, told));
    reversed.await.map(Private)
}

/// Find where a lot went.
///
/// Every site that received any of it, what became of it there, and from where to where it went; whoever got some of it
/// later sees its own part.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("id" = LotId, Path, description = "The lot")),
    responses((status = 200, body = LotTrace, description = "Where it went"), ReadFailures)
)]
#[get("/lots/{id}/trace")]
pub async fn find_lot_trace(state: State, me: Identity, id: Path<LotId>) -> Result<Private<LotTrace>, Error> {
    state.read_as(me, move |cx, actor| store::trace(cx, actor, *id)).await.map(Private)
}

/// Find what could be offered of a lot.
///
/// The body of an offer, without the times at which the food can be fetched. Published, it keeps of the lot what it offers,
/// and what is fetched is booked from there: a recall follows it. 409 `lot_status`, `use_by_over`, `best_before_unchecked`,
/// `stock_short` or `reserved_for_round` when nothing of it may leave.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(("id" = LotId, Path, description = "The lot"), OfferDraftQuery),
    responses((status = 200, body = NewOffer, description = "The offer, to be completed"), WriteFailures)
)]
#[get("/lots/{id}/offer_draft")]
pub async fn find_offer_draft(
    state: State,
    me: Identity,
    id: Path<LotId>,
    query: ValidQuery<OfferDraftQuery>,
) -> Result<Private<NewOffer>, Error> {
    state.read_as(me, move |cx, actor| store::offer_draft(cx, actor, *id, &query.0)).await.map(Private)
}
