//! What the wire shows of loads.

use super::beside::Beside;
use crate::accounts::store::users;
use crate::claims::store::{self as claims, Carriage};
use crate::db::expr::any_of;
use crate::db::schema::tour_load_events;
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{EventRow, LoadRow, StopRow, TourRow};
use crate::tours::rules;
use crate::tours::store::read;
use diesel::prelude::*;
use shared::ids::{ClaimId, TourLoadId};
use shared::offers::PickupWindow;
use shared::time::UtcMillis;
use shared::tours::{StopTask, TourLoad, TourLoadAction, TourLoadEvent, TourLoadKind, TourLoadState, TourParty};
use std::collections::HashMap;

/// The loads that the caller knows of.
///
/// # Errors
/// When the database fails.
pub fn shown(
    cx: &mut Cx<'_>,
    actor: &Actor,
    tour: &TourRow,
    loads: &[&LoadRow],
    stops: &[StopRow],
    beside: &Beside,
) -> Result<Vec<TourLoad>, Error> {
    let claim_ids: Vec<ClaimId> = loads.iter().filter_map(|load| load.claim_id).collect();
    let carriages = claims::carriages(cx.conn, &claim_ids)?;
    let mut events = events(cx, loads)?;
    let shown = loads.iter().map(|load| {
        let carriage = load.claim_id.and_then(|id| carriages.get(&id));
        let events = events.remove(&load.id).unwrap_or_default();
        Ok(TourLoad { events, ..one(actor, tour, load, carriage, stops, beside)? })
    });
    shown.collect()
}

/// A load without what has happened.
fn one(
    actor: &Actor,
    tour: &TourRow,
    load: &LoadRow,
    carriage: Option<&Carriage>,
    stops: &[StopRow],
    beside: &Beside,
) -> Result<TourLoad, Error> {
    let parties = read::sides(actor, tour, load);
    let (planned, aboard) = (load.state == TourLoadState::Planned, load.state == TourLoadState::Collected);
    let shows = |party, when: bool| when && parties.contains(&party);
    let pickup_code = carriage.map(|claim| claim.handover_code.clone()).or_else(|| load.pickup_code.clone());
    let drop_code = load.drop_code.clone();
    Ok(TourLoad {
        id: load.id,
        kind: load.kind,
        title: load.title.clone(),
        claim_id: load.claim_id,
        loan_id: load.loan_id,
        leg: load.leg,
        sender: load.sender_id.map(|id| beside.organisation(id)).transpose()?,
        receiver: beside.organisation(load.receiver_id)?,
        from: beside.from(load)?,
        to: beside.to(load)?,
        grams: load.grams,
        collected_grams: load.collected_grams,
        temperature_class: load.temperature_class,
        windows: carriage.map_or_else(|| shop_window(load), |claim| claim.windows.clone()),
        note: load.note.clone(),
        state: load.state,
        asked_by: load.asked_by,
        pickup_at: at(stops, load, StopTask::PickUp),
        drop_at: at(stops, load, StopTask::Drop),
        pickup_needs_code: load.kind == TourLoadKind::Claim || load.pickup_code.is_some(),
        drop_needs_code: drop_code.is_some(),
        pickup_code: pickup_code.filter(|_| shows(TourParty::Sender, planned)),
        drop_code: drop_code.filter(|_| shows(TourParty::Receiver, planned || aboard)),
        actions: possible(actor, tour, load, &parties),
        parties,
        events: Vec::new(),
        updated_at: load.updated_at,
    })
}

/// When a shop's gift can be fetched.
fn shop_window(load: &LoadRow) -> Vec<PickupWindow> {
    let window = load.window_starts_at.zip(load.window_ends_at);
    window.map(|(starts_at, ends_at)| PickupWindow { starts_at, ends_at }).into_iter().collect()
}

fn at(stops: &[StopRow], load: &LoadRow, task: StopTask) -> Option<UtcMillis> {
    stops.iter().find(|stop| stop.load_id == load.id && stop.task == task).map(|stop| stop.arrives_at)
}

/// What the caller may do with the load now.
fn possible(actor: &Actor, tour: &TourRow, load: &LoadRow, parties: &[TourParty]) -> Vec<TourLoadAction> {
    let may = |party: TourParty, action: TourLoadAction| {
        let organisation = match party {
            TourParty::Carrier => Some(tour.organisation_id),
            TourParty::Driver => tour.driver_organisation_id,
            TourParty::Sender => load.sender_id,
            TourParty::Receiver => Some(load.receiver_id),
            TourParty::Observer => None,
        };
        organisation.is_some_and(|id| match action {
            TourLoadAction::Accept => actor.can_act_for(id),
            _ => actor.can_finish_for(id),
        })
    };
    let standing = load.standing();
    let possible = parties.iter().flat_map(|party| standing.possible(*party).into_iter().map(|it| (*party, it)));
    let possible = possible.filter(|(party, action)| may(*party, *action)).map(|(_, action)| action);
    let mut actions: Vec<TourLoadAction> = possible.filter(|action| rules::step_on(tour.state, *action).is_ok()).collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

/// What happened to loads, each load's first first.
fn events(cx: &mut Cx<'_>, loads: &[&LoadRow]) -> Result<HashMap<TourLoadId, Vec<TourLoadEvent>>, Error> {
    let rows: Vec<EventRow> = tour_load_events::table
        .filter(any_of(tour_load_events::load_id, loads.iter().map(|load| load.id)))
        .order((tour_load_events::load_id, tour_load_events::number))
        .select(EventRow::as_select())
        .load(cx.conn)?;
    let names = users::names(cx.conn, rows.iter().filter_map(|row| row.user_id).collect())?;
    let mut events: HashMap<TourLoadId, Vec<TourLoadEvent>> = HashMap::new();
    for row in rows {
        let by = row.user_id.and_then(|id| names.get(&id).cloned());
        events.entry(row.load_id).or_default().push(row.shown(by));
    }
    Ok(events)
}
