//! Endpoints of photos for messages: sent first, taken along by the message that names them.

use super::intake;
use super::store::messages as store;
use super::upload::Upload;
use crate::conversations::{self, About};
use crate::engine::pictures::Picture;
use crate::http::{Actor, Created, Cx, Error, Identity, State};
use crate::openapi::WriteFailures;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::{ClaimId, LoanId, SkillSessionId};
use shared::paths;
use shared::photos::Photo;

/// Send a photo for a message about a claim.
///
/// Nobody else sees it until the caller's next message about the claim names it in `photos`; what no message names is gone
/// after a day. The body is the file, as for an offer's photo; sent again, it is still one. Who may write may send photos
/// (409 `conversation_closed` as for a message).
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/claims/{id}/messages/photos")]
pub async fn create_claim_message_photo(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    upload: Upload,
) -> Result<Created<Photo>, Error> {
    add(&state, me, About::Claim(*id), upload).await
}

/// Send a photo for a message about a loan.
///
/// Nobody else sees it until the caller's next message about the loan names it in `photos`; what no message names is gone
/// after a day. The body is the file, as for an offer's photo; sent again, it is still one. Who may write may send photos
/// (409 `conversation_closed` as for a message).
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/loans/{id}/messages/photos")]
pub async fn create_loan_message_photo(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    upload: Upload,
) -> Result<Created<Photo>, Error> {
    add(&state, me, About::Loan(*id), upload).await
}

/// Send a photo for a message about a session.
///
/// Nobody else sees it until the caller's next message about the session names it in `photos`; what no message names is gone
/// after a day. The body is the file, as for an offer's photo; sent again, it is still one. Who may write may send photos
/// (409 `conversation_closed` as for a message).
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = SkillSessionId, Path, description = "The session")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/skill_sessions/{id}/messages/photos")]
pub async fn create_skill_session_message_photo(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    upload: Upload,
) -> Result<Created<Photo>, Error> {
    add(&state, me, About::SkillSession(*id), upload).await
}

async fn add(state: &State, me: Identity, about: About, upload: Upload) -> Result<Created<Photo>, Error> {
    let may = move |cx: &mut Cx<'_>, actor: &Actor| conversations::store::may_write(cx, actor, about).map(|_| ());
    let add = move |cx: &mut Cx<'_>, actor: &Actor, picture: &Picture| store::add(cx, actor, about, picture);
    let photo = intake::take(state, me, upload.0, may, add).await?;
    Ok(Created { location: Some(paths::photo(photo.id)), value: photo })
}
