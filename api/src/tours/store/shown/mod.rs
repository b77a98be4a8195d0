//! What the wire shows of tours: as much as the caller may know.

mod beside;
mod loads;

use super::read::{self, knows_all, parties};
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{LoadRow, StopRow, TourRow};
use beside::Beside;
use shared::ids::TourId;
use shared::tours::{
    DistanceSource, StopTask, Tour, TourAction, TourDriver, TourParty, TourPlace, TourState, TourStop, TourVisit,
};
use std::collections::HashMap;

pub(super) use beside::place;

/// The wire's form of rows with their distances, in the same order, without stops and loads; a fixed number of queries
/// however many there are.
///
/// # Errors
/// When the database fails.
pub(in crate::tours) fn lean(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<(TourRow, Option<i64>)>) -> Result<Vec<Tour>, Error> {
    // Most days of most organisations are without a tour.
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TourId> = rows.iter().map(|(row, _)| row.id).collect();
    let mut loads = read::loads_of(cx.conn, &ids)?;
    let mut stops = read::stops_of(cx.conn, &ids)?;
    let beside = Beside::load(cx.conn, rows.iter().map(|(row, _)| row), &loads)?;
    let shown = rows.into_iter().map(|(row, distance)| {
        let loads = loads.remove(&row.id).unwrap_or_default();
        let stops = stops.remove(&row.id).unwrap_or_default();
        Ok(Tour { distance_metres: distance, ..tour(actor, row, &loads, &stops, &beside)? })
    });
    shown.collect()
}

/// The wire's form of one row, with its stops and loads as far as the caller may know them.
///
/// # Errors
/// When the database fails.
pub(super) fn whole(cx: &mut Cx<'_>, actor: &Actor, row: TourRow, loads: Vec<LoadRow>) -> Result<Tour, Error> {
    let stops = read::stops(cx.conn, row.id)?;
    let loads = HashMap::from([(row.id, loads)]);
    let beside = Beside::load(cx.conn, std::iter::once(&row), &loads)?;
    let loads = loads.into_values().next().unwrap_or_default();
    let shown = tour(actor, row.clone(), &loads, &stops, &beside)?;
    let all = knows_all(&shown.parties);
    let known: Vec<&LoadRow> = loads.iter().filter(|load| all || !read::sides(actor, &row, load).is_empty()).collect();
    let shown_stops = stops_as_known(&stops, &known, all, &beside)?;
    let shown_loads = loads::shown(cx, actor, &row, &known, &stops, &beside)?;
    Ok(Tour { stops: shown_stops, loads: shown_loads, ..shown })
}

