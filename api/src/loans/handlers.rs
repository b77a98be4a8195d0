//! Endpoints of loans.

use super::store;
use crate::http::{Created, Error, Identity, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::LoanId;
use shared::loans::{Handling, Loan, LoanPage, LoanQuery, NewLoan};
use shared::organisations::Reason;
use shared::paths;

/// List loans.
///
/// Those where the caller's organisations lend or borrow, the latest start first; the administrator sees all.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(LoanQuery),
    responses((status = 200, body = LoanPage, description = "A page of loans"), ReadFailures)
)]
#[get("/loans")]
pub async fn list_loans(state: State, me: Identity, query: ValidQuery<LoanQuery>) -> Result<Paged<LoanPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Ask for a loan.
///
/// The time is held back from others until the lender answers, at most two days; where the item needs no approval it is
/// lent at once. 409: `equipment_busy` (with `busy_from`, `busy_until`), `equipment_retired`, `own_equipment`. Repeat
/// safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewLoan,
    responses((status = 201, body = Loan, description = "Requested, or accepted at once"), WriteFailures)
)]
#[post("/loans")]
pub async fn create_loan(state: State, me: Identity, once: Once, new: Valid<NewLoan>) -> Result<Created<Loan>, Error> {
    let loan = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::loan(loan.id)), value: loan })
}

/// Find a loan.
///
/// With what has happened and what the caller may do now; 404 when it is between others.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan")),
    responses(
        (status = 200, body = Loan, description = "The loan", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/loans/{id}")]
pub async fn find_loan(state: State, me: Identity, id: Path<LoanId>) -> Result<Tagged<Loan>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Accept a loan.
///
/// By the lender, while it is requested; else 409 `loan_state`.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = Loan, description = "Accepted"), WriteFailures)
)]
#[post("/loans/{id}/accept")]
pub async fn accept_loan(state: State, me: Identity, id: Path<LoanId>, once: Once) -> Result<Tagged<Loan>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::accept(cx, actor, *id)).await.map(Tagged)
}

/// Decline a loan.
///
/// By the lender, while it is requested; the time is free again. Else 409 `loan_state`.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Loan, description = "Declined"), WriteFailures)
)]
#[post("/loans/{id}/decline")]
pub async fn decline_loan(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Loan>, Error> {
    let step = state.write_once(me, once, why.0, move |cx, actor, why| store::decline(cx, actor, *id, why.reason.trim()));
    step.await.map(Tagged)
}

/// Hand out a loan's item.
///
/// By the lender, once it is accepted. 409 `loan_state`; `equipment_busy` while somebody else has the item.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Handling,
    responses((status = 200, body = Loan, description = "Handed out"), WriteFailures)
)]
#[post("/loans/{id}/hand_out")]
pub async fn hand_out_loan(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    told: Valid<Handling>,
) -> Result<Tagged<Loan>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::hand_out(cx, actor, *id, told));
    step.await.map(Tagged)
}

/// Take back a loan's item.
///
/// By the lender, once it is out; from then on only the gap for cleaning is taken. Else 409 `loan_state`.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Handling,
    responses((status = 200, body = Loan, description = "Taken back"), WriteFailures)
)]
#[post("/loans/{id}/take_back")]
pub async fn take_back_loan(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    told: Valid<Handling>,
) -> Result<Tagged<Loan>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::take_back(cx, actor, *id, told));
    step.await.map(Tagged)
}

/// Cancel a loan.
///
/// By either side until the item is handed out; the time is free again. Else 409 `loan_state`.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = Loan, description = "Cancelled"), WriteFailures)
)]
#[post("/loans/{id}/cancel")]
pub async fn cancel_loan(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Tagged<Loan>, Error> {
    let step = state.write_once(me, once, why.0, move |cx, actor, why| store::cancel(cx, actor, *id, why.reason.trim()));
    step.await.map(Tagged)
}
