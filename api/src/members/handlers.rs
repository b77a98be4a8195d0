//! Endpoints of the people in an organisation.

use super::store;
use crate::http::{Actor, Cx, Error, Identity, NoContent, Once, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, patch, post};
use shared::ids::{OrganisationId, UserId};
use shared::members::{Appointment, Member, MemberList, MemberPatch};

/// List the members of an organisation.
///
/// By name, for its own members and the administrator; 403 `forbidden` for other members of the network.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = MemberList, description = "The members"), ReadFailures)
)]
#[get("/organisations/{id}/members")]
pub async fn list_members(state: State, identity: Identity, id: Path<OrganisationId>) -> Result<Private<MemberList>, Error> {
    state.read_as(identity, move |cx, actor| store::list(cx, actor, *id)).await.map(Private)
}

/// Change a member's role.
///
/// For coordinators and the administrator; the person gets a mail. 409 `last_coordinator` when nobody would manage the
/// organisation any more; 422 `/role` `unknown` when this kind of organisation has no such role.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("person_id" = UserId, Path, description = "The member")),
    request_body = MemberPatch,
    responses((status = 200, body = Member, description = "The member as changed"), WriteFailures)
)]
#[patch("/organisations/{id}/members/{person_id}")]
pub async fn update_member(
    state: State,
    identity: Identity,
    path: Path<(OrganisationId, UserId)>,
    Valid(patch): Valid<MemberPatch>,
) -> Result<Private<Member>, Error> {
    let (id, person) = path.into_inner();
    state.write_as(identity, move |cx, actor| store::change_role(cx, actor, id, person, patch.role)).await.map(Private)
}

/// Remove a member.
///
/// For coordinators and the administrator. The person loses access at once, keeps the account and gets a mail. 409
/// `last_coordinator`: an organisation keeps at least one person who manages it.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("person_id" = UserId, Path, description = "The member")),
    responses((status = 204, description = "Removed"), WriteFailures)
)]
#[delete("/organisations/{id}/members/{person_id}")]
pub async fn remove_member(
    state: State,
    identity: Identity,
    path: Path<(OrganisationId, UserId)>,
) -> Result<NoContent, Error> {
    let (id, person) = path.into_inner();
    state.write_as(identity, move |cx, actor| store::remove(cx, actor, id, person)).await?;
    Ok(NoContent)
}

/// Leave an organisation.
///
/// For each of its members, also of one that is suspended. 409 `last_coordinator`.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 204, description = "The caller belongs to it no more"), WriteFailures)
)]
#[post("/organisations/{id}/leave")]
pub async fn leave_organisation(state: State, identity: Identity, id: Path<OrganisationId>) -> Result<NoContent, Error> {
    state.write_as(identity, move |cx, actor| store::leave(cx, actor, *id)).await?;
    Ok(NoContent)
}

/// Appoint a coordinator.
///
/// For the administrator: somebody who has an account manages the organisation from now on, member already or not, and
/// gets a mail. 422 `/email` `no_account`: then an invitation is the way. Takes `Idempotency-Key`.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = Appointment,
    responses((status = 200, body = Member, description = "The coordinator"), WriteFailures)
)]
#[post("/organisations/{id}/coordinators")]
pub async fn appoint_coordinator(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
    Valid(appointment): Valid<Appointment>,
) -> Result<Private<Member>, Error> {
    let appoint = move |cx: &mut Cx<'_>, actor: &Actor, told: &Appointment| store::appoint(cx, actor, *id, told);
    state.write_once(identity, once, appointment, appoint).await.map(Private)
}
