//! Endpoints of claims.

use super::store;
use crate::http::{Created, Error, Identity, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::claims::{Claim, ClaimPage, ClaimQuery, Collection, NewClaim, Reception};
use shared::ids::ClaimId;
use shared::offers::NewFreezing;
use shared::organisations::Reason;
use shared::paths;

/// List claims.
///
/// Those where the caller's organisations give or take, newest first; the administrator sees all.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(ClaimQuery),
    responses((status = 200, body = ClaimPage, description = "A page of claims"), ReadFailures)
)]
#[get("/claims")]
pub async fn list_claims(state: State, me: Identity, query: ValidQuery<ClaimQuery>) -> Result<Paged<ClaimPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Claim all or part of an offer.
///
/// The quantity is held back from others until the giver answers, at most a day. 409: `offer_exhausted` (with
/// `left_grams`), `offer_closed`, `own_offer`, `cold_chain`, `storage_too_small`, `lot_status`. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewClaim,
    responses((status = 201, body = Claim, description = "Requested"), WriteFailures)
)]
#[post("/claims")]
pub async fn create_claim(state: State, me: Identity, once: Once, new: Valid<NewClaim>) -> Result<Created<Claim>, Error> {
    let claim = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::claim(claim.id)), value: claim })
}

/// Find a claim.
///
/// With its timeline and what the caller may do now; 404 when it is between others.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim")),
    responses(
        (status = 200, body = Claim, description = "The claim", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/claims/{id}")]
pub async fn find_claim(state: State, me: Identity, id: Path<ClaimId>) -> Result<Tagged<Claim>, Error> {
    state.read_brief_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Accept a claim.
///
/// By the giver, while it is requested; else 409 `claim_state`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Claim, description = "Accepted"), WriteFailures)
)]
#[post("/claims/{id}/accept")]
pub async fn accept_claim(state: State, me: Identity, id: Path<ClaimId>, once: Once) -> Result<Tagged<Claim>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::accept(cx, actor, *id)).await.map(Tagged)
}

/// Decline a claim.
///
/// By the giver, while it is requested; the quantity is free again. Else 409 `claim_state`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Claim, description = "Declined"), WriteFailures)
)]
#[post("/claims/{id}/decline")]
pub async fn decline_claim(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Claim>, Error> {
    let step = state.write_once(me, once, why.0, move |cx, actor, why| store::decline(cx, actor, *id, why.reason.trim()));
    step.await.map(Tagged)
}

/// Set a claim's food aside.
///
/// By the giver, once it is accepted: the taker sees that it can be fetched. Else 409 `claim_state`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Claim, description = "Ready"), WriteFailures)
)]
#[post("/claims/{id}/ready")]
pub async fn ready_claim(state: State, me: Identity, id: Path<ClaimId>, once: Once) -> Result<Tagged<Claim>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::ready(cx, actor, *id)).await.map(Tagged)
}

/// Collect a claim's food.
///
/// By the taker, with the code that the giver shows (`wrong_code`, after five tries `code_locked`) and, for chilled
/// and frozen food, its temperature (`too_warm`). Food of a lot goes by the lot's books (`lot_status`, `stock_short`).
/// Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Collection,
    responses((status = 200, body = Claim, description = "Collected"), WriteFailures)
)]
#[post("/claims/{id}/collect")]
pub async fn collect_claim(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    once: Once,
    told: Valid<Collection>,
) -> Result<Tagged<Claim>, Error> {
    let outcome = state.write_once(me, once, told.0, move |cx, actor, told| store::collect(cx, actor, *id, told)).await?;
    Ok(Tagged(outcome?))
}

/// Receive a claim's food.
///
/// By the taker, once it is collected. Less than was collected needs a reason and goes to the ledger as a loss: of a lot no
/// more than the taker's site still has of it (`given_out_already`). Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reception,
    responses((status = 200, body = Claim, description = "Received"), WriteFailures)
)]
#[post("/claims/{id}/receive")]
pub async fn receive_claim(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    once: Once,
    told: Valid<Reception>,
) -> Result<Tagged<Claim>, Error> {
    let claim = state.write_once(me, once, told.0, move |cx, actor, told| store::receive(cx, actor, *id, told)).await?;
    Ok(Tagged(claim))
}

/// Cancel a claim.
///
/// By either side until the food is collected; the quantity is free again. Else 409 `claim_state`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Claim, description = "Cancelled"), WriteFailures)
)]
#[post("/claims/{id}/cancel")]
pub async fn cancel_claim(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Claim>, Error> {
    let step = state.write_once(me, once, why.0, move |cx, actor, why| store::cancel(cx, actor, *id, why.reason.trim()));
    step.await.map(Tagged)
}

/// Freeze what was fetched.
///
/// The taker froze the food on arrival: recorded with who and when, its new limit is `freezing.use_by`. Before it is
/// collected 409 `claim_state`; food that is or was frozen 409 `already_frozen`. Food of a lot is in the taker's stock, and
/// is frozen there by its lot: 422 `frozen_in_stock`.
#[utoipa::path(
    tag = "claims",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim")),
    request_body = NewFreezing,
    responses((status = 200, body = Claim, description = "The claim with its freezing"), WriteFailures)
)]
#[post("/claims/{id}/freeze")]
pub async fn freeze_claim(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    told: Valid<NewFreezing>,
) -> Result<Tagged<Claim>, Error> {
    state.write_as(me, move |cx, actor| store::freeze(cx, actor, *id, &told.0)).await.map(Tagged)
}
