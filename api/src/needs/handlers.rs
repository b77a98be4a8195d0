//! Endpoints of needs.

use super::{search, store};
use crate::claims;
use crate::http::{Actor, Created, Cx, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::claims::Claim;
use shared::ids::NeedId;
use shared::needs::{Need, NeedOccurrencePage, NeedPage, NeedPatch, NeedQuery, NewAnswer, NewNeed, OccurrenceQuery};
use shared::paths;

/// List needs.
///
/// What sites of the network lack: open needs that are not covered by promises yet, urgent ones first, near a place or
/// not, filtered, ordered by distance, publication or deadline. With `organisation` set to one of the caller's own and
/// the order `newest`, all of its needs, whatever their status.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(NeedQuery),
    responses((status = 200, body = NeedPage, description = "A page of needs"), ReadFailures)
)]
#[get("/needs")]
pub async fn list_needs(state: State, me: Identity, query: ValidQuery<NeedQuery>) -> Result<Paged<NeedPage>, Error> {
    state.read_as(me, move |cx, actor| search::list(cx, actor, &query.0)).await.map(Paged)
}

/// Publish a need.
///
/// For one of the caller's sites. In grams, or in people to feed for a week (counted with a portion of the category);
/// once or every week. 409 `too_many_urgent`. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewNeed,
    responses((status = 201, body = Need, description = "Published"), WriteFailures)
)]
#[post("/needs")]
pub async fn create_need(state: State, me: Identity, once: Once, new: Valid<NewNeed>) -> Result<Created<Need>, Error> {
    let need = state.write_once(me, once, new.0, store::publish).await?;
    Ok(Created { location: Some(paths::need(need.id)), value: need })
}

/// Find a need.
///
/// Fulfilled, withdrawn and closed ones too: claims point to them.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(("id" = NeedId, Path, description = "The need")),
    responses(
        (status = 200, body = Need, description = "The need", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/needs/{id}")]
pub async fn find_need(state: State, me: Identity, id: Path<NeedId>) -> Result<Tagged<Need>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a need.
///
/// Needs `If-Match` with the version that was seen. What is promised stays promised, also when less is wanted now. 409
/// `need_closed`, `too_many_urgent`.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(
        ("id" = NeedId, Path, description = "The need"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = NeedPatch,
    responses((status = 200, body = Need, description = "The need as it is now"), EditFailures)
)]
#[patch("/needs/{id}")]
pub async fn update_need(
    state: State,
    me: Identity,
    id: Path<NeedId>,
    seen: IfMatch,
    patch: Valid<NeedPatch>,
) -> Result<Tagged<Need>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Withdraw a need.
///
/// It leaves the board. Proposals that wait for an answer are declined; claims that its own side made, and what was
/// accepted, stay. Withdrawing what is not open is 409 `need_closed`.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(("id" = NeedId, Path, description = "The need")),
    responses((status = 200, body = Need, description = "The need, withdrawn"), WriteFailures)
)]
#[post("/needs/{id}/withdraw")]
pub async fn withdraw_need(state: State, me: Identity, id: Path<NeedId>) -> Result<Tagged<Need>, Error> {
    state.write_as(me, move |cx, actor| store::withdraw(cx, actor, *id)).await.map(Tagged)
}

/// List the past weeks of a standing need.
///
/// Latest first, each with what was wanted, promised and received; nothing for a need that comes once.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(("id" = NeedId, Path, description = "The need"), OccurrenceQuery),
    responses((status = 200, body = NeedOccurrencePage, description = "A page of past weeks"), ReadFailures)
)]
#[get("/needs/{id}/occurrences")]
pub async fn list_occurrences(
    state: State,
    me: Identity,
    id: Path<NeedId>,
    query: ValidQuery<OccurrenceQuery>,
) -> Result<Paged<NeedOccurrencePage>, Error> {
    state.read_as(me, move |cx, actor| store::occurrences(cx, actor, *id, &query.0)).await.map(Paged)
}

/// Answer a need.
///
/// Proposes part of one of the caller's own offers to the site in need: a claim that the giver has asked for and the
/// needing side accepts or declines. It holds the quantity as any claim does. 409: `need_closed`, `need_covered`,
/// `need_temperature`, and all of `create_claim`. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "needs",
    security(("bearer" = [])),
    params(
        ("id" = NeedId, Path, description = "The need"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewAnswer,
    responses((status = 201, body = Claim, description = "Proposed"), WriteFailures)
)]
#[post("/needs/{id}/answers")]
pub async fn create_answer(
    state: State,
    me: Identity,
    id: Path<NeedId>,
    once: Once,
    new: Valid<NewAnswer>,
) -> Result<Created<Claim>, Error> {
    let propose = move |cx: &mut Cx<'_>, actor: &Actor, new: &NewAnswer| claims::store::propose(cx, actor, *id, new);
    let claim = state.write_once(me, once, new.0, propose).await?;
    Ok(Created { location: Some(paths::claim(claim.id)), value: claim })
}
