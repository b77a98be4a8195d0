//! Photos of offers, of messages and of what is lent. The pictures themselves are fetched by the browser: `<img src=…>` with the cookie of the session.

use super::conversations::About;
use super::{Call, Failure, upload};
use crate::hooks::Content;
use shared::equipment::Equipment;
use shared::ids::{EquipmentId, LoanId, OfferId, PhotoId};
use shared::paths;
use shared::photos::{ItemPhotoPatch, LoanPhotos, Photo};
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

/// Sends a photo for the next message about something; `progress` hears how much of it has left, in percent. Sent twice, it
/// is still one photo.
///
/// # Errors
/// `too_large`, `no_picture`, `picture_unreadable`, `conversation_closed`, `forbidden`.
pub async fn for_message(about: About, file: &Blob, progress: impl Fn(u8) + 'static) -> Result<Photo, Failure> {
    upload::send(&paths::message_photos(&about.path()), file, progress).await
}

impl Content for LoanPhotos {}

/// Adds a photo where `path` says: to an item, or to a loan whose item changes hands.
///
/// # Errors
/// `too_large`, `no_picture`, `picture_unreadable`, `too_many_photos`, `equipment_retired`, `loan_state`.
pub async fn add_at(path: &str, file: &Blob) -> Result<Photo, Failure> {
    upload::send(path, file, |_| ()).await
}

/// Says what is to be seen on a photo of an item.
///
/// # Errors
/// `not_found`, `forbidden`, `equipment_retired`.
pub async fn describe(item: EquipmentId, photo: PhotoId, patch: ItemPhotoPatch) -> Result<Equipment, Failure> {
    Call::patch(&paths::photo_of_equipment(item, photo)).json(&patch).fetch().await
}

/// Takes a photo away from an item.
///
/// # Errors
/// `not_found`, `forbidden`, `equipment_retired`.
pub async fn remove_from_item(item: EquipmentId, photo: PhotoId) -> Result<(), Failure> {
    Call::delete(&paths::photo_of_equipment(item, photo)).done().await
}

/// Photos of a loan's item when it changed hands.
///
/// # Errors
/// `not_found`.
pub async fn of_loan(id: LoanId) -> Result<LoanPhotos, Failure> {
    Call::get(&paths::loan_photos(id)).fetch().await
}
