//! Changing a round that is open: who drives, and another shop.

use super::begin::put_stops;
use super::{places, read};
use crate::collection_rounds::rules;
use crate::http::{Actor, Cx, Error, IfMatch};
use shared::collection_rounds::{CollectionRound, CollectionRoundPatch};
use shared::ids::CollectionRoundId;
use shared::text::tidy;

/// Changes a round.
///
/// # Errors
/// 404; 403 while the organisation may not act; 409 `round_closed`; 412 when somebody changed it meanwhile; 422 for a shop
/// that nobody knows, and where the round has all the stops that it may have.
pub fn update(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: CollectionRoundId,
    seen: IfMatch,
    patch: &CollectionRoundPatch,
) -> Result<CollectionRound, Error> {
    let (before, _) = read::changeable(cx.conn, actor, id)?;
    seen.check(before.version)?;
    let added = places::known(cx.conn, patch.add_stop.as_slice(), |_| "/add_stop".to_owned())?;
    let mut row = read::hold(cx, id)?;
    // Holding it was one version more.
    seen.check(row.version - 1)?;
    if !added.is_empty() {
        rules::one_more_stop(row.stop_count)?;
        put_stops(cx.conn, id, row.stop_count + 1, added)?;
    }
    if let Some(drivers) = &patch.drivers {
        row.drivers = drivers.as_deref().and_then(tidy);
    }
    read::save(cx.conn, row)?;
    read::find(cx, actor, id)
}
