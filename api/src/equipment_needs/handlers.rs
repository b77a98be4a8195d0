//! Endpoints of needs of equipment.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::equipment_needs::{
    EquipmentNeed, EquipmentNeedMet, EquipmentNeedPage, EquipmentNeedPatch, EquipmentNeedQuery, NewEquipmentNeed,
};
use shared::ids::EquipmentNeedId;
use shared::paths;

/// List needs of equipment.
///
/// What approved organisations look for and have not found, nearest first where a place is named, else the soonest first.
/// With `organisation` set to one of the caller's own, all of its needs, the latest first.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(EquipmentNeedQuery),
    responses((status = 200, body = EquipmentNeedPage, description = "A page of needs"), ReadFailures)
)]
#[get("/equipment_needs")]
pub async fn list_equipment_needs(
    state: State,
    me: Identity,
    query: ValidQuery<EquipmentNeedQuery>,
) -> Result<Paged<EquipmentNeedPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Publish a need of equipment.
///
/// For one of the caller's sites, for at most 90 days within a year. Those who could lend it are told. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewEquipmentNeed,
    responses((status = 201, body = EquipmentNeed, description = "Published"), WriteFailures)
)]
#[post("/equipment_needs")]
pub async fn create_equipment_need(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewEquipmentNeed>,
) -> Result<Created<EquipmentNeed>, Error> {
    let need = state.write_once(me, once, new.0, store::publish).await?;
    Ok(Created { location: Some(paths::equipment_need(need.id)), value: need })
}

/// Find a need of equipment.
///
/// For members of the network; what is met, taken back or over too.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(("id" = EquipmentNeedId, Path, description = "The need")),
    responses(
        (status = 200, body = EquipmentNeed, description = "The need", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/equipment_needs/{id}")]
pub async fn find_equipment_need(
    state: State,
    me: Identity,
    id: Path<EquipmentNeedId>,
) -> Result<Tagged<EquipmentNeed>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a need of equipment.
///
/// Needs `If-Match` with the version that was seen. 409 `need_closed` once it is met, taken back or over.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentNeedId, Path, description = "The need"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = EquipmentNeedPatch,
    responses((status = 200, body = EquipmentNeed, description = "As it is now"), EditFailures)
)]
#[patch("/equipment_needs/{id}")]
pub async fn update_equipment_need(
    state: State,
    me: Identity,
    id: Path<EquipmentNeedId>,
    seen: IfMatch,
    patch: Valid<EquipmentNeedPatch>,
) -> Result<Tagged<EquipmentNeed>, Error> {
    state.write_as(me, move |cx, actor| store::edit(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Withdraw a need of equipment.
///
/// It leaves the lists. 409 `need_closed` once it is met, taken back or over.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(("id" = EquipmentNeedId, Path, description = "The need")),
    responses((status = 200, body = EquipmentNeed, description = "The need, withdrawn"), WriteFailures)
)]
#[post("/equipment_needs/{id}/withdraw")]
pub async fn withdraw_equipment_need(
    state: State,
    me: Identity,
    id: Path<EquipmentNeedId>,
) -> Result<Tagged<EquipmentNeed>, Error> {
    state.write_as(me, move |cx, actor| store::withdraw(cx, actor, *id)).await.map(Tagged)
}

/// Confirm that a need of equipment is met.
///
/// By a loan of its organisation that lies in the time asked for, or otherwise. It leaves the lists. A loan that was asked
/// for with `equipment_need_id` does this by itself when it is agreed; where such a loan is called off, the need is open
/// again. 409 `need_closed` once it is met, taken back or over.
#[utoipa::path(
    tag = "equipment_needs",
    security(("bearer" = [])),
    params(("id" = EquipmentNeedId, Path, description = "The need")),
    request_body = EquipmentNeedMet,
    responses((status = 200, body = EquipmentNeed, description = "The need, met"), WriteFailures)
)]
#[post("/equipment_needs/{id}/confirm")]
pub async fn confirm_equipment_need(
    state: State,
    me: Identity,
    id: Path<EquipmentNeedId>,
    met: Valid<EquipmentNeedMet>,
) -> Result<Tagged<EquipmentNeed>, Error> {
    state.write_as(me, move |cx, actor| store::confirm(cx, actor, *id, &met.0)).await.map(Tagged)
}
