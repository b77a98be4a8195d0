//! Endpoints of recurring surplus.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::RecurringSurplusId;
use shared::paths;
use shared::recurring::{
    NewRecurringSurplus, OccurrenceDay, RecurringSurplus, RecurringSurplusPage, RecurringSurplusPatch, RecurringSurplusQuery,
};

/// List recurring surpluses.
///
/// Those of one of the caller's organisations, newest first, ended ones too.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(RecurringSurplusQuery),
    responses((status = 200, body = RecurringSurplusPage, description = "A page of recurring surpluses"), ReadFailures)
)]
#[get("/recurring_surpluses")]
pub async fn list_recurring_surpluses(
    state: State,
    me: Identity,
    query: ValidQuery<RecurringSurplusQuery>,
) -> Result<Paged<RecurringSurplusPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Plan a recurring surplus.
///
/// On each of its days an offer is published by itself, `lead_hours` before the pick-up. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewRecurringSurplus,
    responses((status = 201, body = RecurringSurplus, description = "Planned"), WriteFailures)
)]
#[post("/recurring_surpluses")]
pub async fn create_recurring_surplus(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewRecurringSurplus>,
) -> Result<Created<RecurringSurplus>, Error> {
    let planned = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::recurring_surplus(planned.id)), value: planned })
}

/// Find a recurring surplus.
///
/// For members of the giver.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("id" = RecurringSurplusId, Path, description = "The recurring surplus")),
    responses(
        (status = 200, body = RecurringSurplus, description = "The recurring surplus", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/recurring_surpluses/{id}")]
pub async fn find_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a recurring surplus.
///
/// Needs `If-Match` with the version that was seen. Offers that are published already stay as they are.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(
        ("id" = RecurringSurplusId, Path, description = "The recurring surplus"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = RecurringSurplusPatch,
    responses((status = 200, body = RecurringSurplus, description = "As it is now"), EditFailures)
)]
#[patch("/recurring_surpluses/{id}")]
pub async fn update_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
    seen: IfMatch,
    patch: Valid<RecurringSurplusPatch>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Pause a recurring surplus.
///
/// Publishes nothing until it is resumed. 409 `recurring_state` unless it is active.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("id" = RecurringSurplusId, Path, description = "The recurring surplus")),
    responses((status = 200, body = RecurringSurplus, description = "As it is now"), EditFailures)
)]
#[post("/recurring_surpluses/{id}/pause")]
pub async fn pause_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.write_as(me, move |cx, actor| store::pause(cx, actor, *id)).await.map(Tagged)
}

/// Resume a recurring surplus.
///
/// Publishes again, from now on in the caller's name. 409 `recurring_state` unless it is paused.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("id" = RecurringSurplusId, Path, description = "The recurring surplus")),
    responses((status = 200, body = RecurringSurplus, description = "As it is now"), EditFailures)
)]
#[post("/recurring_surpluses/{id}/resume")]
pub async fn resume_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.write_as(me, move |cx, actor| store::resume(cx, actor, *id)).await.map(Tagged)
}

/// End a recurring surplus.
///
/// Publishes nothing any more. 409 `recurring_state` once it is ended.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("id" = RecurringSurplusId, Path, description = "The recurring surplus")),
    responses((status = 200, body = RecurringSurplus, description = "As it is now"), EditFailures)
)]
#[post("/recurring_surpluses/{id}/end")]
pub async fn end_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.write_as(me, move |cx, actor| store::end(cx, actor, *id)).await.map(Tagged)
}

/// Skip one occurrence.
///
/// That day passes without an offer. 409 `no_occurrence` for a day that is none, or is published or skipped already.
#[utoipa::path(
    tag = "recurring_surpluses",
    security(("bearer" = [])),
    params(("id" = RecurringSurplusId, Path, description = "The recurring surplus")),
    request_body = OccurrenceDay,
    responses((status = 200, body = RecurringSurplus, description = "As it is now"), EditFailures)
)]
#[post("/recurring_surpluses/{id}/skip")]
pub async fn skip_recurring_surplus(
    state: State,
    me: Identity,
    id: Path<RecurringSurplusId>,
    skipped: Valid<OccurrenceDay>,
) -> Result<Tagged<RecurringSurplus>, Error> {
    state.write_as(me, move |cx, actor| store::skip(cx, actor, *id, skipped.0.day)).await.map(Tagged)
}
