//! Endpoints of people and sessions.

use super::password;
use super::secret::Secret;
use super::session::{LoggedIn, LoggedOut, RefreshToken, session_expired};
use super::store::{self, sessions, users};
use crate::http::body::Body;
use crate::http::{Cx, Error, Identity, State, Valid};
use crate::openapi::{PublicWriteFailures, ReadFailures, WriteFailures};
use actix_web::web::Json;
use actix_web::{get, patch, post};
use shared::accounts::{AccessToken, Login, Me, Registration, UserPatch};
use shared::problem::{Code, Problem};

/// Register an organisation with its first coordinator.
///
/// Needs no token. The person is logged in at once; the organisation waits for the administrator. 409 `email_taken`.
#[utoipa::path(
    tag = "accounts",
    security(()),
    request_body = Registration,
    responses(
        (status = 201, body = AccessToken, description = "Registered and logged in; the refresh token is in a cookie",
            headers(("Set-Cookie" = String, description = "The refresh token"))),
        PublicWriteFailures
    )
)]
#[post("/auth/register")]
pub async fn register(state: State, Valid(registration): Valid<Registration>) -> Result<LoggedIn, Error> {
    let hash = password::hash(registration.password.clone()).await?;
    let refresh = Secret::random()?;
    let refresh_hash = refresh.hash();
    let work = move |cx: &mut Cx<'_>| store::register(cx, &registration, &hash, &refresh_hash);
    let user = state.write_open(|user| Some(*user), work).await?;
    LoggedIn::new(&state, user, &refresh).map(LoggedIn::created)
}

/// Log in.
///
/// Needs no token. 401 `invalid_credentials`, whether the account is unknown or the password is wrong.
#[utoipa::path(
    tag = "accounts",
    security(()),
    request_body = Login,
    responses(
        (status = 200, body = AccessToken, description = "Logged in; the refresh token is in a cookie",
            headers(("Set-Cookie" = String, description = "The refresh token"))),
        PublicWriteFailures
    )
)]
#[post("/auth/login")]
pub async fn log_in(state: State, Body(login): Body<Login>) -> Result<LoggedIn, Error> {
    let Login { email, password, .. } = login;
    let known = state.read(move |cx| store::credentials(cx, &email)).await?;
    let (user, hash) = known.unzip();
    let proved = password::verify(password, hash).await?;
    let user = user.filter(|_| proved).ok_or_else(|| Problem::of(Code::InvalidCredentials))?;
    let refresh = Secret::random()?;
    let refresh_hash = refresh.hash();
    state.write_open(move |()| Some(user), move |cx| sessions::open(cx, user, &refresh_hash)).await?;
    LoggedIn::new(&state, user, &refresh)
}

/// Exchange the refresh cookie for a new access token.
///
/// Needs no token but the cookie, which is replaced. 401 `session_expired` when it is missing, too old, revoked or used
/// before; a cookie used twice ends the session, except for two tabs that do so within 30 seconds.
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
    let user = state.write(move |cx| sessions::rotate(cx, &used, &next)).await?;
    LoggedIn::new(&state, user.ok_or_else(session_expired)?, &refresh)
}

/// Log out.
///
/// Ends the session of the refresh cookie and takes the cookie away; needs no token and succeeds without a session too.
/// An access token that is still out there ends by itself within ten minutes.
#[utoipa::path(
    tag = "accounts",
    security(()),
    responses((status = 204, description = "Logged out"), PublicWriteFailures)
)]
#[post("/auth/logout")]
pub async fn log_out(state: State, token: RefreshToken) -> Result<LoggedOut, Error> {
    if let Some(hash) = token.optional() {
        state.write_open(|person| *person, move |cx| sessions::close(cx, &hash)).await?;
    }
    Ok(LoggedOut::new(&state))
}

/// Who is logged in.
///
/// The person and his or her organisations, also those that wait for their admission or were refused.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, body = Me, description = "The person"), ReadFailures)
)]
#[get("/auth/me")]
pub async fn find_me(state: State, identity: Identity) -> Result<Json<Me>, Error> {
    state.read(move |cx| users::me(cx, identity.user_id)).await.map(Json)
}

/// Change name or language.
///
/// A member left out stays as it is. The e-mail is the log-in and stays.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = UserPatch,
    responses((status = 200, body = Me, description = "The person as changed"), WriteFailures)
)]
#[patch("/auth/me")]
pub async fn update_me(state: State, identity: Identity, Valid(patch): Valid<UserPatch>) -> Result<Json<Me>, Error> {
    let changed = state.write_as(identity, move |cx, actor| {
        users::update(cx, actor.user_id, &patch)?;
        users::me(cx, actor.user_id)
    });
    changed.await.map(Json)
}
