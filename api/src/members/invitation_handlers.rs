//! Endpoints of invitations.

use super::invitations::{self, Accepting, Open, Ticket};
use crate::accounts::caller::Caller;
use crate::accounts::password;
use crate::accounts::proof::Proof;
use crate::accounts::secret::{self, Secret};
use crate::accounts::session::{LoggedIn, NewSession};
use crate::http::{Actor, Created, Cx, Error, Identity, NoContent, Once, Private, State, Valid};
use crate::openapi::{PublicFailures, PublicWriteFailures, ReadFailures, WriteFailures};
use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpResponse, delete, get, post};
use shared::accounts::AccessToken;
use shared::ids::{InvitationId, OrganisationId};
use shared::organisations::{Invitation, InvitationAcceptance, InvitationList, InvitationPreview, NewInvitation};
use shared::problem::Problem;
use uuid::Uuid;

/// Invite a colleague.
///
/// For coordinators and the administrator. The person gets a mail with a link that is good for 14 days; the answer has
/// the link too, this once. An earlier invitation of the same person into the same organisation no longer works. 422 `/role` `unknown` when this kind of organisation has no such role; 409
/// `already_member`. Takes `Idempotency-Key`; a repeated request is answered without the link.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = NewInvitation,
    responses((status = 201, body = Invitation, description = "The invitation"), WriteFailures)
)]
#[post("/organisations/{id}/invitations")]
pub async fn create_invitation(
    state: State,
    identity: Identity,
    once: Once,
    id: Path<OrganisationId>,
    Valid(new): Valid<NewInvitation>,
) -> Result<Created<Invitation>, Error> {
    let secret = Secret::random()?;
    let link = format!("{}/invitation/{}", state.settings.public_url, secret.reveal());
    let ours = InvitationId(Uuid::now_v7());
    let ticket = Ticket { id: ours, token_hash: secret.hash(), link: link.clone() };
    let invite =
        move |cx: &mut Cx<'_>, actor: &Actor, new: &NewInvitation| invitations::create(cx, actor, *id, new, &ticket);
    let mut value = state.write_once(identity, once, new, invite).await?;
    value.link = (value.id == ours).then_some(link);
    Ok(Created { value, location: None })
}

/// List invitations that wait for their answer.
///
/// Newest first, without their links; for coordinators and the administrator.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = InvitationList, description = "Open invitations"), ReadFailures)
)]
#[get("/organisations/{id}/invitations")]
pub async fn list_invitations(
    state: State,
    identity: Identity,
    id: Path<OrganisationId>,
) -> Result<Private<InvitationList>, Error> {
    state.read_as(identity, move |cx, actor| invitations::list(cx, actor, *id)).await.map(Private)
}

/// Take an invitation back.
///
/// Its link no longer works. 404 when it was answered or taken back already.
#[utoipa::path(
    tag = "members",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"),
        ("invitation_id" = InvitationId, Path, description = "The invitation")),
    responses((status = 204, description = "Taken back"), WriteFailures)
)]
#[delete("/organisations/{id}/invitations/{invitation_id}")]
pub async fn withdraw_invitation(
    state: State,
    identity: Identity,
    path: Path<(OrganisationId, InvitationId)>,
) -> Result<NoContent, Error> {
    let (id, invitation) = path.into_inner();
    state.write_as(identity, move |cx, actor| invitations::withdraw(cx, actor, id, invitation)).await?;
    Ok(NoContent)
}

/// Find the invitation of a link.
///
/// What the invited person sees before accepting; needs no token. 404 when there is none, 409 `invitation_over` when it
/// was used, taken back or is too old.
#[utoipa::path(
    tag = "members",
    security(()),
    params(("token" = String, Path, description = "The secret of the invitation's link")),
    responses(
        (status = 200, body = InvitationPreview, description = "The invitation"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "It can no longer be accepted: `invitation_over`."),
        PublicFailures
    )
)]
#[get("/invitations/{token}")]
pub async fn find_invitation(state: State, token: Path<String>) -> Result<HttpResponse, Error> {
    let hash = secret::hash(&token);
    let open = state.read(move |cx| invitations::find(cx, &hash)).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(open.preview))
}

/// Accept an invitation.
///
/// Needs no token and logs the person in. Where the e-mail has an account, `password` is that account's (401
/// `invalid_credentials` when wrong, and as in log-in `second_factor_required`, `second_factor_wrong`, 429
/// `too_many_attempts`); else `name` is required and `password` is the new account's. 409
/// `invitation_over`, `already_member`, or `email_taken` when the account came into being meanwhile.
#[utoipa::path(
    tag = "members",
    security(()),
    params(("token" = String, Path, description = "The secret of the invitation's link")),
    request_body = InvitationAcceptance,
    responses(
        (status = 200, body = AccessToken, description = "Member and logged in; the refresh token is in a cookie",
            headers(("Set-Cookie" = String, description = "The refresh token"))),
        PublicWriteFailures
    )
)]
#[post("/invitations/{token}/accept")]
pub async fn accept_invitation(
    state: State,
    caller: Caller,
    token: Path<String>,
    Valid(acceptance): Valid<InvitationAcceptance>,
) -> Result<LoggedIn, Error> {
    let hash = secret::hash(&token);
    let looked_up = hash.clone();
    let open = state.read(move |cx| invitations::find(cx, &looked_up)).await?;
    let accepting = prove(&state, &caller, open, &acceptance).await?;
    let new = NewSession::of(&caller)?;
    let opened = new.clone();
    let accept = move |cx: &mut Cx<'_>| invitations::accept(cx, &hash, &acceptance, &accepting, &opened);
    let user = state.write_open(|user| Some(*user), accept).await?;
    LoggedIn::new(&state, user, &new)
}

/// The slow part of an acceptance, outside any transaction: verifies the account's password or hashes the new one.
async fn prove(state: &State, caller: &Caller, open: Open, acceptance: &InvitationAcceptance) -> Result<Accepting, Error> {
    let password = acceptance.password.clone();
    match open.account {
        Some(_) => Proof::of_account(state, &open.preview.email, password, caller).await.map(Accepting::Known),
        None if acceptance.name.is_none() => Err(Error::invalid("/name", "required")),
        None => password::hash(password).await.map(Accepting::New),
    }
}
