//! Endpoints of organisations.

use super::store;
use crate::http::{Actor, Created, Cx, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::OrganisationId;
use shared::organisations::{
    NewOrganisation, Organisation, OrganisationAction, OrganisationPage, OrganisationPatch, OrganisationQuery, Reason,
};
use shared::paths;

/// List organisations by name.
///
/// Members see approved ones; only the administrator may ask for another `status` (else 403 `forbidden`). 403
/// `organisation_not_approved` for those who belong to no approved organisation.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(OrganisationQuery),
    responses((status = 200, body = OrganisationPage, description = "A page of organisations"), ReadFailures)
)]
#[get("/organisations")]
pub async fn list_organisations(
    state: State,
    identity: Identity,
    ValidQuery(query): ValidQuery<OrganisationQuery>,
) -> Result<Paged<OrganisationPage>, Error> {
    state.read_as(identity, move |cx, actor| store::list(cx, actor, &query)).await.map(Paged)
}

/// Register another organisation.
///
/// The caller becomes its coordinator; it waits for the administrator. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    request_body = NewOrganisation,
    responses((status = 201, body = Organisation, description = "The organisation, pending"), WriteFailures)
)]
#[post("/organisations")]
pub async fn create_organisation(
    state: State,
    identity: Identity,
    once: Once,
    Valid(new): Valid<NewOrganisation>,
) -> Result<Created<Organisation>, Error> {
    let value = state.write_once(identity, once, new, store::create).await?;
    Ok(Created { location: Some(paths::organisation(value.id)), value })
}

/// Find an organisation.
///
/// An approved one, or one of the caller's own; else 404.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = Organisation, description = "The organisation; its version is the ETag"), ReadFailures)
)]
#[get("/organisations/{id}")]
pub async fn find_organisation(
    state: State,
    identity: Identity,
    id: Path<OrganisationId>,
) -> Result<Tagged<Organisation>, Error> {
    state.read_as(identity, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Change an organisation.
///
/// For its coordinators and the administrator. A member left out stays, `null` erases. 412 `precondition_failed` when
/// somebody else changed it since the version in `If-Match`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(
        ("id" = OrganisationId, Path, description = "The organisation"),
        ("If-Match" = String, Header, description = "The ETag that the change is based on")),
    request_body = OrganisationPatch,
    responses((status = 200, body = Organisation, description = "The organisation as changed"), EditFailures)
)]
#[patch("/organisations/{id}")]
pub async fn update_organisation(
    state: State,
    identity: Identity,
    id: Path<OrganisationId>,
    seen: IfMatch,
    Valid(patch): Valid<OrganisationPatch>,
) -> Result<Tagged<Organisation>, Error> {
    state.write_as(identity, move |cx, actor| store::update(cx, actor, *id, seen, &patch)).await.map(Tagged)
}

/// Approve an organisation.
///
/// For the administrator. Its coordinators get a mail. 409 `already_decided`. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = Organisation, description = "The organisation, approved"), WriteFailures)
)]
#[post("/organisations/{id}/approve")]
pub async fn approve_organisation(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
) -> Result<Tagged<Organisation>, Error> {
    state
        .write_once(identity, once, (), move |cx, actor, ()| {
            store::decide(cx, actor, *id, OrganisationAction::Approve, None)
        })
        .await
        .map(Tagged)
}

/// Refuse an organisation.
///
/// For the administrator. Its coordinators get a mail with the reason. 409 `already_decided`. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = Reason,
    responses((status = 200, body = Organisation, description = "The organisation, refused"), WriteFailures)
)]
#[post("/organisations/{id}/refuse")]
pub async fn refuse_organisation(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
    Valid(why): Valid<Reason>,
) -> Result<Tagged<Organisation>, Error> {
    let refuse = with_reason(*id, OrganisationAction::Refuse);
    state.write_once(identity, once, why, refuse).await.map(Tagged)
}

/// Suspend an organisation.
///
/// For the administrator. It writes nothing in its own name any more (403 `organisation_suspended`), its open offers are
/// withdrawn and requests that wait for its answer declined; what is agreed on may be brought to an end or called off by
/// either side. Its coordinators get a mail with the reason. 409 `organisation_state` unless it is approved. Takes
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = Reason,
    responses((status = 200, body = Organisation, description = "The organisation, suspended"), WriteFailures)
)]
#[post("/organisations/{id}/suspend")]
pub async fn suspend_organisation(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
    Valid(why): Valid<Reason>,
) -> Result<Tagged<Organisation>, Error> {
    let suspend = with_reason(*id, OrganisationAction::Suspend);
    state.write_once(identity, once, why, suspend).await.map(Tagged)
}

/// Reinstate an organisation.
///
/// For the administrator: ends a suspension. Offers that were withdrawn stay so. Its coordinators get a mail. 409
/// `organisation_state` unless it is suspended. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = Organisation, description = "The organisation, approved again"), WriteFailures)
)]
#[post("/organisations/{id}/reinstate")]
pub async fn reinstate_organisation(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
) -> Result<Tagged<Organisation>, Error> {
    let reinstate =
        move |cx: &mut Cx<'_>, actor: &Actor, (): &()| store::decide(cx, actor, *id, OrganisationAction::Reinstate, None);
    state.write_once(identity, once, (), reinstate).await.map(Tagged)
}

/// A decision that is told with its reason.
fn with_reason(
    id: OrganisationId,
    action: OrganisationAction,
) -> impl Fn(&mut Cx<'_>, &Actor, &Reason) -> Result<Organisation, Error> + Send + 'static {
    move |cx, actor, why| store::decide(cx, actor, id, action, Some(why.reason.trim()))
}
