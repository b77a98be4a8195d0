//! Endpoints of answers without logging in.

use super::store;
use crate::http::{Error, Private, State, Valid};
use crate::openapi::LinkFailures;
use actix_web::web::Path;
use actix_web::{get, post};
use shared::answers::{AnswerSheet, Answered, LinkedDecline, LinkedTake};

/// Find what a mail's link is about.
///
/// Needs no token but the link's, and may be repeated: opening a link uses nothing up. 409 `link_over` (`why`: `take`,
/// `decline`, `closed`, `exhausted`, `removed`).
#[utoipa::path(
    tag = "answers",
    security(()),
    params(("token" = String, Path, description = "The secret of the mail's link")),
    responses((status = 200, body = AnswerSheet, description = "All that is needed to answer"), LinkFailures)
)]
#[get("/answers/{token}")]
pub async fn find_answer(state: State, token: Path<String>) -> Result<Private<AnswerSheet>, Error> {
    state.read(move |cx| store::find(cx, &token)).await.map(Private)
}

/// Take part of an offer by a mail's link.
///
/// Needs no token but the link's, which is used up then: it acts as the person to whom it was sent, for one organisation on
/// one offer. Refused as a claim is; after a refusal the link can still be used.
#[utoipa::path(
    tag = "answers",
    security(()),
    params(("token" = String, Path, description = "The secret of the mail's link")),
    request_body = LinkedTake,
    responses((status = 200, body = Answered, description = "Asked for"), LinkFailures)
)]
#[post("/answers/{token}/take")]
pub async fn take_answer(
    state: State,
    token: Path<String>,
    Valid(wanted): Valid<LinkedTake>,
) -> Result<Private<Answered>, Error> {
    state.write_acting(move |cx| store::take(cx, &token, &wanted)).await.map(Private)
}

/// Say "no, thank you" by a mail's link.
///
/// Needs no token but the link's, which is used up then. With a reason the organisation is called less for the like.
#[utoipa::path(
    tag = "answers",
    security(()),
    params(("token" = String, Path, description = "The secret of the mail's link")),
    request_body = LinkedDecline,
    responses((status = 200, body = Answered, description = "Noted"), LinkFailures)
)]
#[post("/answers/{token}/decline")]
pub async fn decline_answer(
    state: State,
    token: Path<String>,
    Valid(said): Valid<LinkedDecline>,
) -> Result<Private<Answered>, Error> {
    state.write_acting(move |cx| store::decline(cx, &token, said)).await.map(Private)
}
