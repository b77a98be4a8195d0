//! Endpoints of people and sessions.

pub mod recovery;
pub mod second_factor;
pub mod sessions;

use super::caller::Caller;
use super::password;
use super::proof::Proof;
use super::session::{LoggedIn, NewSession};
use super::store::{self, users};
use crate::http::body::Body;
use crate::http::{Cx, Error, Identity, Private, State, Valid};
use crate::openapi::{PublicWriteFailures, ReadFailures, WriteFailures};
use actix_web::{get, patch, post};
use shared::accounts::{AccessToken, Login, Me, Registration, UserPatch};

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
pub async fn register(state: State, caller: Caller, Valid(registration): Valid<Registration>) -> Result<LoggedIn, Error> {
    let hash = password::hash(registration.password.clone()).await?;
    let new = NewSession::of(&caller)?;
    let opened = new.clone();
    let work = move |cx: &mut Cx<'_>| store::register(cx, &registration, &hash, &opened);
    let user = state.write_open(|user| Some(*user), work).await?;
    LoggedIn::new(&state, user, &new).map(LoggedIn::created)
}

/// Log in.
///
/// Needs no token. 401 `invalid_credentials`, whether the account is unknown or the password is wrong. Where the account
/// has a second factor and `code` is missing, 401 `second_factor_required`: send the same again with the code; 401
/// `second_factor_wrong` when it is wrong or was used before. 429 `too_many_attempts` after too many wrong ones, with
/// `Retry-After`; browsers in which the person was logged in before have an allowance of their own. Failures to an account
/// are in the audit log with the address that they came from, at most ten an hour.
#[utoipa::path(
    tag = "accounts",
    security(()),
    request_body = Login,
    responses(
        (status = 200, body = AccessToken, description = "Logged in; the refresh token is in a cookie",
            headers(("Set-Cookie" = String, description = "The refresh token, and the device"))),
        PublicWriteFailures
    )
)]
#[post("/auth/login")]
pub async fn log_in(state: State, caller: Caller, Body(login): Body<Login>) -> Result<LoggedIn, Error> {
    let proof = Proof::of_account(&state, &login.email, login.password.clone(), &caller).await?;
    let new = NewSession::of(&caller)?;
    let user = proof.log_in(&state, &login, &caller, &new).await?;
    LoggedIn::new(&state, user, &new)
}

/// Who is logged in.
///
/// The person and his or her organisations, also those that wait for their admission or were refused, and whether the
/// second factor is on or should be.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, body = Me, description = "The person"), ReadFailures)
)]
#[get("/auth/me")]
pub async fn find_me(state: State, identity: Identity) -> Result<Private<Me>, Error> {
    state.read_as(identity, |cx, actor| users::me(cx, actor.user_id)).await.map(Private)
}

/// Change name or language.
///
/// A member left out stays as it is. For the e-mail, which is the log-in, see `create_email_change`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = UserPatch,
    responses((status = 200, body = Me, description = "The person as changed"), WriteFailures)
)]
#[patch("/auth/me")]
pub async fn update_me(state: State, identity: Identity, Valid(patch): Valid<UserPatch>) -> Result<Private<Me>, Error> {
    let changed = state.write_as(identity, move |cx, actor| {
        users::update(cx, actor.user_id, &patch)?;
        users::me(cx, actor.user_id)
    });
    changed.await.map(Private)
}
