//! Endpoints of a round on its way: what came of its stops, and its end.

use crate::collection_rounds::store;
use crate::http::{Actor, Cx, Error, Identity, IfMatch, Once, State, Tagged, Valid};
use crate::openapi::{EditFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{post, put};
use shared::collection_rounds::{CollectionFinish, CollectionRound, StopRecord};
use shared::ids::CollectionRoundId;

/// Note what came of a stop.
///
/// In place of what was noted of it before, while the round is open (409 `round_closed`). Needs `If-Match` with the version
/// of the stop, which is 0 until something is noted of it: 412 where somebody else has noted it meanwhile. `at` is at most
/// 31 days ago; food is refused whose use-by day was over then (422 `/foods/N/use_by` `use_by_past`). Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(
        ("id" = CollectionRoundId, Path, description = "The round"),
        ("number" = i64, Path, description = "Which of its stops, from 1"),
        ("If-Match" = String, Header, description = "Version of the stop that was seen"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = StopRecord,
    responses(
        (status = 200, body = CollectionRound, description = "The round as it is now; its version is the ETag"),
        EditFailures
    )
)]
#[put("/collection_rounds/{id}/stops/{number}")]
pub async fn replace_collection_stop(
    state: State,
    me: Identity,
    path: Path<(CollectionRoundId, i64)>,
    seen: IfMatch,
    once: Once,
    told: Valid<StopRecord>,
) -> Result<Tagged<CollectionRound>, Error> {
    let (id, number) = path.into_inner();
    let note = move |cx: &mut Cx<'_>, actor: &Actor, told: &StopRecord| store::note(cx, actor, id, number, seen, told);
    state.write_once(me, once, told.0, note).await.map(Tagged)
}

/// Finish a collection round.
///
/// Everything that it brought is received as lots at its site, gifts of their shops, one for each thing: all of them, or
/// none. 422 `/chilled_decidegrees`, `/frozen_decidegrees` `temperature_required` where such food was collected; what is too
/// warm is received and put on hold. What cannot be received any more is told at `/stops/N/foods/N/…`, as it stands in the
/// round, where the first is 0. Stops of which nothing was noted are missed. 409 `round_closed` once it is finished or
/// cancelled. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(
        ("id" = CollectionRoundId, Path, description = "The round"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = CollectionFinish,
    responses((status = 200, body = CollectionRound, description = "Finished"), WriteFailures)
)]
#[post("/collection_rounds/{id}/finish")]
pub async fn finish_collection_round(
    state: State,
    me: Identity,
    id: Path<CollectionRoundId>,
    once: Once,
    told: Valid<CollectionFinish>,
) -> Result<Tagged<CollectionRound>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::finish(cx, actor, *id, told));
    step.await.map(Tagged)
}

/// Cancel a collection round.
///
/// While it is open (409 `round_closed`), also when something was noted: that stays readable, and is never received. Its
/// route may have another round on that day.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(
        ("id" = CollectionRoundId, Path, description = "The round"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    responses((status = 200, body = CollectionRound, description = "Cancelled"), WriteFailures)
)]
#[post("/collection_rounds/{id}/cancel")]
pub async fn cancel_collection_round(
    state: State,
    me: Identity,
    id: Path<CollectionRoundId>,
    once: Once,
) -> Result<Tagged<CollectionRound>, Error> {
    state.write_once(me, once, (), move |cx, actor, ()| store::cancel(cx, actor, *id)).await.map(Tagged)
}
