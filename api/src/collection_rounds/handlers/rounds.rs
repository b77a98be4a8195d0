//! Endpoints of rounds as a whole: listed, begun, found, changed, written into a table.

use crate::collection_rounds::store;
use crate::http::{Created, Download, Error, Identity, IfMatch, Language, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::collection_rounds::{
    CollectionRound, CollectionRoundPage, CollectionRoundPatch, CollectionRoundQuery, CollectionTableQuery,
    NewCollectionRound,
};
use shared::ids::CollectionRoundId;
use shared::paths;

/// List collection rounds.
///
/// Those of the caller's organisations, the latest day first, without their stops. The administrator sees all.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(CollectionRoundQuery),
    responses((status = 200, body = CollectionRoundPage, description = "A page of rounds"), ReadFailures)
)]
#[get("/collection_rounds")]
pub async fn list_collection_rounds(
    state: State,
    me: Identity,
    query: ValidQuery<CollectionRoundQuery>,
) -> Result<Paged<CollectionRoundPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Begin a collection round.
///
/// By members of an approved organisation: of one of its routes, whose stops are copied, or of stops of its own for one of
/// its sites. 409 `round_exists` where the route has a round on that day that is not cancelled; 422 `/day` for a day that is
/// more than 31 days away, `/route_id` `retired` for a route that is run no more. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewCollectionRound,
    responses((status = 201, body = CollectionRound, description = "Begun"), WriteFailures)
)]
#[post("/collection_rounds")]
pub async fn create_collection_round(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewCollectionRound>,
) -> Result<Created<CollectionRound>, Error> {
    let round = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::collection_round(round.id)), value: round })
}

/// Export what finished collection rounds brought.
///
/// A row for each thing that a shop gave, with a heading, as the spreadsheets of the reader's language open it: in French with
/// semicolons and decimal commas. At most 50 000 rows: a last row tells where there are more. A cell that a spreadsheet would
/// take for a formula begins with an apostrophe. For members of the organisation and the administrator. 422 for an `until`
/// before `from`, or more than 366 days.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(CollectionTableQuery, ("Accept-Language" = Option<String>, Header, description = "French or English")),
    responses((status = 200, body = String, content_type = "text/csv", description = "The table"), ReadFailures)
)]
#[get("/collection_rounds/table")]
pub async fn find_collection_table(
    state: State,
    me: Identity,
    query: ValidQuery<CollectionTableQuery>,
    language: Language,
) -> Result<Download, Error> {
    let table = state.read_as(me, move |cx, actor| store::table(cx, actor, &query.0, language.0)).await?;
    Ok(Download::csv("collection-rounds.csv", table))
}

/// Find a collection round.
///
/// With its stops and what the shops gave. For members of its organisation and the administrator.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(("id" = CollectionRoundId, Path, description = "The round")),
    responses(
        (status = 200, body = CollectionRound, description = "The round", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/collection_rounds/{id}")]
pub async fn find_collection_round(
    state: State,
    me: Identity,
    id: Path<CollectionRoundId>,
) -> Result<Tagged<CollectionRound>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a collection round.
///
/// Who drives, and another shop at the end. Needs `If-Match` with the version that was seen. While it is open, else 409
/// `round_closed`.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(
        ("id" = CollectionRoundId, Path, description = "The round"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = CollectionRoundPatch,
    responses((status = 200, body = CollectionRound, description = "As it is now"), EditFailures)
)]
#[patch("/collection_rounds/{id}")]
pub async fn update_collection_round(
    state: State,
    me: Identity,
    id: Path<CollectionRoundId>,
    seen: IfMatch,
    patch: Valid<CollectionRoundPatch>,
) -> Result<Tagged<CollectionRound>, Error> {
    state.write_as(me, move |cx, actor| store::update(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}
