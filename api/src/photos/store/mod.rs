//! Queries of photos: those of offers, and what is common to all.

pub mod lent;
pub mod messages;

pub use lent::of_equipment;

use crate::db::Conn;
use crate::db::schema::{equipment_photos, loan_photos, message_photos, message_uploads, offer_photos, offers, photos};
use crate::engine::pictures::Picture;
use crate::http::{Actor, Cx, Error};
use crate::{offers as nouns, on_backend};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use shared::ids::{OfferId, PhotoId};
use shared::offers::OfferStatus;
use shared::photos::{MAX_PER_OFFER, Photo};
use shared::problem::{Code, Problem};
use shared::time::DAY;
use uuid::Builder;

/// How long a photo that hangs on no offer is kept, in milliseconds.
const UNUSED_KEPT: i64 = DAY;

/// Which form of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As large as it is kept.
    Whole,
    /// The thumbnail.
    Small,
}

/// A photo as a file.
#[derive(Clone, Debug)]
pub struct PhotoFile {
    /// The JPEG.
    pub bytes: Vec<u8>,
    /// Whether it stays to be seen by who sees it now. What only messages show can be taken back.
    pub stays: bool,
}

/// The photos of an offer, in their order.
///
/// # Errors
/// When the database fails.
pub fn of_offer(conn: &mut Conn, offer: OfferId) -> Result<Vec<Photo>, Error> {
    let rows: Vec<(PhotoId, i64, i64)> = on_backend!(conn, conn => offer_photos::table
        .inner_join(photos::table)
        .filter(offer_photos::offer_id.eq(offer))
        .order(offer_photos::position)
        .select((photos::id, photos::width, photos::height))
        .load(conn))?;
    Ok(rows.into_iter().map(|(id, width, height)| Photo { id, width, height }).collect())
}

/// The file of a photo that something shows which the caller may see: the network's members see all offers and what is
/// lent, a loan and what is said are their two sides' own matter.
///
/// # Errors
/// 404 when nothing that the caller may see shows it; 403 when the caller belongs to no approved organisation either.
pub fn file(cx: &mut Cx<'_>, actor: &Actor, id: PhotoId, size: Size) -> Result<PhotoFile, Error> {
    let network = actor.see_network();
    let offered = offer_photos::table.filter(offer_photos::photo_id.eq(id)).select(offer_photos::photo_id);
    let offered: Option<PhotoId> = offered.first(cx.conn).optional()?;
    let stays = (network.is_ok() && offered.is_some()) || lent::is_shown(cx.conn, actor, id)?;
    if !stays && !messages::is_shown(cx.conn, actor, id)? {
        return Err(network.err().unwrap_or_else(Error::not_found));
    }
    let shown = photos::table.find(id);
    let file = match size {
        Size::Whole => shown.select(photos::image).first(cx.conn),
        Size::Small => shown.select(photos::thumbnail).first(cx.conn),
    };
    Ok(PhotoFile { bytes: file.optional()?.ok_or_else(Error::not_found)?, stays })
}

/// Refuses who may not change the photos of an offer.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation's; 409 when it is no longer open.
pub fn may_change(cx: &mut Cx<'_>, actor: &Actor, offer: OfferId) -> Result<(), Error> {
    actor.see_network()?;
    let row = nouns::store::load(cx.conn, offer)?;
    actor.act_for(row.organisation_id)?;
    let open = row.status == OfferStatus::Open && row.closes_at > cx.now;
    if open { Ok(()) } else { Err(Problem::of(Code::OfferClosed).into()) }
}

/// Adds a photo to an offer; one that it has already stays where it is.
///
/// # Errors
/// As [`may_change`]; 409 when the offer has all the photos that it may have.
pub fn add(cx: &mut Cx<'_>, actor: &Actor, offer: OfferId, picture: &Picture) -> Result<Photo, Error> {
    may_change(cx, actor, offer)?;
    // First, because it waits for whoever changes the offer now: two uploads then count one after the other.
    touch(cx, offer)?;
    let photo = keep(cx, picture)?;
    let taken = places(cx.conn, offer)?;
    if taken.iter().any(|(_, id)| *id == photo.id) {
        return Ok(photo);
    }
    if taken.len() >= MAX_PER_OFFER {
        return Err(Problem::of(Code::TooManyPhotos).with("max", MAX_PER_OFFER).into());
    }
    let free = (0..).find(|place| taken.iter().all(|(position, _)| position != place)).unwrap_or_default();
    place(cx.conn, offer, free, photo.id)?;
    show_first(cx.conn, offer)?;
    Ok(photo)
}

