//! Endpoints of matches.

use super::store;
use crate::http::{Created, Error, Identity, NoContent, Once, Private, State, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::ids::{DismissalId, NeedId, OfferId};
use shared::matches::{Dismissal, MatchQuery, MatchedNeedList, MatchedOfferList, NewDismissal};
use shared::paths;

/// List the needs that an offer fits best.
///
/// For members of the giving organisation: open needs of others within reach, best first, each with the six parts of its
/// score and the reasons. What the organisation has dismissed is left out. Nothing for an offer that is closed or claimed
/// whole.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer"), MatchQuery),
    responses((status = 200, body = MatchedNeedList, description = "The best needs"), ReadFailures)
)]
#[get("/offers/{id}/matches")]
pub async fn list_offer_matches(
    state: State,
    me: Identity,
    id: Path<OfferId>,
    query: ValidQuery<MatchQuery>,
) -> Result<Private<MatchedNeedList>, Error> {
    state.read_as(me, move |cx, actor| store::for_offer(cx, actor, *id, &query.0)).await.map(Private)
}

/// List the offers that fit a need best.
///
/// For members of the needing organisation: open offers of others within reach, best first, each with the six parts of
/// its score and the reasons. What the organisation has dismissed is left out. Nothing for a need that is closed or
/// covered.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = NeedId, Path, description = "The need"), MatchQuery),
    responses((status = 200, body = MatchedOfferList, description = "The best offers"), ReadFailures)
)]
#[get("/needs/{id}/matches")]
pub async fn list_need_matches(
    state: State,
    me: Identity,
    id: Path<NeedId>,
    query: ValidQuery<MatchQuery>,
) -> Result<Private<MatchedOfferList>, Error> {
    state.read_as(me, move |cx, actor| store::for_need(cx, actor, *id, &query.0)).await.map(Private)
}

/// Dismiss a match.
///
/// It is not shown to this organisation again; the other side is not told. The reason teaches for 90 days: every second
/// `too_far` makes distances count by a quarter more, at most three times; each `wrong_food` takes a fifth off for food
/// of that category, at most three. A match that is dismissed again gets the new reason.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewDismissal,
    responses((status = 201, body = Dismissal, description = "Dismissed"), WriteFailures)
)]
#[post("/matches/dismissals")]
pub async fn create_dismissal(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewDismissal>,
) -> Result<Created<Dismissal>, Error> {
    let dismissal = state.write_once(me, once, new.0, store::dismiss).await?;
    Ok(Created { location: Some(paths::dismissal(dismissal.id)), value: dismissal })
}

/// Undo the dismissal of a match.
///
/// The match is shown again, and what its dismissal taught is forgotten. Another organisation's is 404.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = DismissalId, Path, description = "The dismissal")),
    responses((status = 204, description = "Undone"), WriteFailures)
)]
#[delete("/matches/dismissals/{id}")]
pub async fn delete_dismissal(state: State, me: Identity, id: Path<DismissalId>) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| store::undo(cx, actor, *id)).await.map(|()| NoContent)
}
