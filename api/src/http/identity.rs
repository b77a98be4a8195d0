//! Who calls, by the access token alone; for a photo also by the cookie of the session, since an `<img>` sends no header. What that person may do is read from the database: see [`super::Actor`].

use super::{Error, State};
use crate::accounts::session::LOOK_COOKIE;
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use shared::ids::{SessionId, UserId};
use shared::paths;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};

/// A person with a valid access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Who.
    pub user_id: UserId,
    /// In which session. Whether it still goes on is read from the database too.
    pub session_id: SessionId,
}

impl FromRequest for Identity {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // The gate has verified the token already, where there is one.
        let verified = request.extensions().get::<Self>().copied();
        ready(verified.map_or_else(|| identify(request), Ok))
    }
}

/// Verifies the access token of a request.
///
/// # Errors
/// 401 when it has none, or one that is not valid.
pub(super) fn identify(request: &HttpRequest) -> Result<Identity, Error> {
    let refused = || Error::from(Problem::of(Code::Unauthenticated));
    let state = State::of(request)?;
    let Some(header) = request.headers().get(AUTHORIZATION) else { return look(request, state).ok_or_else(refused) };
    let header = header.to_str().map_err(|_| refused())?;
    let (scheme, token) = header.split_once(' ').ok_or_else(refused)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(refused());
    }
    let (token, now) = (token.trim(), state.clock.now());
    let verify = || state.keys.verify(token, now).map(|(user_id, session_id)| Identity { user_id, session_id });
    state.tokens.identify(token, now, verify).ok_or_else(refused)
}

/// Whose browser asks for a photo. Checked each time: this token must never be among the access tokens that are believed.
fn look(request: &HttpRequest, state: &State) -> Option<Identity> {
    let asks_for_photo = request.method() == Method::GET && request.path().starts_with(paths::PHOTOS);
    let cookie = asks_for_photo.then(|| request.cookie(LOOK_COOKIE)).flatten()?;
    let (user_id, session_id) = state.keys.verify_look(cookie.value(), state.clock.now())?;
    Some(Identity { user_id, session_id })
}
