//! The remaining quantity: taken and given back by guarded updates alone, so that no race can make it wrong.

use crate::db::schema::offers;
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::OfferId;
use shared::offers::OfferStatus;
use shared::units::Grams;

/// Takes `grams` off what is left. `false` when less is left or the offer is no longer open: then nothing changed.
///
/// The condition and the change are one statement: whoever comes second sees what the first one left.
///
/// # Errors
/// When the database fails.
pub fn reserve(cx: &mut Cx<'_>, offer: OfferId, grams: Grams) -> Result<bool, Error> {
    let open = offers::table
        .find(offer)
        .filter(offers::status.eq(OfferStatus::Open))
        .filter(offers::closes_at.gt(cx.now))
        .filter(offers::left_grams.ge(grams));
    let taken = diesel::update(open).set((
        offers::left_grams.eq(offers::left_grams - grams.0),
        offers::version.eq(offers::version + 1),
        offers::updated_at.eq(cx.now),
    ));
    let changed = on_backend!(cx.conn, conn => taken.execute(conn))?;
    Ok(changed == 1)
}

/// Gives `grams` back to what is left.
///
/// # Errors
/// When the database fails.
pub fn release(cx: &mut Cx<'_>, offer: OfferId, grams: Grams) -> Result<(), Error> {
    let changed = diesel::update(offers::table.find(offer))
        .set((
            offers::left_grams.eq(offers::left_grams + grams.0),
            offers::version.eq(offers::version + 1),
            offers::updated_at.eq(cx.now),
        ))
        .execute(cx.conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Internal(format!("offer {offer} is gone"))) }
}
