//! Bodies that are refused before anybody reads them, and bodies that must not take for ever.

use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};
use actix_web::web::Bytes;
use futures_util::Stream;
use shared::problem::{Code, Problem};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// No operation takes more that does not say so in the document, bytes; each has a narrower limit of its own.
pub const MAX_BODY: u64 = 16 * 1024 * 1024;
/// How long a body may take however small it is.
const GRACE: Duration = Duration::from_secs(6);
/// Bytes a second that a body must come with on the whole: a bad mobile network, and far more than an attack that holds
/// connections open with a byte now and then.
const SLOWEST: u64 = 4096;

/// Why the body is not even read.
pub fn refusal(headers: &HeaderMap, longest: u64) -> Option<Problem> {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A compressed body of a kilobyte can be a gigabyte; no client of ours sends one.
    if said(CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Some(Problem::of(Code::UnsupportedMediaType).detailed("send the body as it is, without Content-Encoding"));
    }
    let length = said(CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    length.is_some_and(|length| length > longest).then(|| Problem::of(Code::TooLarge))
}

/// Lets the request's body end with an error when it comes too slowly or is too long.
pub fn watch(request: &mut ServiceRequest, longest: u64) {
    let headers = request.headers();
    let has_body = headers.contains_key(TRANSFER_ENCODING)
        || headers.get(CONTENT_LENGTH).is_some_and(|length| length.as_bytes() != b"0");
    if has_body {
        let watched = Watched::new(request.take_payload(), longest);
        request.set_payload(Payload::Stream { payload: Box::pin(watched) });
    }
}

struct Watched {
    inner: Payload,
    /// When somebody began to read it: whoever waits for a turn does not make it slow.
    started: Option<Instant>,
    received: u64,
    longest: u64,
    timer: Pin<Box<Sleep>>,
}

impl Watched {
    fn new(inner: Payload, longest: u64) -> Self {
        Self { inner, started: None, received: 0, longest, timer: Box::pin(sleep_until(Instant::now() + GRACE)) }
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let started = *self.started.get_or_insert_with(Instant::now);
        if let Poll::Ready(item) = Pin::new(&mut self.inner).poll_next(cx) {
            if let Some(Ok(bytes)) = &item {
                self.received += bytes.len() as u64;
            }
            return Poll::Ready(if self.received > self.longest { Some(Err(PayloadError::Overflow)) } else { item });
        }
        // When the body must have ended, going by what has come of it.
        let deadline = started + GRACE + Duration::from_secs(self.received / SLOWEST);
        if self.timer.deadline() != deadline {
            self.timer.as_mut().reset(deadline);
        }
        self.timer.as_mut().poll(cx).map(|()| Some(Err(PayloadError::Io(io::Error::from(io::ErrorKind::TimedOut)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn refused(name: actix_web::http::header::HeaderName, value: &'static str) -> Option<Code> {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        refusal(&headers, MAX_BODY).map(|problem| problem.code)
    }

    #[test]
    fn a_compressed_or_a_huge_body_is_not_read() {
        assert_eq!(refused(CONTENT_ENCODING, "gzip"), Some(Code::UnsupportedMediaType));
        assert_eq!(refused(CONTENT_ENCODING, "identity"), None);
        assert_eq!(refused(CONTENT_LENGTH, "1073741824"), Some(Code::TooLarge));
        assert_eq!(refused(CONTENT_LENGTH, "16777216"), None);
    }
}