/// A tour without its stops and loads.
fn tour(actor: &Actor, row: TourRow, loads: &[LoadRow], stops: &[StopRow], beside: &Beside) -> Result<Tour, Error> {
    let parties = parties(actor, &row, loads);
    let actions = possible(actor, &row, &parties, loads);
    let driver = if parties.is_empty() { None } else { driver(&row, beside)? };
    let carried = loads.iter().filter(|load| load.state.is_carried()).count();
    Ok(Tour {
        organisation: beside.organisation(row.organisation_id)?,
        site: beside.site(row.site_id)?,
        capacity: row.shown_capacity(),
        free: row.free(),
        driver,
        wants_driver: row.state == TourState::Planned && row.driver_id.is_none(),
        communes: communes(loads, stops, beside)?,
        distances: DistanceSource::StraightLine,
        load_count: i64::try_from(carried).unwrap_or(i64::MAX),
        equipment: row.equipment_id.and_then(|id| beside.equipment(id)),
        id: row.id,
        title: row.title,
        leaves_at: row.leaves_at,
        back_by: row.back_by,
        returns_at: row.returns_at,
        vehicle: row.vehicle,
        note: row.note,
        state: row.state,
        reason: row.reason.filter(|_| !parties.is_empty()),
        metres: row.metres,
        stops: Vec::new(),
        loads: Vec::new(),
        distance_metres: None,
        parties,
        actions,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn driver(row: &TourRow, beside: &Beside) -> Result<Option<TourDriver>, Error> {
    let (Some(id), Some(organisation)) = (row.driver_id, row.driver_organisation_id) else {
        return Ok(None);
    };
    let name = beside.name(id);
    Ok(Some(TourDriver { id, name, organisation: beside.organisation(organisation)? }))
}

/// What the caller may do with the tour now.
fn possible(actor: &Actor, row: &TourRow, parties: &[TourParty], loads: &[LoadRow]) -> Vec<TourAction> {
    let may = |party: TourParty, action: TourAction| match (party, action) {
        // A suspended organisation promises nothing new, but brings to an end what it has promised.
        (TourParty::Carrier, TourAction::Cancel | TourAction::Finish) => actor.can_finish_for(row.organisation_id),
        (TourParty::Carrier, _) => actor.can_act_for(row.organisation_id),
        (_, TourAction::Start) => row.driver_organisation_id.is_some_and(|id| actor.can_act_for(id)),
        _ => row.driver_organisation_id.is_some_and(|id| actor.can_finish_for(id)),
    };
    let possible =
        parties.iter().flat_map(|party| TourAction::possible(row.state, *party).into_iter().map(move |it| (*party, it)));
    let possible = possible.filter(|(party, action)| may(*party, *action)).map(|(_, action)| action);
    let volunteer =
        row.state == TourState::Planned && row.driver_id.is_none() && actor.approved_organisations().next().is_some();
    let mut actions: Vec<TourAction> = possible.chain(volunteer.then_some(TourAction::Drive)).collect();
    // Nobody drives a tour that has no driver.
    actions.retain(|action| *action != TourAction::Start || row.driver_id.is_some());
    // Nor does one end with something to fetch or to hand over.
    actions.retain(|action| *action != TourAction::Finish || !loads.iter().any(|load| load.state.is_live()));
    actions.sort_unstable();
    actions.dedup();
    actions
}

/// Where a stop is.
fn place_of(stop: &StopRow, loads: &[&LoadRow], beside: &Beside) -> Result<Option<TourPlace>, Error> {
    let load = loads.iter().find(|load| load.id == stop.load_id);
    let place = load.map(|load| match stop.task {
        StopTask::PickUp => beside.from(load),
        StopTask::Drop => beside.to(load),
    });
    place.transpose()
}

/// The communes of the stops in order, each once.
fn communes(loads: &[LoadRow], stops: &[StopRow], beside: &Beside) -> Result<Vec<String>, Error> {
    let loads: Vec<&LoadRow> = loads.iter().collect();
    let mut communes: Vec<String> = Vec::new();
    for stop in stops {
        let place = place_of(stop, &loads, beside)?;
        communes.extend(place.map(|place| place.commune).filter(|commune| !communes.contains(commune)));
    }
    Ok(communes)
}

/// The stops at which something known is done. Tasks at one place that follow each other are one stop.
fn stops_as_known(stops: &[StopRow], known: &[&LoadRow], all: bool, beside: &Beside) -> Result<Vec<TourStop>, Error> {
    let mut shown: Vec<TourStop> = Vec::new();
    for stop in stops {
        let Some(place) = place_of(stop, known, beside)? else { continue };
        let task = TourVisit { load_id: stop.load_id, task: stop.task };
        let aboard_grams = all.then_some(stop.aboard_grams);
        match shown.last_mut().filter(|last| last.place == place) {
            Some(last) => {
                last.tasks.push(task);
                last.leaves_at = stop.leaves_at;
                last.metres = last.metres.saturating_add(stop.metres);
                last.aboard_grams = aboard_grams;
            }
            None => shown.push(TourStop {
                place,
                arrives_at: stop.arrives_at,
                leaves_at: stop.leaves_at,
                metres: stop.metres,
                aboard_grams,
                tasks: vec![task],
            }),
        }
    }
    Ok(shown)
}
