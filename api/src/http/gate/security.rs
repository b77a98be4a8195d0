//! Headers that keep a browser from doing with our answers what nobody means, on every answer, errors too.
//!
//! The page of the application brings a policy of its own (`spa::policy`); what an answer has already is left as it is.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// For answers that are data: nothing in them may run or load anything.
const DATA_ONLY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// For the browsable document, which is a page of its own with inline styles and pictures.
const DOCUMENT_PAGE: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
     frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
/// A year; subdomains are not ours to speak for.
const ONLY_HTTPS: &str = "max-age=31536000";

const FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()"),
];

/// Adds what is missing to the headers of the answer to a request for `path`.
pub fn apply(headers: &mut HeaderMap, path: &str, is_https: bool) {
    let mut add = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    for (name, value) in FIXED {
        add(name, value);
    }
    add(header::CONTENT_SECURITY_POLICY, if path.starts_with("/api/docs/") { DOCUMENT_PAGE } else { DATA_ONLY });
    if is_https {
        add(header::STRICT_TRANSPORT_SECURITY, ONLY_HTTPS);
    }
}
