//! What must hold of shared tours.

use api::db::Conn;
use api::db::schema::{tour_load_events, tour_loads, tour_stops, tours};
use diesel::prelude::*;
use shared::ids::{TourId, TourLoadId};
use shared::tours::{StopTask, TourLoadState, TourState};
use std::collections::HashMap;

/// Each load's timeline ends in its state, nothing is to be carried by a tour that is over, and what is still to be fetched
/// or handed over has its stops, in that order.
pub fn check(conn: &mut Conn) {
    let tours: Vec<(TourId, TourState)> = tours::table.select((tours::id, tours::state)).load(conn).expect("the tours");
    let tours: HashMap<TourId, TourState> = tours.into_iter().collect();
    let loads: Vec<(TourLoadId, TourId, TourLoadState)> =
        tour_loads::table.select((tour_loads::id, tour_loads::tour_id, tour_loads::state)).load(conn).expect("the loads");
    let timelines = timelines(conn);
    let mut stops = stops(conn);
    for (id, tour, state) in loads {
        let steps = timelines.get(&id).unwrap_or_else(|| panic!("load {id} has no timeline"));
        let numbers = steps.iter().map(|(number, _)| *number);
        assert!(numbers.eq(1..=i64::try_from(steps.len()).unwrap()), "steps of load {id}: {steps:?}");
        assert_eq!(steps.last().map(|(_, last)| *last), Some(state), "the last step of load {id}");
        let of_load = stops.remove(&id).unwrap_or_default();
        let tasks: Vec<StopTask> = of_load.iter().map(|(_, _, task)| *task).collect();
        let of_tour = of_load.iter().all(|(of, ..)| *of == tour);
        assert!(of_tour, "load {id} has stops on another tour");
        let expected = match (*tours.get(&tour).expect("the load's tour"), state) {
            (TourState::Done | TourState::Cancelled, state) => {
                assert!(!state.is_live(), "{state} load {id} of a tour that is over");
                continue;
            }
            (_, TourLoadState::Planned | TourLoadState::Collected | TourLoadState::Delivered) => {
                &[StopTask::PickUp, StopTask::Drop][..]
            }
            // It may have been fetched before it failed.
            (TourState::Running, TourLoadState::Failed) if tasks == [StopTask::PickUp] => continue,
            _ => &[],
        };
        assert_eq!(tasks, expected, "stops of {state} load {id}");
    }
}

/// Of each load, the number and state of each step, the first first.
fn timelines(conn: &mut Conn) -> HashMap<TourLoadId, Vec<(i64, TourLoadState)>> {
    let events: Vec<(TourLoadId, i64, TourLoadState)> = tour_load_events::table
        .order((tour_load_events::load_id, tour_load_events::number))
        .select((tour_load_events::load_id, tour_load_events::number, tour_load_events::state))
        .load(conn)
        .expect("the timelines");
    let mut timelines: HashMap<_, Vec<_>> = HashMap::new();
    for (id, number, state) in events {
        timelines.entry(id).or_default().push((number, state));
    }
    timelines
}

/// Of each load, its stops in the order of the tour.
fn stops(conn: &mut Conn) -> HashMap<TourLoadId, Vec<(TourId, i64, StopTask)>> {
    let rows: Vec<(TourLoadId, TourId, i64, StopTask)> = tour_stops::table
        .order((tour_stops::tour_id, tour_stops::number))
        .select((tour_stops::load_id, tour_stops::tour_id, tour_stops::number, tour_stops::task))
        .load(conn)
        .expect("the stops");
    let mut stops: HashMap<_, Vec<_>> = HashMap::new();
    for (load, tour, number, task) in rows {
        stops.entry(load).or_default().push((tour, number, task));
    }
    stops
}
