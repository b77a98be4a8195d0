//! The endpoint of a round with all its parts.

use crate::http::{Error, Identity, State, Tagged};
use crate::openapi::ReadFailures;
use crate::rounds::store;
use actix_web::get;
use actix_web::web::Path;
use shared::ids::AllocationRoundId;
use shared::rounds::Workbench;

/// Find a round with all its parts.
///
/// For members of its food bank and the administrator: lots, recipients with what counts of them, requests, and the lines of the
/// last revision. Parts name each other by their places. Decisions need the `version` of the round that is in it.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    responses(
        (status = 200, body = Workbench, description = "The round and its parts",
            headers(("ETag" = String, description = "Changes with any of it"))),
        (status = 304, description = "The caller has this"),
        ReadFailures
    )
)]
#[get("/allocation_rounds/{id}/workbench")]
pub async fn find_workbench(state: State, me: Identity, id: Path<AllocationRoundId>) -> Result<Tagged<Workbench>, Error> {
    state.read_as(me, move |cx, actor| store::workbench::find(cx, actor, *id)).await.map(Tagged)
}
