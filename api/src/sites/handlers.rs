//! Endpoints of sites.

use super::store;
use crate::http::{Actor, Created, Cx, Error, Identity, IfMatch, NoContent, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, patch, post};
use shared::ids::{OrganisationId, SiteId};
use shared::paths;
use shared::sites::{NewSite, Site, SitePage, SitePatch, SiteQuery};

/// List sites by name.
///
/// Those of approved organisations and of the caller's own. 403 `organisation_not_approved` for those who belong to no
/// approved organisation, unless they ask for their own organisation's.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(SiteQuery),
    responses((status = 200, body = SitePage, description = "A page of sites"), ReadFailures)
)]
#[get("/sites")]
pub async fn list_sites(
    state: State,
    identity: Identity,
    ValidQuery(query): ValidQuery<SiteQuery>,
) -> Result<Paged<SitePage>, Error> {
    state.read_as(identity, move |cx, actor| store::list(cx, actor, &query)).await.map(Paged)
}

/// Add a site to an organisation.
///
/// For its coordinators and the administrator. 422 `/insee_code` or `/postcode` `unknown`, `/opening_hours`
/// `opening_hours`. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = NewSite,
    responses((status = 201, body = Site, description = "The site"), WriteFailures)
)]
#[post("/organisations/{id}/sites")]
pub async fn create_site(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
    Valid(new): Valid<NewSite>,
) -> Result<Created<Site>, Error> {
    let create = move |cx: &mut Cx<'_>, actor: &Actor, new: &NewSite| store::create(cx, actor, *id, new);
    let value = state.write_once(identity, once, new, create).await?;
    Ok(Created { location: Some(paths::site(value.id)), value })
}

/// Find a site.
///
/// One of an approved organisation, or of the caller's own; else 404.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site")),
    responses((status = 200, body = Site, description = "The site; its version is the ETag"), ReadFailures)
)]
#[get("/sites/{id}")]
pub async fn find_site(state: State, identity: Identity, id: Path<SiteId>) -> Result<Tagged<Site>, Error> {
    state.read_as(identity, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Change a site.
///
/// For the coordinators of its organisation and the administrator. A member left out stays, `null` erases. 412
/// `precondition_failed` when somebody else changed it since the version in `If-Match`; 422 as for a new site.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "The ETag that the change is based on")),
    request_body = SitePatch,
    responses((status = 200, body = Site, description = "The site as changed"), EditFailures)
)]
#[patch("/sites/{id}")]
pub async fn update_site(
    state: State,
    identity: Identity,
    id: Path<SiteId>,
    seen: IfMatch,
    Valid(patch): Valid<SitePatch>,
) -> Result<Tagged<Site>, Error> {
    state.write_as(identity, move |cx, actor| store::update(cx, actor, *id, seen, &patch)).await.map(Tagged)
}

/// Delete a site.
///
/// For the coordinators of its organisation and the administrator. 409 `site_in_use` when offers, claims or stock
/// movements name it; 412 `precondition_failed` when somebody else changed it meanwhile.
#[utoipa::path(
    tag = "sites",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("If-Match" = String, Header, description = "The ETag of the version that is deleted")),
    responses((status = 204, description = "Deleted"), EditFailures)
)]
#[delete("/sites/{id}")]
pub async fn delete_site(state: State, identity: Identity, id: Path<SiteId>, seen: IfMatch) -> Result<NoContent, Error> {
    state.write_as(identity, move |cx, actor| store::delete(cx, actor, *id, seen)).await?;
    Ok(NoContent)
}
