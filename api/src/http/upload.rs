//! A file in a request's body.

use super::Error;
use actix_web::dev::Payload;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use shared::problem::{Code, Problem};

/// A body of any kind, at most `MAX` bytes long. Its type is decided by its content: what the client says of it is not
/// asked.
pub struct Upload<const MAX: usize>(pub Bytes);

impl<const MAX: usize> FromRequest for Upload<MAX> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let mut payload = payload.take();
        Box::pin(async move {
            let mut file = BytesMut::new();
            let mut seen = 0;
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|error| Problem::of(Code::Malformed).detailed(error.to_string()))?;
                seen += chunk.len();
                if seen <= MAX {
                    file.extend_from_slice(&chunk);
                } else if seen > 2 * MAX {
                    // A little too much is read to its end, so that the client hears the answer; not everything.
                    break;
                }
            }
            if seen <= MAX { Ok(Self(file.freeze())) } else { Err(Problem::of(Code::TooLarge).into()) }
        })
    }
}
