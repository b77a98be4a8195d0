//! Endpoints of saved searches.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, NoContent, Once, State, Tagged, Valid};
use crate::openapi::{EditFailures, PublicFailures, ReadFailures, WriteFailures};
use actix_web::web::{Json, Path};
use actix_web::{delete, get, patch, post};
use shared::ids::SavedSearchId;
use shared::saved_searches::{AlertPreview, NewSavedSearch, SavedSearch, SavedSearchList, SavedSearchPatch};

/// List the caller's saved searches.
///
/// By name, with how many open offers are new since the last look.
#[utoipa::path(
    tag = "saved_searches",
    security(("bearer" = [])),
    responses((status = 200, body = SavedSearchList, description = "At most 20"), ReadFailures)
)]
#[get("/saved_searches")]
pub async fn list_saved_searches(state: State, me: Identity) -> Result<Json<SavedSearchList>, Error> {
    state.read_as(me, store::list).await.map(Json)
}

/// Save a search.
///
/// Offers that are on the board already are not new to it. 409 `too_many_saved_searches` beyond 20; 422 for filters that
/// the board would refuse. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "saved_searches",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewSavedSearch,
    responses((status = 201, body = SavedSearch, description = "Saved"), WriteFailures)
)]
#[post("/saved_searches")]
pub async fn create_saved_search(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewSavedSearch>,
) -> Result<Created<SavedSearch>, Error> {
    let value = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { value, location: None })
}

/// Edit a saved search.
///
/// Name, filters, alert; needs `If-Match` with the version that was seen.
#[utoipa::path(
    tag = "saved_searches",
    security(("bearer" = [])),
    params(
        ("id" = SavedSearchId, Path, description = "The saved search"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = SavedSearchPatch,
    responses((status = 200, body = SavedSearch, description = "The search as it is now"), EditFailures)
)]
#[patch("/saved_searches/{id}")]
pub async fn update_saved_search(
    state: State,
    me: Identity,
    id: Path<SavedSearchId>,
    seen: IfMatch,
    patch: Valid<SavedSearchPatch>,
) -> Result<Tagged<SavedSearch>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Delete a saved search.
///
/// No more mails of it. Somebody else's is 404.
#[utoipa::path(
    tag = "saved_searches",
    security(("bearer" = [])),
    params(("id" = SavedSearchId, Path, description = "The saved search")),
    responses((status = 204, description = "Gone"), WriteFailures)
)]
#[delete("/saved_searches/{id}")]
pub async fn delete_saved_search(state: State, me: Identity, id: Path<SavedSearchId>) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| store::delete(cx, actor, *id)).await.map(|()| NoContent)
}

/// Look at what a saved search finds.
///
/// Nothing is new to it afterwards.
#[utoipa::path(
    tag = "saved_searches",
    security(("bearer" = [])),
    params(("id" = SavedSearchId, Path, description = "The saved search")),
    responses((status = 200, body = SavedSearch, description = "The search, looked at now"), WriteFailures)
)]
#[post("/saved_searches/{id}/look")]
pub async fn look_at_saved_search(
    state: State,
    me: Identity,
    id: Path<SavedSearchId>,
) -> Result<Tagged<SavedSearch>, Error> {
    state.write_as(me, move |cx, actor| store::look(cx, actor, *id)).await.map(Tagged)
}

/// Find the alert of a mail's link.
///
/// For the page on which it is stopped; needs no token but the link's.
#[utoipa::path(
    tag = "saved_searches",
    security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    responses((status = 200, body = AlertPreview, description = "The alert"), PublicFailures)
)]
#[get("/alerts/{token}")]
pub async fn find_alert(state: State, token: Path<String>) -> Result<Json<AlertPreview>, Error> {
    state.read(move |cx| store::find_alert(cx, &token)).await.map(Json)
}

/// Stop the alert of a mail's link.
///
/// No more mails of this search; the search stays. Needs no token but the link's, and may be repeated.
#[utoipa::path(
    tag = "saved_searches",
    security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    responses((status = 200, body = AlertPreview, description = "The alert, off"), PublicFailures)
)]
#[post("/alerts/{token}/stop")]
pub async fn stop_alert(state: State, token: Path<String>) -> Result<Json<AlertPreview>, Error> {
    let stopped = state.write_open(|(owner, _)| Some(*owner), move |cx| store::stop_alert(cx, &token)).await?;
    Ok(Json(stopped.1))
}
