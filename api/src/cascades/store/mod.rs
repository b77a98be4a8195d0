//! Cascades in the database.

mod advance;
mod calling;
mod deciding;
mod partners;
mod view;
mod wishes;

pub use advance::{Due, Prepared, advance, begin, due, prepare, reschedule, stop};
pub use partners::{list as partners, replace as replace_partners};
pub use view::find;
pub use wishes::{decline, end, wish};

use super::model::{CallRow, CascadeRow};
use super::rules::Refusal;
use crate::db::schema::{cascade_calls, cascades, offers};
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::OfferId;
use shared::time::UtcMillis;

/// The cascade of an offer, if it has one.
fn load(cx: &mut Cx<'_>, offer: OfferId) -> Result<Option<CascadeRow>, Error> {
    Ok(cascades::table.find(offer).select(CascadeRow::as_select()).first(cx.conn).optional()?)
}

/// Those who were called, in the order in which they were.
fn calls(cx: &mut Cx<'_>, offer: OfferId) -> Result<Vec<CallRow>, Error> {
    let rows = cascade_calls::table.filter(cascade_calls::offer_id.eq(offer));
    let rows = rows.order((cascade_calls::number, cascade_calls::score.desc(), cascade_calls::organisation_id));
    Ok(rows.select(CallRow::as_select()).load(cx.conn)?)
}

/// Holds the running step until the commit, so that no wish comes while it is decided.
///
/// # Errors
/// 409 when the step is over.
fn hold(cx: &mut Cx<'_>, step: &CascadeRow) -> Result<(), Error> {
    let running =
        cascades::table.find(step.offer_id).filter(cascades::number.eq(step.number)).filter(cascades::ends_at.is_not_null());
    match diesel::update(running).set(cascades::version.eq(cascades::version + 1)).execute(cx.conn)? {
        1 => Ok(()),
        _ => Err(Refusal::Over.problem().into()),
    }
}

/// When the step of a held cascade is decided; the offer says so too.
fn set_end(cx: &mut Cx<'_>, offer: OfferId, ends_at: Option<UtcMillis>) -> Result<(), Error> {
    diesel::update(cascades::table.find(offer)).set(cascades::ends_at.eq(ends_at)).execute(cx.conn)?;
    let said = (offers::first_until.eq(ends_at), offers::version.eq(offers::version + 1), offers::updated_at.eq(cx.now));
    diesel::update(offers::table.find(offer)).set(said).execute(cx.conn)?;
    Ok(())
}
