//! A photo on its way in: checked, decoded beside the threads that serve and beside the database's writer, then kept.

use super::store;
use crate::engine::pictures::{self, Picture, Unusable};
use crate::http::{Error, Identity, State};
use actix_web::web::{Bytes, block};
use shared::ids::OfferId;
use shared::photos::Photo;
use shared::problem::{Code, Problem};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// One picture at a time is decoded: the largest takes hundreds of megabytes while it is.
static DECODERS: Semaphore = Semaphore::const_new(1);

/// Adds a photo to an offer.
///
/// # Errors
/// As [`store::add`]; 415 when the file is no picture, 422 when it cannot be decoded.
pub async fn add(state: &State, me: Identity, offer: OfferId, file: Bytes) -> Result<Photo, Error> {
    // Asked before the work and once more in the write: nobody makes us decode for nothing.
    state.read_as(me, move |cx, actor| store::may_change(cx, actor, offer)).await?;
    let picture = Arc::new(decoded(file).await?);
    state.write_as(me, move |cx, actor| store::add(cx, actor, offer, &picture)).await
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
