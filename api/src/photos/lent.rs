//! Endpoints of photos of what is lent.

use super::intake;
use super::store::lent as store;
use super::upload::Upload;
use crate::engine::pictures::Picture;
use crate::http::{Actor, Created, Cx, Error, Identity, NoContent, Private, State, Tagged, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, patch, post};
use shared::equipment::Equipment;
use shared::ids::{EquipmentId, LoanId, PhotoId};
use shared::paths;
use shared::photos::{HandlingMoment, ItemPhotoPatch, LoanPhotos, Photo};

/// Add a photo to an item.
///
/// The body is the file, as for an offer's photo. By the owner; at most six an item (409 `too_many_photos`); the same
/// picture twice is one photo. The first one is shown in the catalogue.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/equipment/{id}/photos")]
pub async fn create_equipment_photo(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    upload: Upload,
) -> Result<Created<Photo>, Error> {
    let id = *id;
    let may = move |cx: &mut Cx<'_>, actor: &Actor| store::may_change(cx, actor, id);
    let add = move |cx: &mut Cx<'_>, actor: &Actor, picture: &Picture| store::add_to_equipment(cx, actor, id, picture);
    let photo = intake::take(&state, me, upload.0, may, add).await?;
    Ok(Created { location: Some(paths::photo(photo.id)), value: photo })
}

/// Describe a photo of an item.
///
/// What is to be seen on it, for those who do not see it. By the owner.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item"), ("photo_id" = PhotoId, Path, description = "The photo")),
    request_body = ItemPhotoPatch,
    responses((status = 200, body = Equipment, description = "The item as it is now"), WriteFailures)
)]
#[patch("/equipment/{id}/photos/{photo_id}")]
pub async fn update_equipment_photo(
    state: State,
    me: Identity,
    path: Path<(EquipmentId, PhotoId)>,
    patch: Valid<ItemPhotoPatch>,
) -> Result<Tagged<Equipment>, Error> {
    let (id, photo) = path.into_inner();
    state.write_as(me, move |cx, actor| store::describe(cx, actor, id, photo, &patch.0)).await.map(Tagged)
}

/// Take a photo away from an item.
///
/// The next one is shown first from then on.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item"), ("photo_id" = PhotoId, Path, description = "The photo")),
    responses((status = 204, description = "Gone"), WriteFailures)
)]
#[delete("/equipment/{id}/photos/{photo_id}")]
pub async fn delete_equipment_photo(
    state: State,
    me: Identity,
    path: Path<(EquipmentId, PhotoId)>,
) -> Result<NoContent, Error> {
    let (id, photo) = path.into_inner();
    state.write_as(me, move |cx, actor| store::remove_from_equipment(cx, actor, id, photo)).await.map(|()| NoContent)
}

/// List photos of a loan's item.
///
/// In which condition it went out and came back, for both sides; with what the caller may add now.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan")),
    responses((status = 200, body = LoanPhotos, description = "The photos"), ReadFailures)
)]
#[get("/loans/{id}/photos")]
pub async fn list_loan_photos(state: State, me: Identity, id: Path<LoanId>) -> Result<Private<LoanPhotos>, Error> {
    state.read_as(me, move |cx, actor| store::of_loan(cx, actor, *id)).await.map(Private)
}

/// Add a photo of a loan's item.
///
/// In which condition it goes `out` (from when the loan is accepted until it is back) or comes `back` (once it is out), by
/// either side. The body is the file, as for an offer's photo; at most six a moment (409 `too_many_photos`, `loan_state`).
/// Nobody takes it away again.
#[utoipa::path(
    tag = "photos",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("moment" = HandlingMoment, Path, description = "When it was taken")
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Photo, description = "The photo"), WriteFailures)
)]
#[post("/loans/{id}/photos/{moment}")]
pub async fn create_loan_photo(
    state: State,
    me: Identity,
    path: Path<(LoanId, HandlingMoment)>,
    upload: Upload,
) -> Result<Created<Photo>, Error> {
    let (id, moment) = path.into_inner();
    let may = move |cx: &mut Cx<'_>, actor: &Actor| store::may_add(cx, actor, id, moment);
    let add = move |cx: &mut Cx<'_>, actor: &Actor, picture: &Picture| store::add_to_loan(cx, actor, id, moment, picture);
    let photo = intake::take(&state, me, upload.0, may, add).await?;
    Ok(Created { location: Some(paths::photo(photo.id)), value: photo })
}
