//! Which allowance a request uses, and how the caller learns of it.
//!
//! The headers are those of draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "person";q=600;w=60` (quota and
//! window in seconds) and `RateLimit: "person";r=599;t=1` (what remains, seconds until all of it is back).

use super::limiter::{Caller, Policy, Standing};
use crate::http::Identity;
use crate::http::caller::household;
use crate::http::error::write_problem;
use crate::http::operations::Operation;
use crate::settings::LimitSettings;
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use shared::problem::{Code, Problem};
use std::net::IpAddr;

/// Public writes that cost little and that every page begins or ends with.
const CHEAP: [&str; 2] = ["refresh_session", "log_out"];

/// Whose allowance a request uses.
pub fn allowance(
    settings: &LimitSettings,
    operation: Option<&Operation>,
    identity: Option<Identity>,
    address: IpAddr,
) -> (Caller, Policy) {
    let address = household(address);
    // A public write counts by address even where a token comes along: a token must not open a second allowance.
    if operation.is_some_and(|one| one.is_public && one.method != Method::GET && !CHEAP.contains(&one.id.as_str())) {
        let policy = Policy { name: "public_writes", quota: settings.public_writes_per_minute };
        return (Caller::PublicWrites(address), policy);
    }
    match identity {
        Some(Identity { user_id, .. }) => {
            (Caller::Person(user_id), Policy { name: "person", quota: settings.person_per_minute })
        }
        None => (Caller::Address(address), Policy { name: "address", quota: settings.address_per_minute }),
    }
}

/// The answer to a request beyond the allowance.
pub fn refusal(wait_s: u64) -> HttpResponse {
    let mut response = write_problem(Problem::of(Code::TooManyRequests).with("seconds", wait_s));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_s.max(1)));
    response
}

/// Tells the caller what is left.
pub fn tell(standing: Standing, headers: &mut HeaderMap) {
    let Standing { policy: Policy { name, quota }, remaining, reset_s, .. } = standing;
    let said = [
        (HeaderName::from_static("ratelimit-policy"), format!("\"{name}\";q={quota};w=60")),
        (HeaderName::from_static("ratelimit"), format!("\"{name}\";r={remaining};t={reset_s}")),
    ];
    for (name, text) in said {
        if let Ok(value) = HeaderValue::try_from(text) {
            headers.insert(name, value);
        }
    }
}
