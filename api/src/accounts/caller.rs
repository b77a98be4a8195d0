//! What a request tells of where it comes from: address, browser, and whether that browser is known.

use super::device::MAX_USER_AGENT;
use super::secret;
use super::session::DEVICE_COOKIE;
use crate::http::caller::{address_of, household};
use crate::http::{Error, State};
use actix_web::dev::Payload;
use actix_web::http::header::USER_AGENT;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};
use std::net::IpAddr;

/// Where a request comes from.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The client's address, or its network's.
    pub address: IpAddr,
    /// What the browser says of itself.
    pub user_agent: Option<String>,
    /// The secret of the device cookie, if it has one of ours.
    pub device: Option<String>,
}

impl Caller {
    /// What is stored of the device.
    #[must_use]
    pub fn device_hash(&self) -> Option<Vec<u8>> {
        self.device.as_deref().map(secret::hash)
    }
}

impl FromRequest for Caller {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(State::of(request).map(|state| Self {
            address: household(address_of(request, &state.settings.trusted_proxies)),
            user_agent: user_agent(request),
            device: device(request),
        }))
    }
}

fn user_agent(request: &HttpRequest) -> Option<String> {
    let text = request.headers().get(USER_AGENT)?.to_str().ok()?;
    Some(text.chars().take(MAX_USER_AGENT).collect())
}

fn device(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(DEVICE_COOKIE)?;
    secret::is_well_formed(cookie.value()).then(|| cookie.value().to_owned())
}
