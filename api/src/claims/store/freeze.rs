//! What the taker froze on arrival.

use super::read::{find, load};
use crate::claims::rules::Refusal;
use crate::db::schema::claims;
use crate::http::{Actor, Cx, Error};
use crate::offers;
use diesel::prelude::*;
use shared::claims::{Claim, ClaimState, Party};
use shared::ids::ClaimId;
use shared::offers::NewFreezing;

/// Records that the taker froze what it fetched, which gives it a new limit.
///
/// # Errors
/// 404, 403 for the other side, 409 before the food is collected or when it is frozen already, 422 for a day on which it
/// could not be frozen, and for food of a lot, which is frozen in stock.
pub fn freeze(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, told: &NewFreezing) -> Result<Claim, Error> {
    let (row, sides) = load(cx.conn, actor, id)?;
    if !sides.contains(&Party::Taker) {
        return Err(Error::forbidden());
    }
    actor.finish_for(row.taker_id)?;
    if !matches!(row.state, ClaimState::Collected | ClaimState::Received) {
        return Err(Refusal::State(row.state).problem().into());
    }
    // First, because it waits for whoever changes the claim now: the second of two sees what the first recorded.
    let unchanged = claims::table.find(id).filter(claims::version.eq(row.version));
    let changed = diesel::update(unchanged)
        .set((claims::updated_at.eq(cx.now), claims::version.eq(claims::version + 1)))
        .execute(cx.conn)?;
    if changed == 0 {
        return Err(Refusal::State(row.state).problem().into());
    }
    offers::store::freeze_claimed(cx, actor, id, row.offer_id, told)?;
    find(cx, actor, id)
}
