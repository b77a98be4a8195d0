//! Endpoints of loans that are kept longer.

use super::store;
use crate::http::{Created, Error, Identity, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::LoanId;
use shared::organisations::Reason;
use shared::renewals::{LoanRenewals, NewRenewal};

/// List a loan's wishes for more time.
///
/// The first first, with what the caller may do now; 404 when the loan is between others.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan")),
    responses((status = 200, body = LoanRenewals, description = "The wishes"), ReadFailures)
)]
#[get("/loans/{id}/renewals")]
pub async fn list_loan_renewals(state: State, me: Identity, id: Path<LoanId>) -> Result<Private<LoanRenewals>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, *id)).await.map(Private)
}

/// Ask to keep an item longer.
///
/// By the borrower of an accepted loan, or of one that is out, late or not. The time is held until the lender answers, at
/// most two days; an item that needs no approval is kept longer at once. 409: `equipment_busy` (with `busy_from`,
/// `busy_until`) where somebody follows, `loan_state` also while a wish waits.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewRenewal,
    responses((status = 201, body = LoanRenewals, description = "Asked for, or granted at once"), WriteFailures)
)]
#[post("/loans/{id}/renewals")]
pub async fn create_loan_renewal(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    new: Valid<NewRenewal>,
) -> Result<Created<LoanRenewals>, Error> {
    let asked = state.write_once(me, once, new.0, move |cx, actor, new| store::ask(cx, actor, *id, new)).await?;
    Ok(Created { location: None, value: asked })
}

/// Let a borrower keep an item longer.
///
/// By the lender, while the wish waits; else 409 `loan_state`. The loan ends later from then on.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("number" = i64, Path, description = "Which of its wishes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = LoanRenewals, description = "Granted"), WriteFailures)
)]
#[post("/loans/{id}/renewals/{number}/accept")]
pub async fn accept_loan_renewal(
    state: State,
    me: Identity,
    path: Path<(LoanId, i64)>,
    once: Once,
) -> Result<Private<LoanRenewals>, Error> {
    let (id, number) = path.into_inner();
    state.write_once(me, once, (), move |cx, actor, ()| store::accept(cx, actor, id, number)).await.map(Private)
}

/// Decline to let a borrower keep an item longer.
///
/// By the lender, while the wish waits; else 409 `loan_state`. The loan ends as agreed, and the time is free again.
#[utoipa::path(
    tag = "loans",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("number" = i64, Path, description = "Which of its wishes"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = LoanRenewals, description = "Declined"), WriteFailures)
)]
#[post("/loans/{id}/renewals/{number}/decline")]
pub async fn decline_loan_renewal(
    state: State,
    me: Identity,
    path: Path<(LoanId, i64)>,
    once: Once,
    why: Valid<Reason>,
) -> Result<Private<LoanRenewals>, Error> {
    let (id, number) = path.into_inner();
    let answer =
        state.write_once(me, once, why.0, move |cx, actor, why| store::decline(cx, actor, id, number, why.reason.trim()));
    answer.await.map(Private)
}
