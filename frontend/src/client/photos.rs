//! Photos of offers. The pictures themselves are fetched by the browser: `<img src=…>` with the cookie of the session.

use super::{Call, Failure, upload};
use shared::ids::{OfferId, PhotoId};
use shared::paths;
use shared::photos::Photo;
use web_sys::Blob;

/// Adds a photo to an offer; `progress` hears how much of it has left, in percent. Sent twice, it is still one photo.
///
/// # Errors
/// `too_large`, `no_picture`, `picture_unreadable`, `too_many_photos`, `offer_closed`.
pub async fn add(offer: OfferId, file: &Blob, progress: impl Fn(u8) + 'static) -> Result<Photo, Failure> {
    upload::send(&paths::photos_of(offer), file, progress).await
}

/// Takes a photo away from an offer.
///
/// # Errors
/// `not_found`, `offer_closed`.
pub async fn remove(offer: OfferId, photo: PhotoId) -> Result<(), Failure> {
    Call::delete(&paths::photo_of(offer, photo)).done().await
}