/// Takes a photo away from an offer. Its file goes with housekeeping, unless another offer shows it.
///
/// # Errors
/// As [`may_change`]; 404 when the offer has no such photo.
pub fn remove(cx: &mut Cx<'_>, actor: &Actor, offer: OfferId, photo: PhotoId) -> Result<(), Error> {
    may_change(cx, actor, offer)?;
    touch(cx, offer)?;
    let hung = offer_photos::table.filter(offer_photos::offer_id.eq(offer)).filter(offer_photos::photo_id.eq(photo));
    if diesel::delete(hung).execute(cx.conn)? == 0 {
        return Err(Error::not_found());
    }
    show_first(cx.conn, offer)
}

/// Lets a new offer show the photos of an older one.
///
/// # Errors
/// When the database fails.
pub fn share(conn: &mut Conn, older: OfferId, newer: OfferId) -> Result<(), Error> {
    for (position, photo) in places(conn, older)? {
        place(conn, newer, position, photo)?;
    }
    show_first(conn, newer)
}

/// Throws away photos that hang on nothing, those that no message has taken along among them, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn forget_unused(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let before = cx.now.plus(-UNUSED_KEPT);
    messages::forget_unsent(cx.conn, before)?;
    let shown = offer_photos::table.filter(offer_photos::photo_id.eq(photos::id));
    let lent = equipment_photos::table.filter(equipment_photos::photo_id.eq(photos::id));
    let handled = loan_photos::table.filter(loan_photos::photo_id.eq(photos::id));
    let said = message_photos::table.filter(message_photos::photo_id.eq(photos::id));
    let waiting = message_uploads::table.filter(message_uploads::photo_id.eq(photos::id));
    let unused = photos::table
        .filter(photos::uploaded_at.le(before))
        .filter(not(exists(shown)))
        .filter(not(exists(lent)))
        .filter(not(exists(handled)))
        .filter(not(exists(said)))
        .filter(not(exists(waiting)));
    Ok(diesel::delete(unused).execute(cx.conn)?)
}

fn touch(cx: &mut Cx<'_>, offer: OfferId) -> Result<(), Error> {
    let open = offers::table.find(offer).filter(offers::status.eq(OfferStatus::Open));
    let changed = diesel::update(open)
        .set((offers::updated_at.eq(cx.now), offers::version.eq(offers::version + 1)))
        .execute(cx.conn)?;
    if changed == 1 { Ok(()) } else { Err(Problem::of(Code::OfferClosed).into()) }
}

/// Keeps a picture, once however often it is sent.
fn keep(cx: &mut Cx<'_>, picture: &Picture) -> Result<Photo, Error> {
    let digest = Sha256::digest(&picture.image);
    let mut id = [0; 16];
    id.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    let id = PhotoId(Builder::from_custom_bytes(id).into_uuid());
    let (width, height) = (i64::from(picture.width), i64::from(picture.height));
    let row = (
        photos::id.eq(id),
        photos::width.eq(width),
        photos::height.eq(height),
        photos::image.eq(&picture.image),
        photos::thumbnail.eq(&picture.thumbnail),
        photos::uploaded_at.eq(cx.now),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(photos::table)
        .values(row)
        .on_conflict(photos::id)
        .do_update()
        .set(photos::uploaded_at.eq(cx.now))
        .execute(conn))?;
    Ok(Photo { id, width, height })
}

fn places(conn: &mut Conn, offer: OfferId) -> Result<Vec<(i64, PhotoId)>, Error> {
    let rows = offer_photos::table
        .filter(offer_photos::offer_id.eq(offer))
        .order(offer_photos::position)
        .select((offer_photos::position, offer_photos::photo_id))
        .load(conn)?;
    Ok(rows)
}

fn place(conn: &mut Conn, offer: OfferId, position: i64, photo: PhotoId) -> Result<(), Error> {
    diesel::insert_into(offer_photos::table)
        .values((offer_photos::offer_id.eq(offer), offer_photos::position.eq(position), offer_photos::photo_id.eq(photo)))
        .execute(conn)?;
    Ok(())
}

/// Writes which photo comes first onto the offer, where lists read it.
fn show_first(conn: &mut Conn, offer: OfferId) -> Result<(), Error> {
    let first = places(conn, offer)?.first().map(|(_, photo)| *photo);
    diesel::update(offers::table.find(offer)).set(offers::photo_id.eq(first)).execute(conn)?;
    Ok(())
}
