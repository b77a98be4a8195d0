//! A file in a request's body.

use super::Error;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};
use std::io::ErrorKind;

/// A body of any kind, at most `MAX` bytes long. Its type is decided by its content: what the client says of it is not
/// asked.
pub struct Upload<const MAX: usize>(pub Bytes);

impl<const MAX: usize> FromRequest for Upload<MAX> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move { gathered(payload, BytesMut::new(), MAX).await.map(Self) })
    }
}

/// A body that nobody has read yet: what is large is read once it is known that its sender may send it.
pub struct Unread<const MAX: usize> {
    payload: Payload,
    /// How many bytes it says that it has.
    length: usize,
}

impl<const MAX: usize> Unread<MAX> {
    /// Reads it, at most `MAX` bytes.
    ///
    /// # Errors
    /// 413 where there are more; 408 where it comes too slowly; 400 where it breaks off.
    pub async fn read(self) -> Result<Bytes, Error> {
        // Room for all of it at once: what grows is copied, and has room for twice as much in the end.
        gathered(self.payload, BytesMut::with_capacity(self.length.min(MAX)), MAX).await
    }
}

impl<const MAX: usize> FromRequest for Unread<MAX> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        ready(Ok(Self { payload: payload.take(), length: length.unwrap_or_default() }))
    }
}

async fn gathered(mut payload: Payload, mut file: BytesMut, most: usize) -> Result<Bytes, Error> {
    let mut seen = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| broken(&error))?;
        seen += chunk.len();
        if seen <= most {
            file.extend_from_slice(&chunk);
        } else if seen > 2 * most {
            // A little too much is read to its end, so that the client hears the answer; not everything.
            break;
        }
    }
    if seen <= most { Ok(file.freeze()) } else { Err(Problem::of(Code::TooLarge).into()) }
}

/// Why a body cannot be read to its end.
pub(super) fn broken(error: &PayloadError) -> Problem {
    match error {
        PayloadError::Overflow => Problem::of(Code::TooLarge),
        PayloadError::Io(why) if why.kind() == ErrorKind::TimedOut => Problem::of(Code::TooSlow),
        other => Problem::of(Code::Malformed).detailed(other.to_string()),
    }
}
