//! A photo on its way in: checked, decoded beside the threads that serve and beside the database's writer, then kept.

use crate::engine::pictures::{self, Picture, Unusable};
use crate::http::{Actor, Cx, Error, Identity, State};
use actix_web::web::{Bytes, block};
use shared::photos::Photo;
use shared::problem::{Code, Problem};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// One picture at a time is decoded: the largest takes hundreds of megabytes while it is.
static DECODERS: Semaphore = Semaphore::const_new(1);

/// Takes a file in, if `may` allows it, and gives the picture to `add`.
///
/// # Errors
/// What `may` and `add` refuse; 415 when the file is no picture, 422 when it cannot be decoded.
pub async fn take(
    state: &State,
    me: Identity,
    file: Bytes,
    may: impl FnOnce(&mut Cx<'_>, &Actor) -> Result<(), Error> + Send + 'static,
    add: impl Fn(&mut Cx<'_>, &Actor, &Picture) -> Result<Photo, Error> + Send + 'static,
) -> Result<Photo, Error> {
    // Asked before the work and once more in the write: nobody makes us decode for nothing.
    state.read_as(me, may).await?;
    let picture = Arc::new(decoded(file).await?);
    state.write_as(me, move |cx, actor| add(cx, actor, &picture)).await
}

async fn decoded(file: Bytes) -> Result<Picture, Error> {
    let _turn = DECODERS.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    // A decoder that panics has met a file that nobody can read.
    let outcome = block(move || pictures::prepare(&file)).await.unwrap_or(Err(Unusable::Unreadable));
    outcome.map_err(|reason| {
        let code = match reason {
            Unusable::NoPicture => Code::NoPicture,
            Unusable::Unreadable => Code::PictureUnreadable,
        };
        Problem::of(code).into()
    })
}
