//! Endpoints of rounds as a whole: listed, begun, found, edited.

use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use crate::rounds::store;
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::rounds::{AllocationRound, AllocationRoundPage, AllocationRoundPatch, AllocationRoundQuery, NewAllocationRound};

/// List allocation rounds.
///
/// The latest day first: all of the caller's own food banks', those that others have published, and those in which one of the
/// caller's sites is. What is computed and not published is shown to the food bank and the administrator alone.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(AllocationRoundQuery),
    responses((status = 200, body = AllocationRoundPage, description = "A page of rounds"), ReadFailures)
)]
#[get("/allocation_rounds")]
pub async fn list_allocation_rounds(
    state: State,
    me: Identity,
    query: ValidQuery<AllocationRoundQuery>,
) -> Result<Paged<AllocationRoundPage>, Error> {
    state.read_as(me, move |cx, actor| store::list::list(cx, actor, &query.0)).await.map(Paged)
}

/// Begin an allocation round.
///
/// By coordinators of a food bank. All that it has and that may leave by the day of fetching is in it, in whole kilograms and
/// without what other rounds have promised, and all sites with a standing request but those that have lots in it. 422
/// `/fetched_on` for a day that is over or more than 30 days ahead. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewAllocationRound,
    responses((status = 201, body = AllocationRound, description = "Begun"), WriteFailures)
)]
#[post("/allocation_rounds")]
pub async fn create_allocation_round(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewAllocationRound>,
) -> Result<Created<AllocationRound>, Error> {
    let round = state.write_once(me, once, new.0, store::create::begin).await?;
    Ok(Created { location: Some(paths::allocation_round(round.id)), value: round })
}

/// Find an allocation round.
///
/// With what the caller's sites have in it. 404 for who is not concerned, until it is published.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    responses(
        (status = 200, body = AllocationRound, description = "The round",
            headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/allocation_rounds/{id}")]
pub async fn find_allocation_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
) -> Result<Tagged<AllocationRound>, Error> {
    state.read_as(me, move |cx, actor| store::find::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit an allocation round.
///
/// By coordinators of its food bank, before it is published, with `If-Match`. Lots and sites that are not named stay as they
/// are; lots that arrived since and sites that were not asked can be named too. Afterwards it is a draft, unless only its title
/// is new. 409 `round_state`; 422 `more_than_left` for more than there is of a lot, `gives_and_receives` for a site that would
/// have lots in the round and get some.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = AllocationRoundPatch,
    responses((status = 200, body = AllocationRound, description = "As it is now"), EditFailures)
)]
#[patch("/allocation_rounds/{id}")]
pub async fn update_allocation_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: IfMatch,
    patch: Valid<AllocationRoundPatch>,
) -> Result<Tagged<AllocationRound>, Error> {
    state.write_as(me, move |cx, actor| store::edit::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}
