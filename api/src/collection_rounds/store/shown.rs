//! What the wire shows of rounds; a fixed number of queries however many there are.

use super::{places, read};
use crate::accounts::store::users;
use crate::collection_rounds::model::{FoodRow, RoundRow};
use crate::collection_rounds::rules;
use crate::http::{Actor, Cx, Error};
use crate::{organisations, sites};
use shared::collection_rounds::{CollectionRound, CollectionStop};
use shared::ids::{CollectionRoundId, OrganisationId, SiteId};
use std::collections::HashMap;

/// The wire's form of rows, in the same order, without stops.
///
/// # Errors
/// When the database fails.
pub(super) fn lean(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<RoundRow>) -> Result<Vec<CollectionRound>, Error> {
    let owners: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let places: Vec<SiteId> = rows.iter().map(|row| row.site_id).collect();
    let owners = organisations::store::summaries(cx.conn, &owners)?;
    let places = sites::store::summaries(cx.conn, &places)?;
    let names = users::names(cx.conn, rows.iter().filter_map(|row| row.ended_by).collect())?;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("collection round {} without organisation or site", row.id));
        Ok(CollectionRound {
            organisation: owners.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: places.get(&row.site_id).cloned().ok_or_else(missing)?,
            ended_by: row.ended_by.and_then(|person| names.get(&person).cloned()),
            actions: rules::actions(row.state, actor.can_act_for(row.organisation_id)),
            id: row.id,
            route_id: row.route_id,
            title: row.title,
            day: row.day,
            drivers: row.drivers,
            vehicle: row.vehicle,
            state: row.state,
            stops: Vec::new(),
            stop_count: row.stop_count,
            noted_count: row.noted_count,
            grams: row.grams,
            held: row.held_count,
            ended_at: row.ended_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    });
    shown.collect()
}

/// The wire's form of one row, with its stops.
///
/// # Errors
/// When the database fails.
pub(super) fn whole(cx: &mut Cx<'_>, actor: &Actor, row: RoundRow) -> Result<CollectionRound, Error> {
    let stops = stops(cx, row.id)?;
    let round = lean(cx, actor, vec![row])?.pop().ok_or_else(Error::not_found)?;
    Ok(CollectionRound { stops, ..round })
}

fn stops(cx: &mut Cx<'_>, id: CollectionRoundId) -> Result<Vec<CollectionStop>, Error> {
    let rows = read::stops_of(cx.conn, &[id])?;
    let mut given: HashMap<i64, Vec<_>> = HashMap::new();
    for food in read::foods_of(cx.conn, &[id])? {
        given.entry(food.stop_number).or_default().push(FoodRow::shown(food));
    }
    let donors = places::names(cx.conn, rows.iter().filter_map(|row| row.donor_id))?;
    let names = users::names(cx.conn, rows.iter().filter_map(|row| row.noted_by).collect())?;
    let shown = rows.into_iter().map(|row| {
        let foods = given.remove(&row.number).unwrap_or_default();
        let by = row.noted_by.and_then(|person| names.get(&person).cloned());
        row.shown(foods, by, &donors)
    });
    shown.collect()
}
