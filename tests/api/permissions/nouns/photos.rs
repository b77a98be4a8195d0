//! Photos of offers.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use crate::photos::png;
use reqwest::Method;
use shared::paths;
use shared::photos::Photo;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let side = Side::Giver;
    let offer = published(world).await;
    let add = Request::of(Method::POST, paths::photos_of(offer), Side::Giver);
    let add = Request { body: Some(("image/png", png(40, 20))), ..add };
    if operation == "create_photo" {
        return add;
    }
    let sent = world.giver.coordinator.send_bytes(add.method, &add.path, add.body).await;
    let photo: Photo = sent.read(201);
    match operation {
        "delete_photo" => Request::delete(paths::photo_of(offer, photo.id), side),
        "find_photo" => Request::get(paths::photo(photo.id), side),
        "find_thumbnail" => Request::get(paths::thumbnail(photo.id), side),
        other => unknown(other),
    }
}
