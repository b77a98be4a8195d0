//! Endpoints of what sites ask for in a round, and of what is approved of it.

use crate::http::{Error, Identity, IfMatch, Private, State, Tagged, Valid};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use crate::rounds::store::requests;
use actix_web::web::Path;
use actix_web::{get, put};
use shared::ids::{AllocationRoundId, SiteId};
use shared::rounds::{AllocationRound, NewRoundApproval, NewRoundRequest, SiteRequest};

/// Find what a site asks for in a round.
///
/// For members of its organisation, of the food bank, and the administrator, from the beginning of the round on and after its
/// end: what was said for this round, or else what the site asks for in every one. Of a round that was given up, only its food
/// bank and the administrator know.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("site_id" = SiteId, Path, description = "The site")
    ),
    responses((status = 200, body = SiteRequest, description = "What it asks for"), ReadFailures)
)]
#[get("/allocation_rounds/{id}/requests/{site_id}")]
pub async fn find_round_request(
    state: State,
    me: Identity,
    path: Path<(AllocationRoundId, SiteId)>,
) -> Result<Private<SiteRequest>, Error> {
    let (id, site) = path.into_inner();
    state.read_as(me, move |cx, actor| requests::find(cx, actor, id, site)).await.map(Private)
}

/// Say what a site asks for in a round.
///
/// By members of its organisation, in the place of what it has asked for until now: an upper bound, never a claim to a share.
/// What was approved of a kind counts on where as much of it is asked for. Afterwards the round is a draft. 409 `round_state`
/// once it is published, `requests_over` after the time that was given for it.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("site_id" = SiteId, Path, description = "The site")
    ),
    request_body = NewRoundRequest,
    responses((status = 200, body = AllocationRound, description = "The round as it is now"), WriteFailures)
)]
#[put("/allocation_rounds/{id}/requests/{site_id}")]
pub async fn request_round(
    state: State,
    me: Identity,
    path: Path<(AllocationRoundId, SiteId)>,
    new: Valid<NewRoundRequest>,
) -> Result<Tagged<AllocationRound>, Error> {
    let (id, site) = path.into_inner();
    state.write_as(me, move |cx, actor| requests::request(cx, actor, id, site, &new.0)).await.map(Tagged)
}

/// Approve what a site asks for in a round.
///
/// By coordinators of its food bank, with `If-Match`. Of the kinds that are not named, all is approved that was asked for; what
/// differs needs a reason. Afterwards the round is a draft. 409 `round_state` once it is published.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("site_id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = NewRoundApproval,
    responses((status = 200, body = AllocationRound, description = "The round as it is now"), EditFailures)
)]
#[put("/allocation_rounds/{id}/approvals/{site_id}")]
pub async fn approve_request(
    state: State,
    me: Identity,
    path: Path<(AllocationRoundId, SiteId)>,
    seen: IfMatch,
    new: Valid<NewRoundApproval>,
) -> Result<Tagged<AllocationRound>, Error> {
    let (id, site) = path.into_inner();
    state.write_as(me, move |cx, actor| requests::approve(cx, actor, id, site, seen, &new.0)).await.map(Tagged)
}
