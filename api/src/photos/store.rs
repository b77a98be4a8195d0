//! Queries of photos.

use crate::db::Conn;
use crate::db::schema::{offer_photos, photos};
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::{OfferId, PhotoId};
use shared::photos::Photo;

/// The photos of an offer, in their order.
///
/// # Errors
/// When the database fails.
pub fn of_offer(conn: &mut Conn, offer: OfferId) -> Result<Vec<Photo>, Error> {
    let rows: Vec<(PhotoId, i64, i64)> = offer_photos::table
        .inner_join(photos::table)
        .filter(offer_photos::offer_id.eq(offer))
        .order(offer_photos::position)
        .select((photos::id, photos::width, photos::height))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, width, height)| Photo { id, width, height }).collect())
}
