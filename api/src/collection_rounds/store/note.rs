//! Noting what came of a stop. It replaces what was noted before; of two who note the same stop at once the second has seen
//! another version, and is told.

use super::read;
use crate::categories;
use crate::collection_rounds::model::{FoodRow, StopRow};
use crate::collection_rounds::rules;
use crate::db::Conn;
use crate::db::schema::{collection_foods as foods, collection_stops as stops};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::offers::today;
use crate::on_backend;
use diesel::prelude::*;
use shared::accounts::Locale;
use shared::collection_rounds::{CollectionRound, CollectionStopState, NewCollectedFood, StopRecord};
use shared::ids::CollectionRoundId;
use shared::problem::Problem;
use shared::text::tidy;
use shared::units::Grams;

/// Notes what came of a stop of a round; `seen` is the version of the stop.
///
/// # Errors
/// 404 where there is no such round or stop; 403 while the organisation may not act; 409 `round_closed`; 412 when somebody
/// noted it meanwhile; 422 for a time that cannot be, for categories that nobody knows and for food whose use-by day was
/// over.
pub fn note(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: CollectionRoundId,
    number: i64,
    seen: IfMatch,
    told: &StopRecord,
) -> Result<CollectionRound, Error> {
    let (_, permit) = read::changeable(cx.conn, actor, id)?;
    seen.check(read::stop(cx.conn, id, number)?.version)?;
    let visited_at = rules::visited(told.at, cx.now)?;
    let day = today(visited_at, cx.settings.time_zone);
    rules::foods(&told.foods, day, |code| categories::tree().exists(code)).map_err(Problem::invalid)?;
    let row = read::hold(cx, id)?;
    // As it is now that the round is held.
    let before = read::stop(cx.conn, id, number)?;
    seen.check(before.version)?;
    let stop = StopRow {
        state: told.state,
        grams: told.foods.iter().fold(Grams::ZERO, |sum, food| sum.plus(food.grams)),
        note: told.note.as_deref().and_then(tidy),
        visited_at: (told.state != CollectionStopState::Planned).then_some(visited_at),
        noted_by: Some(permit.user_id()),
        version: before.version + 1,
        ..before
    };
    diesel::update(stops::table.find((id, number))).set(&stop).execute(cx.conn)?;
    replace_foods(cx.conn, &stop, &told.foods, cx.settings.default_locale)?;
    read::save(cx.conn, row)?;
    read::find(cx, actor, id)
}

fn replace_foods(conn: &mut Conn, stop: &StopRow, given: &[NewCollectedFood], locale: Locale) -> Result<(), Error> {
    let before = foods::table.filter(foods::round_id.eq(stop.round_id)).filter(foods::stop_number.eq(stop.number));
    diesel::delete(before).execute(conn)?;
    if given.is_empty() {
        return Ok(());
    }
    let rows: Vec<FoodRow> = (1..).zip(given).map(|(number, food)| row(stop, number, food, locale)).collect();
    let rows: Vec<&FoodRow> = rows.iter().collect();
    on_backend!(conn, inner => diesel::insert_into(foods::table).values(rows).execute(inner))?;
    Ok(())
}

fn row(stop: &StopRow, number: i64, food: &NewCollectedFood, locale: Locale) -> FoodRow {
    FoodRow {
        round_id: stop.round_id,
        stop_number: stop.number,
        number,
        category_code: food.category.clone(),
        title: food.title.as_deref().and_then(tidy).unwrap_or_else(|| categories::label(&food.category, locale)),
        grams: food.grams,
        temperature_class: food.temperature_class,
        temperature_decidegrees: food.temperature_decidegrees,
        use_by: food.use_by,
        best_before: food.best_before,
        lot_id: None,
    }
}
