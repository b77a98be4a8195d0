//! The endpoint of a round's revisions.

use crate::http::{Error, Identity, Private, State};
use crate::openapi::ReadFailures;
use crate::rounds::store::revision_list;
use actix_web::get;
use actix_web::web::Path;
use shared::ids::AllocationRoundId;
use shared::rounds::RoundRevisionList;

/// List the revisions of a round.
///
/// For members of its food bank and the administrator, the latest first: what was computed, set by hand, taken back and
/// refused, by whom, why, and what it cost the others.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    responses((status = 200, body = RoundRevisionList, description = "All revisions"), ReadFailures)
)]
#[get("/allocation_rounds/{id}/revisions")]
pub async fn list_round_revisions(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
) -> Result<Private<RoundRevisionList>, Error> {
    state.read_as(me, move |cx, actor| revision_list::list(cx, actor, *id)).await.map(Private)
}
