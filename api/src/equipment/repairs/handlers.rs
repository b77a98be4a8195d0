//! Endpoints of repairs.

use super::store;
use crate::http::{Created, Error, Identity, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::{EquipmentId, RepairId};
use shared::repairs::{NewRepair, RepairDone, Repairs};

/// List an item's repairs.
///
/// What is and was broken, the latest first; for its owner's members.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item")),
    responses((status = 200, body = Repairs, description = "The repairs"), ReadFailures)
)]
#[get("/equipment/{id}/repairs")]
pub async fn list_equipment_repairs(state: State, me: Identity, id: Path<EquipmentId>) -> Result<Private<Repairs>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, *id)).await.map(Private)
}

/// Report that an item is broken.
///
/// By its owner's members. Where it cannot be lent, nobody can ask for it (409 `equipment_in_repair`) until the repair is
/// ended, or from when it should be ready on; those who are to have it before are warned, and keep their loans.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewRepair,
    responses((status = 201, body = Repairs, description = "Reported"), WriteFailures)
)]
#[post("/equipment/{id}/repairs")]
pub async fn create_equipment_repair(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    once: Once,
    new: Valid<NewRepair>,
) -> Result<Created<Repairs>, Error> {
    let opened = state.write_once(me, once, new.0, move |cx, actor, new| store::open(cx, actor, *id, new)).await?;
    Ok(Created { location: None, value: opened })
}

/// End an item's repair.
///
/// With what was done. It can be lent again from then on, unless something else is broken. 412 once it is ended.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("repair" = RepairId, Path, description = "The repair"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = RepairDone,
    responses((status = 200, body = Repairs, description = "Ended"), WriteFailures)
)]
#[post("/equipment/{id}/repairs/{repair}/end")]
pub async fn end_equipment_repair(
    state: State,
    me: Identity,
    path: Path<(EquipmentId, RepairId)>,
    once: Once,
    told: Valid<RepairDone>,
) -> Result<Private<Repairs>, Error> {
    let (id, repair) = path.into_inner();
    state.write_once(me, once, told.0, move |cx, actor, told| store::end(cx, actor, id, repair, told)).await.map(Private)
}
