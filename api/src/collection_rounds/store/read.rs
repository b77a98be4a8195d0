//! Reading rounds, their stops and what shops gave, and holding a round: whoever writes about it comes one after the other.

use super::{is_seen, shown};
use crate::collection_rounds::model::{FoodRow, RoundRow, StopRow};
use crate::collection_rounds::rules;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{collection_foods as foods, collection_rounds as rounds, collection_stops as stops};
use crate::http::{Actor, Cx, Error, Permit};
use diesel::prelude::*;
use shared::collection_rounds::CollectionRound;
use shared::ids::CollectionRoundId;

/// One round with its stops.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: CollectionRoundId) -> Result<CollectionRound, Error> {
    let row = visible(cx.conn, actor, id)?;
    shown::whole(cx, actor, row)
}

fn load(conn: &mut Conn, id: CollectionRoundId) -> Result<RoundRow, Error> {
    let row = rounds::table.find(id).select(RoundRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// A round that the caller may see.
///
/// # Errors
/// 404 when there is none.
fn visible(conn: &mut Conn, actor: &Actor, id: CollectionRoundId) -> Result<RoundRow, Error> {
    let row = load(conn, id)?;
    if is_seen(actor, row.organisation_id) { Ok(row) } else { Err(Error::not_found()) }
}

/// A round that the caller may change, as it was read: nothing is written yet, so that a refusal costs nobody else anything.
///
/// # Errors
/// 404; 403 unless the caller may act for its organisation; 409 `round_closed`.
pub(super) fn changeable(conn: &mut Conn, actor: &Actor, id: CollectionRoundId) -> Result<(RoundRow, Permit), Error> {
    let row = visible(conn, actor, id)?;
    let permit = actor.act_for(row.organisation_id)?;
    rules::open(row.state)?;
    Ok((row, permit))
}

/// Holds an open round until the end of the transaction, and makes its version one more. Returns the round as it is then.
///
/// # Errors
/// 404 when there is none; 409 `round_closed` when somebody has ended it meanwhile.
pub(super) fn hold(cx: &mut Cx<'_>, id: CollectionRoundId) -> Result<RoundRow, Error> {
    diesel::update(rounds::table.find(id))
        .set((rounds::version.eq(rounds::version + 1), rounds::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    let row = load(cx.conn, id)?;
    rules::open(row.state)?;
    Ok(row)
}

/// Writes a round that the caller holds, with the sums of its stops.
///
/// # Errors
/// When the database fails.
pub(super) fn save(conn: &mut Conn, mut row: RoundRow) -> Result<(), Error> {
    row.add_up(&stops_of(conn, &[row.id])?);
    diesel::update(rounds::table.find(row.id)).set(&row).execute(conn)?;
    Ok(())
}

/// The stops of rounds, each round's in order.
///
/// # Errors
/// When the database fails.
pub(super) fn stops_of(conn: &mut Conn, ids: &[CollectionRoundId]) -> Result<Vec<StopRow>, Error> {
    let rows = stops::table
        .filter(any_of(stops::round_id, ids.iter().copied()))
        .order((stops::round_id, stops::number))
        .select(StopRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// One stop of a round.
///
/// # Errors
/// 404 when the round has no such stop.
pub(super) fn stop(conn: &mut Conn, id: CollectionRoundId, number: i64) -> Result<StopRow, Error> {
    let row = stops::table.find((id, number)).select(StopRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// What the shops of rounds gave, each round's in the order of its stops.
///
/// # Errors
/// When the database fails.
pub(super) fn foods_of(conn: &mut Conn, ids: &[CollectionRoundId]) -> Result<Vec<FoodRow>, Error> {
    let rows = foods::table
        .filter(any_of(foods::round_id, ids.iter().copied()))
        .order((foods::round_id, foods::stop_number, foods::number))
        .select(FoodRow::as_select())
        .load(conn)?;
    Ok(rows)
}
