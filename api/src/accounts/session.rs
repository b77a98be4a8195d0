//! A session on the wire: the access token in the body; the refresh token, the device and the look at photos in cookies
//! that no script can read.

use super::caller::Caller;
use super::rules::{DEVICE_LIFETIME, SESSION_LIFETIME};
use super::secret::{self, Secret};
use super::{LIFETIME_SECONDS, LOOK_SECONDS};
use crate::http::{Error, State};
use actix_web::body::BoxBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder};
use shared::accounts::AccessToken;
use shared::ids::{SessionId, UserId};
use shared::paths;
use shared::problem::{Code, Problem};
use shared::time::SECOND;
use std::future::{Ready, ready};
use uuid::Uuid;

const COOKIE: &str = "maillage_refresh";

/// Tells a browser in which somebody has logged in from one that nobody knows; logs nobody in.
pub const DEVICE_COOKIE: &str = "maillage_device";

/// With which the browser itself fetches photos: an `<img>` sends no `Authorization`.
pub const LOOK_COOKIE: &str = "maillage_photos";

/// Only these operations get the cookies.
const PATH: &str = "/api/v1/auth";

fn cookie(name: &'static str, value: &str, lifetime_millis: i64, secure: bool) -> Cookie<'static> {
    Cookie::build(name, value.to_owned())
        .http_only(true)
        .same_site(SameSite::Strict)
        .path(if name == LOOK_COOKIE { paths::PHOTOS } else { PATH })
        .secure(secure)
        .max_age(Duration::milliseconds(lifetime_millis))
        .finish()
}

/// A session to be opened, with its secrets.
#[derive(Clone)]
pub struct NewSession {
    /// Identifier.
    pub id: SessionId,
    /// Its first refresh token.
    pub refresh: Secret,
    /// The device: the one that the browser has already, or a new one.
    pub device: Secret,
    /// What the browser says of itself.
    pub user_agent: Option<String>,
}

impl NewSession {
    /// A session for whoever sent this request.
    ///
    /// # Errors
    /// When the machine gives no random numbers.
    pub fn of(caller: &Caller) -> Result<Self, Error> {
        let (id, refresh) = (SessionId(Uuid::now_v7()), Secret::random()?);
        Ok(Self { id, refresh, device: device_of(caller)?, user_agent: caller.user_agent.clone() })
    }
}

/// The device's secret. Several people who share a browser share it, and each is known on it.
///
/// # Errors
/// When the machine gives no random numbers.
pub fn device_of(caller: &Caller) -> Result<Secret, Error> {
    caller.device.clone().map_or_else(Secret::random, |device| Ok(Secret::known(device)))
}

/// The answer that logs somebody in.
pub struct LoggedIn {
    status: StatusCode,
    access: AccessToken,
    cookies: Vec<Cookie<'static>>,
}

impl LoggedIn {
    /// A session of `user_id` that has just been opened.
    ///
    /// # Errors
    /// When the access token cannot be signed, which is a mistake of ours.
    pub fn new(state: &State, user_id: UserId, new: &NewSession) -> Result<Self, Error> {
        let mut answer = Self::again(state, (user_id, new.id), &new.refresh)?;
        let secure = state.settings.is_https();
        answer.cookies.push(cookie(DEVICE_COOKIE, new.device.reveal(), DEVICE_LIFETIME, secure));
        Ok(answer)
    }

    /// A session that goes on with the next refresh token, which is stored already.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn again(state: &State, (user, session): (UserId, SessionId), refresh: &Secret) -> Result<Self, Error> {
        let now = state.clock.now();
        let access_token = state.keys.sign(user, session, now)?;
        let look = state.keys.sign_look(user, session, now)?;
        let secure = state.settings.is_https();
        let refresh = cookie(COOKIE, refresh.reveal(), SESSION_LIFETIME, secure);
        let look = cookie(LOOK_COOKIE, &look, LOOK_SECONDS * SECOND, secure);
        Ok(Self {
            status: StatusCode::OK,
            access: AccessToken { access_token, token_type: "Bearer".to_owned(), expires_in: LIFETIME_SECONDS },
            cookies: vec![refresh, look],
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
        let mut response = HttpResponse::build(self.status);
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        // Not the builder's own jar, which writes cookies in any order.
        for cookie in self.cookies {
            response.append_header((header::SET_COOKIE, cookie.to_string()));
        }
        response.json(self.access)
    }
}

/// 204 with a cookie: the refresh token is taken away, or the device is known from now on.
pub struct CookieSet(Cookie<'static>);

impl CookieSet {
    /// Logs out here. The look at photos has ended with its session.
    #[must_use]
    pub fn logged_out(state: &State) -> Self {
        Self(cookie(COOKIE, "", 0, state.settings.is_https()))
    }

    /// Makes this browser a known one.
    #[must_use]
    pub fn known_device(state: &State, device: &Secret) -> Self {
        Self(cookie(DEVICE_COOKIE, device.reveal(), DEVICE_LIFETIME, state.settings.is_https()))
    }
}

impl Responder for CookieSet {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().cookie(self.0).finish()
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
