//! What finished rounds brought, for a spreadsheet.

use super::{is_seen, places, read};
use crate::collection_rounds::model::{FoodRow, RoundRow, StopRow};
use crate::collection_rounds::rules;
use crate::collection_rounds::table::{Line, Sheet};
use crate::db::schema::collection_rounds as rounds;
use crate::http::{Actor, Cx, Error};
use diesel::prelude::*;
use shared::accounts::Locale;
use shared::collection_rounds::{CollectionRoundState, CollectionTableQuery};
use shared::ids::CollectionRoundId;
use std::collections::HashMap;

/// Rounds whose stops and food are read at once.
const AT_ONCE: usize = 50;

/// The food of an organisation's finished rounds, the first day first, each round's in the order of its stops.
///
/// # Errors
/// 403 for another organisation's; 422 for a time that ends before it begins, or is longer than a year.
pub fn table(cx: &mut Cx<'_>, actor: &Actor, query: &CollectionTableQuery, locale: Locale) -> Result<Vec<u8>, Error> {
    if !is_seen(actor, query.organisation) {
        return Err(Error::forbidden());
    }
    rules::tabled(query)?;
    let finished: Vec<RoundRow> = rounds::table
        .filter(rounds::organisation_id.eq(query.organisation))
        .filter(rounds::state.eq(CollectionRoundState::Done))
        .filter(rounds::day.ge(query.from))
        .filter(rounds::day.le(query.until))
        .order((rounds::day, rounds::id))
        .select(RoundRow::as_select())
        .load(cx.conn)?;
    let mut sheet = Sheet::new(locale)?;
    for some in finished.chunks(AT_ONCE) {
        write(cx, some, &mut sheet)?;
        if sheet.is_cut() {
            break;
        }
    }
    sheet.finish()
}

fn write(cx: &mut Cx<'_>, rounds: &[RoundRow], sheet: &mut Sheet) -> Result<(), Error> {
    let ids: Vec<CollectionRoundId> = rounds.iter().map(|round| round.id).collect();
    let stops = read::stops_of(cx.conn, &ids)?;
    let donors = places::names(cx.conn, stops.iter().filter_map(|stop| stop.donor_id))?;
    let stops: HashMap<(CollectionRoundId, i64), &StopRow> =
        stops.iter().map(|stop| ((stop.round_id, stop.number), stop)).collect();
    let mut given: HashMap<CollectionRoundId, Vec<FoodRow>> = HashMap::new();
    for food in read::foods_of(cx.conn, &ids)? {
        given.entry(food.round_id).or_default().push(food);
    }
    for round in rounds {
        for food in given.remove(&round.id).unwrap_or_default() {
            let stop = stops.get(&(round.id, food.stop_number));
            let shop = stop.map(|stop| stop.shop(&donors)).unwrap_or_default();
            sheet.add(&Line { round, shop, food: &food })?;
        }
    }
    Ok(())
}
