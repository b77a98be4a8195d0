//! Endpoints of schedules by which rounds begin.

use crate::http::{Created, Error, Identity, NoContent, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use crate::rounds::store::schedules;
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::ids::AllocationScheduleId;
use shared::paths;
use shared::rounds::{AllocationSchedule, AllocationScheduleList, NewAllocationSchedule};

/// List the schedules by which rounds begin.
///
/// Those of the caller's food banks, by day and time; all of them for the administrator.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    responses((status = 200, body = AllocationScheduleList, description = "The schedules"), ReadFailures)
)]
#[get("/allocation_schedules")]
pub async fn list_schedules(state: State, me: Identity) -> Result<Private<AllocationScheduleList>, Error> {
    state.read_as(me, schedules::list).await.map(Private)
}

/// Make a schedule by which rounds begin.
///
/// Every week at this time, by the clocks of the network's time zone, a round is begun with all that the food bank has,
/// shared out, and its coordinators are told. For coordinators of an approved food bank. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewAllocationSchedule,
    responses((status = 201, body = AllocationSchedule, description = "Made"), WriteFailures)
)]
#[post("/allocation_schedules")]
pub async fn create_schedule(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewAllocationSchedule>,
) -> Result<Created<AllocationSchedule>, Error> {
    let made = state.write_once(me, once, new.0, schedules::create).await?;
    Ok(Created { location: Some(paths::allocation_schedule(made.id)), value: made })
}

/// End a schedule.
///
/// Rounds that it has begun stay. For coordinators of its food bank.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationScheduleId, Path, description = "The schedule")),
    responses((status = 204, description = "Ended"), WriteFailures)
)]
#[delete("/allocation_schedules/{id}")]
pub async fn delete_schedule(state: State, me: Identity, id: Path<AllocationScheduleId>) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| schedules::delete(cx, actor, *id)).await.map(|()| NoContent)
}
