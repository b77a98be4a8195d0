//! What happens to the offers of an organisation that is suspended.

use super::write;
use crate::db::schema::offers;
use crate::http::{Actor, Cx, Error};
use diesel::prelude::*;
use shared::ids::{OfferId, OrganisationId};
use shared::offers::OfferStatus;

/// Takes all open offers of an organisation off the board, as if it withdrew them: who waits for an answer is told, what
/// is agreed on stays.
///
/// # Errors
/// When the database fails.
pub fn withdraw_all(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<(), Error> {
    let open: Vec<OfferId> = offers::table
        .filter(offers::organisation_id.eq(organisation))
        .filter(offers::status.eq(OfferStatus::Open))
        .order(offers::id)
        .select(offers::id)
        .load(cx.conn)?;
    super::hold_lots(cx, open.iter().copied())?;
    for offer in open {
        write::take_off(cx, actor, offer)?;
    }
    Ok(())
}
