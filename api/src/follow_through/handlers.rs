//! Endpoint of follow-through.

use super::store;
use crate::http::{Error, Identity, Private, State};
use crate::openapi::ReadFailures;
use actix_web::get;
use actix_web::web::Path;
use shared::follow_through::FollowThrough;
use shared::ids::OrganisationId;

/// Find what became of an organisation's promises.
///
/// Of the last 180 days, for its members and the administrator; 404 for everybody else. What is still running is not
/// counted.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = FollowThrough, description = "Its promises, by kind"), ReadFailures)
)]
#[get("/organisations/{id}/follow_through")]
pub async fn find_follow_through(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
) -> Result<Private<FollowThrough>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Private)
}
