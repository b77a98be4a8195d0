//! Endpoints of the order of stops, and of what lies on the way.

use crate::http::{Error, Identity, IfMatch, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures};
use crate::tours::{ordering, store};
use actix_web::web::{Json, Path};
use actix_web::{get, post, put};
use shared::ids::{ClaimId, LoanId, TourId};
use shared::tours::{ClaimTours, LoanTours, Tour, TourLoanQuery, TourStopOrder, TourSuggestionList};

/// Order a tour's stops by the shortest way.
///
/// Computed from the loads that are planned, their windows and the vehicle's room; where no order is shorter the present
/// one stays. Needs `If-Match` with the version that was seen. 409 `tour_state`.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    responses((status = 200, body = Tour, description = "As it is now"), EditFailures)
)]
#[post("/tours/{id}/order")]
pub async fn order_tour(state: State, me: Identity, id: Path<TourId>, seen: IfMatch) -> Result<Tagged<Tour>, Error> {
    ordering::best(&state, me, *id, seen).await.map(Tagged)
}

/// Put a tour's stops into another order.
///
/// All tasks once, each pick-up before its drop (422), within room and time: 409 `tour_full`, `tour_late`, `tour_state`.
/// Needs `If-Match` with the version that was seen.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(
        ("id" = TourId, Path, description = "The tour"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = TourStopOrder,
    responses((status = 200, body = Tour, description = "As it is now"), EditFailures)
)]
#[put("/tours/{id}/stops")]
pub async fn replace_tour_stops(
    state: State,
    me: Identity,
    id: Path<TourId>,
    seen: IfMatch,
    order: Valid<TourStopOrder>,
) -> Result<Tagged<Tour>, Error> {
    state.write_as(me, move |cx, actor| store::replace_stops(cx, actor, *id, seen, &order.0)).await.map(Tagged)
}

/// List what lies on a tour's way.
///
/// Accepted claims near its stops that are on no tour, with what each would cost, the shortest detour first; for its
/// organisation and its driver while it is planned.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(("id" = TourId, Path, description = "The tour")),
    responses((status = 200, body = TourSuggestionList, description = "At most twenty claims"), ReadFailures)
)]
#[get("/tours/{id}/suggestions")]
pub async fn list_tour_suggestions(state: State, me: Identity, id: Path<TourId>) -> Result<Json<TourSuggestionList>, Error> {
    state.read_as(me, move |cx, actor| store::suggestions(cx, actor, *id)).await.map(Json)
}

/// List tours for a claim.
///
/// The tour that brings its food, or is asked to; else planned tours that can, the shortest detour first. 404 when the
/// claim is between others.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim")),
    responses((status = 200, body = ClaimTours, description = "At most ten tours"), ReadFailures)
)]
#[get("/claims/{id}/tours")]
pub async fn list_claim_tours(state: State, me: Identity, id: Path<ClaimId>) -> Result<Json<ClaimTours>, Error> {
    state.read_as(me, move |cx, actor| store::of_claim(cx, actor, *id)).await.map(Json)
}

/// List tours for a loan.
///
/// The tour that brings its item, or brings it back, or is asked to; else planned tours that can, the shortest detour
/// first. 404 when the loan is between others.
#[utoipa::path(
    tag = "tours",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan"), TourLoanQuery),
    responses((status = 200, body = LoanTours, description = "At most ten tours"), ReadFailures)
)]
#[get("/loans/{id}/tours")]
pub async fn list_loan_tours(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    query: ValidQuery<TourLoanQuery>,
) -> Result<Json<LoanTours>, Error> {
    state.read_as(me, move |cx, actor| store::of_loan(cx, actor, *id, &query.0)).await.map(Json)
}
