//! Endpoints of photos.

use super::intake;
use super::shown::Jpeg;
use super::store::{self, Size};
use super::upload::Upload;
use crate::engine::pictures::Picture;
use crate::http::{Actor, Created, Cx, Error, Identity, NoContent, State};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::ids::{OfferId, PhotoId};
use shared::paths;
use shared::photos::Photo;

/// Add a photo to an offer.
///
/// The body is the file, a JPEG, PNG or WebP of at most 8 MB (413 `too_large`), recognised by its content (415
/// `no_picture`, 422 `picture_unreadable`). It is kept upright, at most 1 600 pixels a side, without its metadata. At most
/// four an offer (409 `too_many_photos`); the same picture twice is one photo.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/offers/{id}/photos")]
pub async fn create_photo(state: State, me: Identity, id: Path<OfferId>, upload: Upload) -> Result<Created<Photo>, Error> {
    let id = *id;
    let may = move |cx: &mut Cx<'_>, actor: &Actor| store::may_change(cx, actor, id);
    let add = move |cx: &mut Cx<'_>, actor: &Actor, picture: &Picture| store::add(cx, actor, id, picture);
    let photo = intake::take(&state, me, upload.0, may, add).await?;
    Ok(Created { location: Some(paths::photo(photo.id)), value: photo })
}

/// Take a photo away from an offer.
///
/// The next one is shown first from then on.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = OfferId, Path, description = "The offer"), ("photo_id" = PhotoId, Path, description = "The photo")),
    responses((status = 204, description = "Gone"), WriteFailures)
)]
#[delete("/offers/{id}/photos/{photo_id}")]
pub async fn delete_photo(state: State, me: Identity, path: Path<(OfferId, PhotoId)>) -> Result<NoContent, Error> {
    let (offer, photo) = path.into_inner();
    state.write_as(me, move |cx, actor| store::remove(cx, actor, offer, photo)).await.map(|()| NoContent)
}

/// Find a photo.
///
/// A JPEG, for who may see an offer, an item, a loan or a message that shows it. It never changes: clients keep it. Only one
/// that nothing but messages shows is asked for each time (304), because their author can take it back. A browser that is
/// logged in may ask with the cookie of its session alone, as an `<img>` does.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = []), ("photos" = [])),
    params(("id" = PhotoId, Path, description = "The photo")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/jpeg", description = "The picture"),
        (status = 304, description = "The caller has it"),
        ReadFailures
    )
)]
#[get("/photos/{id}")]
pub async fn find_photo(state: State, me: Identity, id: Path<PhotoId>) -> Result<Jpeg, Error> {
    let id = *id;
    let file = state.read_as(me, move |cx, actor| store::file(cx, actor, id, Size::Whole)).await?;
    Ok(Jpeg { id, file })
}

/// Find a photo's thumbnail.
///
/// As the photo, at most 320 pixels a side.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = []), ("photos" = [])),
    params(("id" = PhotoId, Path, description = "The photo")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/jpeg", description = "The small picture"),
        (status = 304, description = "The caller has it"),
        ReadFailures
    )
)]
#[get("/photos/{id}/thumbnail")]
pub async fn find_thumbnail(state: State, me: Identity, id: Path<PhotoId>) -> Result<Jpeg, Error> {
    let id = *id;
    let file = state.read_as(me, move |cx, actor| store::file(cx, actor, id, Size::Small)).await?;
    Ok(Jpeg { id, file })
}
