//! The end of a round: everything that it brought becomes lots in the same transaction, or it does not take place.

use super::read;
use crate::collection_rounds::model::{FoodRow, RoundRow, StopRow};
use crate::collection_rounds::rules;
use crate::db::schema::{collection_foods as foods, collection_stops as stops};
use crate::http::{Actor, Cx, Error, Permit};
use crate::stock::store as stock;
use diesel::prelude::*;
use shared::collection_rounds::{CollectionFinish, CollectionRound, CollectionRoundState, CollectionStopState};
use shared::ids::{CollectionRoundId, LotId};
use shared::stock::{FundingSource, NewLot};
use shared::text::tidy;
use shared::units::{Grams, Unit};
use std::collections::HashMap;

/// Receives what a round brought, a lot for each thing that a shop gave.
///
/// # Errors
/// 404; 403 while the organisation may not act; 409 `round_closed`; 422 where a temperature is missing, and at
/// `/stops/N/foods/N/…`, as they stand in the round, for what cannot be received any more.
pub fn finish(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: CollectionRoundId,
    told: &CollectionFinish,
) -> Result<CollectionRound, Error> {
    let (_, permit) = read::changeable(cx.conn, actor, id)?;
    let mut row = read::hold(cx, id)?;
    let (visited, given) = (read::stops_of(cx.conn, &[id])?, read::foods_of(cx.conn, &[id])?);
    rules::temperatures(told, given.iter().map(|food| food.temperature_class))?;
    (row.chilled_decidegrees, row.frozen_decidegrees) = (told.chilled_decidegrees, told.frozen_decidegrees);
    let lots = lots(&row, &visited, &given, told)?;
    let place = |number: usize| given.get(number).map(FoodRow::pointer).unwrap_or_default();
    let receipt = stock::receive_all(cx, actor, &lots, place)?;
    for (food, lot) in given.iter().zip(&receipt.lot_ids) {
        keep_lot(cx, food, *lot)?;
    }
    miss(cx, id, permit)?;
    row.held_count = Some(i64::from(receipt.held));
    close(cx, row, CollectionRoundState::Done, permit)?;
    read::find(cx, actor, id)
}

/// Calls a round off. What was noted of it stays readable, and is never received.
///
/// # Errors
/// 404; 403 while the organisation may not act; 409 `round_closed`.
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: CollectionRoundId) -> Result<CollectionRound, Error> {
    let (_, permit) = read::changeable(cx.conn, actor, id)?;
    let row = read::hold(cx, id)?;
    close(cx, row, CollectionRoundState::Cancelled, permit)?;
    read::find(cx, actor, id)
}

fn close(cx: &mut Cx<'_>, mut row: RoundRow, state: CollectionRoundState, permit: Permit) -> Result<(), Error> {
    row.state = state;
    (row.ended_at, row.ended_by) = (Some(cx.now), Some(permit.user_id()));
    read::save(cx.conn, row)
}

/// What is to be received, in the order of what was given.
fn lots(round: &RoundRow, visited: &[StopRow], given: &[FoodRow], told: &CollectionFinish) -> Result<Vec<NewLot>, Error> {
    let by_number: HashMap<i64, &StopRow> = visited.iter().map(|stop| (stop.number, stop)).collect();
    let shelf = told.shelf.as_deref().and_then(tidy);
    let lots = given.iter().map(|food| {
        let missing = || Error::Internal(format!("food of collection round {} without its stop", round.id));
        let stop = by_number.get(&food.stop_number).ok_or_else(missing)?;
        Ok(NewLot {
            site_id: round.site_id,
            donor_id: stop.donor_id,
            donor_name: stop.donor_name.clone(),
            category: food.category_code.clone(),
            title: food.title.clone(),
            gtin: None,
            lot_number: None,
            unit: Unit::Kilogram,
            grams_per_unit: Grams::from_kg(1),
            grams: food.grams,
            use_by: food.use_by,
            best_before: food.best_before,
            frozen_on: None,
            funding_source: FundingSource::Gift,
            temperature_class: food.temperature_class,
            temperature_decidegrees: round.arrival(food.temperature_class),
            shelf: shelf.clone(),
            note: None,
            received_at: None,
        })
    });
    lots.collect()
}

fn keep_lot(cx: &mut Cx<'_>, food: &FoodRow, lot: LotId) -> Result<(), Error> {
    let there = foods::table.find((food.round_id, food.stop_number, food.number));
    diesel::update(there).set(foods::lot_id.eq(lot)).execute(cx.conn)?;
    Ok(())
}

/// Says of the stops of which nobody has noted anything that they are missed.
fn miss(cx: &mut Cx<'_>, id: CollectionRoundId, permit: Permit) -> Result<(), Error> {
    let unnoted = stops::table.filter(stops::round_id.eq(id)).filter(stops::state.eq(CollectionStopState::Planned));
    diesel::update(unnoted)
        .set((
            stops::state.eq(CollectionStopState::Missed),
            stops::note.eq(rules::unnoted(cx.settings.default_locale)),
            stops::noted_by.eq(permit.user_id()),
            stops::version.eq(stops::version + 1),
        ))
        .execute(cx.conn)?;
    Ok(())
}
