//! Answers that go on: server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use super::Error;
use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::str::FromStr;
use tokio::sync::mpsc::Receiver;

/// What the content of a stream is.
const EVENTS: &str = "text/event-stream";

/// 200 with events as they come, until the sending side is dropped.
#[derive(Debug)]
pub struct Live(pub Receiver<Bytes>);

impl Responder for Live {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let events = unfold(self.0, |mut events| async move {
            let event = events.recv().await?;
            Some((Ok::<_, Infallible>(event), events))
        });
        HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, EVENTS))
            .insert_header((CACHE_CONTROL, "no-store"))
            // A compressor, here or in a proxy, would hold events back until it has enough of them.
            .insert_header((CONTENT_ENCODING, "identity"))
            .insert_header(("x-accel-buffering", "no"))
            // Nothing else is asked on this connection, so that nobody has to watch over it afterwards.
            .force_close()
            .streaming(events)
    }
}

/// Whether an answer with these headers goes on.
#[must_use]
pub fn is_live(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|content| content.as_bytes() == EVENTS.as_bytes())
}

/// The last event that a client has seen; `None` where it says nothing that could be one.
#[derive(Clone, Copy, Debug)]
pub struct LastEventId<Id>(pub Option<Id>);

impl<Id: FromStr> FromRequest for LastEventId<Id> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("last-event-id").and_then(|header| header.to_str().ok());
        ready(Ok(Self(header.and_then(|text| text.trim().parse().ok()))))
    }
}
