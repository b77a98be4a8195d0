//! Endpoints of acceptance criteria.

use super::store;
use crate::http::{Error, Identity, IfMatch, NoContent, Private, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures};
use actix_web::web::Path;
use actix_web::{delete, get, put};
use shared::acceptance::{Acceptance, AcceptanceCriteria, ObjectionList, ObjectionQuery};
use shared::ids::SiteId;

/// Find what a site takes.
///
/// Seen by whoever sees the site. A site that has declared nothing takes anything.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site")),
    responses((status = 200, body = Acceptance, description = "The criteria; their version is the ETag"), ReadFailures)
)]
#[get("/sites/{id}/acceptance")]
pub async fn find_acceptance(state: State, me: Identity, id: Path<SiteId>) -> Result<Tagged<Acceptance>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Find what speaks against an offer, by a site's criteria.
///
/// A warning before a claim: none is refused for it. 422 `?offer` `unknown`.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site"), ObjectionQuery),
    responses((status = 200, body = ObjectionList, description = "All of it"), ReadFailures)
)]
#[get("/sites/{id}/acceptance/objections")]
pub async fn find_objections(
    state: State,
    me: Identity,
    id: Path<SiteId>,
    query: ValidQuery<ObjectionQuery>,
) -> Result<Private<ObjectionList>, Error> {
    state.read_as(me, move |cx, actor| store::objections(cx, actor, *id, &query.0)).await.map(Private)
}

/// Declare what a site takes.
///
/// For the coordinators of its organisation and the administrator, in place of what was declared before. From then on its
/// organisation is not called for what the site does not take. 422 `/categories/0` `unknown`.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "The ETag of the criteria that these replace")),
    request_body = AcceptanceCriteria,
    responses((status = 200, body = Acceptance, description = "As declared"), EditFailures)
)]
#[put("/sites/{id}/acceptance")]
pub async fn replace_acceptance(
    state: State,
    me: Identity,
    id: Path<SiteId>,
    seen: IfMatch,
    Valid(criteria): Valid<AcceptanceCriteria>,
) -> Result<Tagged<Acceptance>, Error> {
    state.write_as(me, move |cx, actor| store::replace(cx, actor, *id, seen, &criteria)).await.map(Tagged)
}

/// Take back what a site has declared to take.
///
/// For the coordinators of its organisation and the administrator: the site takes anything again.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "The ETag of the criteria that are taken back")),
    responses((status = 204, description = "Taken back"), EditFailures)
)]
#[delete("/sites/{id}/acceptance")]
pub async fn delete_acceptance(state: State, me: Identity, id: Path<SiteId>, seen: IfMatch) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| store::delete(cx, actor, *id, seen)).await.map(|()| NoContent)
}
