//! Endpoints of those who wait for an item.

use super::store;
use crate::http::{Created, Error, Identity, NoContent, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::ids::{EquipmentId, WaitId};
use shared::waits::{EquipmentWaits, NewWait};

/// List those who wait for an item.
///
/// The first first: for its lender's members all of them, for others their own organisations, each with its place.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item")),
    responses((status = 200, body = EquipmentWaits, description = "The queue"), ReadFailures)
)]
#[get("/equipment/{id}/waits")]
pub async fn list_equipment_waits(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
) -> Result<Private<EquipmentWaits>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, *id)).await.map(Private)
}

/// Wait for an item.
///
/// For days that are taken. When they become free, the first in the queue is told and has a day in which nobody else may
/// ask for them (less where they begin soon); then it is the next one's turn. 409: `equipment_free` where they can be had,
/// `already_waiting`, `equipment_retired`, `own_equipment`.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewWait,
    responses((status = 201, body = EquipmentWaits, description = "The caller's places in the queue"), WriteFailures)
)]
#[post("/equipment/{id}/waits")]
pub async fn create_equipment_wait(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    once: Once,
    new: Valid<NewWait>,
) -> Result<Created<EquipmentWaits>, Error> {
    let joined = state.write_once(me, once, new.0, move |cx, actor, new| store::join(cx, actor, *id, new)).await?;
    Ok(Created { location: None, value: joined })
}

/// Stop waiting for an item.
///
/// Days that were kept for the organisation are the next one's.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("wait" = WaitId, Path, description = "The place in its queue")
    ),
    responses((status = 204, description = "Given up"), WriteFailures)
)]
#[delete("/equipment/{id}/waits/{wait}")]
pub async fn delete_equipment_wait(
    state: State,
    me: Identity,
    path: Path<(EquipmentId, WaitId)>,
) -> Result<NoContent, Error> {
    let (id, wait) = path.into_inner();
    state.write_as(me, move |cx, actor| store::leave(cx, actor, id, wait)).await.map(|()| NoContent)
}
