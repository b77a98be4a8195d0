//! Endpoints of sessions: keep one, end one, end all.

use crate::accounts::secret::Secret;
use crate::accounts::session::{CookieSet, LoggedIn, RefreshToken, session_expired};
use crate::accounts::store::sessions;
use crate::http::{Error, Identity, NoContent, Private, State};
use crate::openapi::{PublicWriteFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::accounts::{AccessToken, SessionList};
use shared::ids::SessionId;

/// Exchange the refresh cookie for a new access token.
///
/// Needs no token but the cookie, which is replaced. 401 `session_expired` when it is missing, too old, revoked or used
/// before; a cookie used twice ends the session, except within 30 seconds, for tabs that wake up together.
#[utoipa::path(
    tag = "accounts",
    security(()),
    responses(
        (status = 200, body = AccessToken, description = "A new access token; the new refresh token is in a cookie",
            headers(("Set-Cookie" = String, description = "The refresh token"))),
        PublicWriteFailures
    )
)]
#[post("/auth/refresh")]
pub async fn refresh_session(state: State, token: RefreshToken) -> Result<LoggedIn, Error> {
    let used = token.required()?;
    let refresh = Secret::random()?;
    let next = refresh.hash();
    let session = state.write(move |cx| sessions::rotate(cx, &used, &next)).await?;
    LoggedIn::again(&state, session.ok_or_else(session_expired)?, &refresh)
}

/// Log out.
///
/// Ends the session of the refresh cookie and takes the cookie away; needs no token and succeeds without a session too.
/// The session's access tokens end with it.
#[utoipa::path(
    tag = "accounts",
    security(()),
    responses((status = 204, description = "Logged out"), PublicWriteFailures)
)]
#[post("/auth/logout")]
pub async fn log_out(state: State, token: RefreshToken) -> Result<CookieSet, Error> {
    if let Some(hash) = token.optional() {
        state.write_open(|person| *person, move |cx| sessions::close(cx, &hash)).await?;
    }
    Ok(CookieSet::logged_out(&state))
}

/// List where the person is logged in.
///
/// The session last used first, at most a hundred; `current` marks the one that asks.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, body = SessionList, description = "The person's sessions"), ReadFailures)
)]
#[get("/auth/sessions")]
pub async fn list_sessions(state: State, identity: Identity) -> Result<Private<SessionList>, Error> {
    state.read_as(identity, move |cx, _| sessions::list(cx, identity)).await.map(Private)
}

/// Log out on one device.
///
/// Ends one of the person's own sessions; its access tokens end with it. 404 when it is none of them.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    params(("id" = SessionId, Path, description = "The session")),
    responses((status = 204, description = "Ended"), WriteFailures)
)]
#[delete("/auth/sessions/{id}")]
pub async fn delete_session(state: State, identity: Identity, id: Path<SessionId>) -> Result<NoContent, Error> {
    state.write_as(identity, move |cx, actor| sessions::end(cx, actor.user_id, *id)).await?;
    Ok(NoContent)
}

/// Log out everywhere.
///
/// Ends all of the person's sessions, this one too, and takes the refresh cookie away.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 204, description = "Logged out everywhere"), WriteFailures)
)]
#[delete("/auth/sessions")]
pub async fn delete_sessions(state: State, identity: Identity) -> Result<CookieSet, Error> {
    state.write_as(identity, |cx, actor| sessions::end_all(cx, actor.user_id)).await?;
    Ok(CookieSet::logged_out(&state))
}
