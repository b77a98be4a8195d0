//! Endpoints of equipment.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, NoContent, Once, Paged, Private, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, patch, post};
use shared::equipment::{
    BusyPeriod, CalendarQuery, Equipment, EquipmentCalendar, EquipmentPage, EquipmentPatch, EquipmentQuery, NewClosure,
    NewEquipment,
};
use shared::ids::{ClosureId, EquipmentId};
use shared::paths;

/// List equipment.
///
/// What approved organisations lend, nearest first where a place is named, else by name. With `free_from` and
/// `free_until`, what can be had for all of that time.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(EquipmentQuery),
    responses((status = 200, body = EquipmentPage, description = "A page of equipment"), ReadFailures)
)]
#[get("/equipment")]
pub async fn list_equipment(
    state: State,
    me: Identity,
    query: ValidQuery<EquipmentQuery>,
) -> Result<Paged<EquipmentPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Add equipment.
///
/// For members of an approved organisation. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewEquipment,
    responses((status = 201, body = Equipment, description = "Added"), WriteFailures)
)]
#[post("/equipment")]
pub async fn create_equipment(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewEquipment>,
) -> Result<Created<Equipment>, Error> {
    let added = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::equipment(added.id)), value: added })
}

/// Find equipment.
///
/// For members of the network; a retired item for its owner's members too.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item")),
    responses(
        (status = 200, body = Equipment, description = "The item", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/equipment/{id}")]
pub async fn find_equipment(state: State, me: Identity, id: Path<EquipmentId>) -> Result<Tagged<Equipment>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit equipment.
///
/// Needs `If-Match` with the version that was seen. Loans that are agreed stay as they are.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = EquipmentPatch,
    responses((status = 200, body = Equipment, description = "As it is now"), EditFailures)
)]
#[patch("/equipment/{id}")]
pub async fn update_equipment(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    seen: IfMatch,
    patch: Valid<EquipmentPatch>,
) -> Result<Tagged<Equipment>, Error> {
    state.write_as(me, move |cx, actor| store::update(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}

/// Retire equipment.
///
/// It is lent no more; loans that are agreed stay. 409 `equipment_retired` once it is.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item")),
    responses((status = 200, body = Equipment, description = "As it is now"), WriteFailures)
)]
#[post("/equipment/{id}/retire")]
pub async fn retire_equipment(state: State, me: Identity, id: Path<EquipmentId>) -> Result<Tagged<Equipment>, Error> {
    state.write_as(me, move |cx, actor| store::retire(cx, actor, *id)).await.map(Tagged)
}

/// Read an item's calendar.
///
/// When it cannot be had, at most 400 days. Who borrows it, and why it is closed, is for the owner's members.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item"), CalendarQuery),
    responses((status = 200, body = EquipmentCalendar, description = "The calendar"), ReadFailures)
)]
#[get("/equipment/{id}/calendar")]
pub async fn find_equipment_calendar(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    query: ValidQuery<CalendarQuery>,
) -> Result<Private<EquipmentCalendar>, Error> {
    state.read_as(me, move |cx, actor| store::calendar(cx, actor, *id, &query.0)).await.map(Private)
}

/// Close equipment for a time.
///
/// For maintenance or the owner's own use. 409 `equipment_busy` (with `busy_from`, `busy_until`) where it is lent or
/// closed already, `equipment_retired`.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewClosure,
    responses((status = 201, body = BusyPeriod, description = "Closed"), WriteFailures)
)]
#[post("/equipment/{id}/closures")]
pub async fn create_equipment_closure(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    once: Once,
    new: Valid<NewClosure>,
) -> Result<Created<BusyPeriod>, Error> {
    let closed = state.write_once(me, once, new.0, move |cx, actor, new| store::close(cx, actor, *id, new)).await?;
    Ok(Created { location: None, value: closed })
}

/// Open equipment again.
///
/// Takes a closure away.
#[utoipa::path(
    tag = "equipment",
    security(("bearer" = [])),
    params(
        ("id" = EquipmentId, Path, description = "The item"),
        ("closure" = ClosureId, Path, description = "The closure")
    ),
    responses((status = 204, description = "Taken away"), WriteFailures)
)]
#[delete("/equipment/{id}/closures/{closure}")]
pub async fn delete_equipment_closure(
    state: State,
    me: Identity,
    path: Path<(EquipmentId, ClosureId)>,
) -> Result<NoContent, Error> {
    let (id, closure) = path.into_inner();
    state.write_as(me, move |cx, actor| store::open(cx, actor, id, closure)).await.map(|()| NoContent)
}
