//! Endpoints of routes.

use crate::collection_rounds::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, TaggedNow, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::collection_rounds::{
    CollectionRoute, CollectionRoutePage, CollectionRoutePatch, CollectionRouteQuery, NewCollectionRoute,
};
use shared::ids::CollectionRouteId;
use shared::paths;

/// List collection routes.
///
/// Those of the caller's organisations that are run, by title; with `retired` also the others, after them. The administrator
/// sees all.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(CollectionRouteQuery),
    responses((status = 200, body = CollectionRoutePage, description = "A page of routes"), ReadFailures)
)]
#[get("/collection_routes")]
pub async fn list_collection_routes(
    state: State,
    me: Identity,
    query: ValidQuery<CollectionRouteQuery>,
) -> Result<Paged<CollectionRoutePage>, Error> {
    state.read_as(me, move |cx, actor| store::list_routes(cx, actor, &query.0)).await.map(Paged)
}

/// Keep a collection route.
///
/// By members of an approved organisation, for one of its sites. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewCollectionRoute,
    responses((status = 201, body = CollectionRoute, description = "Kept"), WriteFailures)
)]
#[post("/collection_routes")]
pub async fn create_collection_route(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewCollectionRoute>,
) -> Result<Created<CollectionRoute>, Error> {
    let route = state.write_once(me, once, new.0, store::create_route).await?;
    Ok(Created { location: Some(paths::collection_route(route.id)), value: route })
}

/// Find a collection route.
///
/// For members of its organisation and the administrator. Its ETag is for `If-Match` alone: what it says of today changes
/// without it, so nobody keeps the answer.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(("id" = CollectionRouteId, Path, description = "The route")),
    responses(
        (status = 200, body = CollectionRoute, description = "The route", headers(("ETag" = String, description = "Its version, for If-Match"))),
        ReadFailures
    )
)]
#[get("/collection_routes/{id}")]
pub async fn find_collection_route(
    state: State,
    me: Identity,
    id: Path<CollectionRouteId>,
) -> Result<TaggedNow<CollectionRoute>, Error> {
    state.read_as(me, move |cx, actor| store::find_route(cx, actor, *id)).await.map(TaggedNow)
}

/// Edit a collection route.
///
/// Needs `If-Match` with the version that was seen. Rounds that exist already stay as they are.
#[utoipa::path(
    tag = "collection_rounds",
    security(("bearer" = [])),
    params(
        ("id" = CollectionRouteId, Path, description = "The route"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = CollectionRoutePatch,
    responses((status = 200, body = CollectionRoute, description = "As it is now"), EditFailures)
)]
#[patch("/collection_routes/{id}")]
pub async fn update_collection_route(
    state: State,
    me: Identity,
    id: Path<CollectionRouteId>,
    seen: IfMatch,
    patch: Valid<CollectionRoutePatch>,
) -> Result<Tagged<CollectionRoute>, Error> {
    state.write_as(me, move |cx, actor| store::update_route(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}
