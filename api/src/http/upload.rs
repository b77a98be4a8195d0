//! A file in a request's body.

use super::Error;
use actix_web::dev::Payload;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};

/// A body of any kind, at most `MAX` bytes long. Its type is decided by its content: what the client says of it is not
/// asked.
pub struct Upload<const MAX: usize>(pub Bytes);

impl<const MAX: usize> FromRequest for Upload<MAX> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move { gathered(payload, MAX).await.map(Self) })
    }
}

/// A body that nobody has read yet: what is large is read once it is known that its sender may send it.
pub struct Unread<const MAX: usize>(Payload);

impl<const MAX: usize> Unread<MAX> {
    /// Reads it, at most `MAX` bytes.
    ///
    /// # Errors
    /// 413 where there are more; 400 where it breaks off.
    pub async fn read(self) -> Result<Bytes, Error> {
        gathered(self.0, MAX).await
    }
}

impl<const MAX: usize> FromRequest for Unread<MAX> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self(payload.take())))
    }
}

async fn gathered(mut payload: Payload, most: usize) -> Result<Bytes, Error> {
    let mut file = BytesMut::new();
    let mut seen = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Problem::of(Code::Malformed).detailed(error.to_string()))?;
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
