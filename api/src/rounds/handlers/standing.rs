//! Endpoints of what sites ask for in every round.

use crate::http::{Error, Identity, IfMatch, Private, State, Tagged, Valid};
use crate::openapi::{EditFailures, ReadFailures};
use crate::rounds::store::standing;
use actix_web::web::Path;
use actix_web::{get, put};
use shared::ids::SiteId;
use shared::rounds::{NewStandingRequest, StandingRequest};

/// Find what a site asks for in every round.
///
/// For members of its organisation, of food banks, and the administrator. Its `version` is for `If-Match`; what the site's
/// people and transport come to changes without it.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site")),
    responses((status = 200, body = StandingRequest, description = "The standing request"), ReadFailures)
)]
#[get("/sites/{id}/standing_request")]
pub async fn find_standing_request(state: State, me: Identity, id: Path<SiteId>) -> Result<Private<StandingRequest>, Error> {
    state.read_as(me, move |cx, actor| standing::find(cx, actor, *id)).await.map(Private)
}

/// Declare what a site asks for in every round.
///
/// For the coordinators of its organisation and the administrator, in place of what was declared before; without any line the
/// site takes part in no round that is still to begin. Rounds that have begun keep what they were told.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "The version that this replaces; \"1\" where nothing was declared")
    ),
    request_body = NewStandingRequest,
    responses((status = 200, body = StandingRequest, description = "As declared; its version is the ETag"), EditFailures)
)]
#[put("/sites/{id}/standing_request")]
pub async fn declare_standing_request(
    state: State,
    me: Identity,
    id: Path<SiteId>,
    seen: IfMatch,
    new: Valid<NewStandingRequest>,
) -> Result<Tagged<StandingRequest>, Error> {
    state.write_as(me, move |cx, actor| standing::declare(cx, actor, *id, seen, &new.0)).await.map(Tagged)
}
