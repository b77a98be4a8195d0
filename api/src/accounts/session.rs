//! A session on the wire: the access token in the body, the refresh token in a cookie that no script can read.

use super::LIFETIME_SECONDS;
use super::rules::SESSION_LIFETIME;
use super::secret::{self, Secret};
use crate::http::{Error, State};
use actix_web::body::BoxBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder};
use shared::accounts::AccessToken;
use shared::ids::UserId;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};

const COOKIE: &str = "maillage_refresh";

/// Only these operations get the cookie.
const PATH: &str = "/api/v1/auth";

fn cookie(value: &str, lifetime_millis: i64, secure: bool) -> Cookie<'static> {
    Cookie::build(COOKIE, value.to_owned())
        .http_only(true)
        .same_site(SameSite::Strict)
        .path(PATH)
        .secure(secure)
        .max_age(Duration::milliseconds(lifetime_millis))
        .finish()
}

/// The answer that logs somebody in.
pub struct LoggedIn {
    status: StatusCode,
    access: AccessToken,
    refresh: Cookie<'static>,
}

impl LoggedIn {
    /// A session of `user_id`, whose refresh token is stored already.
    ///
    /// # Errors
    /// When the access token cannot be signed, which is a mistake of ours.
    pub fn new(state: &State, user_id: UserId, refresh: &Secret) -> Result<Self, Error> {
        let signed = state.keys.sign(user_id, state.clock.now());
        let access_token = signed.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self {
            status: StatusCode::OK,
            access: AccessToken { access_token, token_type: "Bearer".to_owned(), expires_in: LIFETIME_SECONDS },
            refresh: cookie(refresh.reveal(), SESSION_LIFETIME, state.settings.is_https()),
        })
    }

    /// The same with 201, where the account is new.
    #[must_use]
    pub fn created(self) -> Self {
        Self { status: StatusCode::CREATED, ..self }
    }
}

impl Responder for LoggedIn {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::build(self.status)
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .cookie(self.refresh)
            .json(self.access)
    }
}

/// The answer that logs somebody out: the cookie is taken away.
pub struct LoggedOut {
    secure: bool,
}

impl LoggedOut {
    /// For this installation.
    #[must_use]
    pub fn new(state: &State) -> Self {
        Self { secure: state.settings.is_https() }
    }
}

impl Responder for LoggedOut {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().cookie(cookie("", 0, self.secure)).finish()
    }
}

/// The hash of the refresh token that a request came with, if any.
pub struct RefreshToken(Option<Vec<u8>>);

impl RefreshToken {
    /// The hash.
    ///
    /// # Errors
    /// 401 when the request came without.
    pub fn required(self) -> Result<Vec<u8>, Error> {
        self.0.ok_or_else(session_expired)
    }

    /// The hash, or `None` when the request came without.
    #[must_use]
    pub fn optional(self) -> Option<Vec<u8>> {
        self.0
    }
}

impl FromRequest for RefreshToken {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(request.cookie(COOKIE).map(|cookie| secret::hash(cookie.value())))))
    }
}

/// 401: log in again.
#[must_use]
pub fn session_expired() -> Error {
    Problem::of(Code::SessionExpired).into()
}
