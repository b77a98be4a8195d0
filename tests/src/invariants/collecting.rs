//! What must hold of collection rounds.

use api::db::Conn;
use api::db::schema::{collection_foods, collection_rounds, collection_stops, lots};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::collection_rounds::{CollectionRoundState, CollectionStopState};
use shared::ids::{CollectionRoundId, CollectionRouteId, LotId, OrganisationId, SiteId};
use shared::units::TemperatureClass;
use std::collections::{HashMap, HashSet};

/// A round's sums are those of its stops, a stop's weight is that of its food; what a finished round brought is a lot, thing
/// by thing, and no other round has brought any; a route has one round a day that is not called off.
pub fn check(conn: &mut Conn) {
    let rounds = rounds(conn);
    stops_add_up(conn, &rounds);
    food_is_received_where_the_round_is_done(conn, &rounds);
    a_route_is_run_once_a_day(conn);
}

/// Where a round stands, at which site, how many stops it has, of how many something was noted, what they gave.
type Round = (CollectionRoundState, SiteId, (i64, i64, i64));

fn rounds(conn: &mut Conn) -> HashMap<CollectionRoundId, Round> {
    let sums = (collection_rounds::stop_count, collection_rounds::noted_count, collection_rounds::grams);
    let columns = (collection_rounds::state, collection_rounds::site_id, sums);
    let rows: Vec<(CollectionRoundId, Round)> =
        collection_rounds::table.select((collection_rounds::id, columns)).load(conn).expect("the rounds");
    rows.into_iter().collect()
}

fn stops_add_up(conn: &mut Conn, rounds: &HashMap<CollectionRoundId, Round>) {
    let foods: Vec<(CollectionRoundId, i64, i64)> = collection_foods::table
        .select((collection_foods::round_id, collection_foods::stop_number, collection_foods::grams))
        .load(conn)
        .expect("the food");
    let mut given: HashMap<(CollectionRoundId, i64), i64> = HashMap::new();
    for (round, stop, grams) in foods {
        *given.entry((round, stop)).or_default() += grams;
    }
    let stops: Vec<(CollectionRoundId, i64, CollectionStopState, i64)> = collection_stops::table
        .order((collection_stops::round_id, collection_stops::number))
        .select((collection_stops::round_id, collection_stops::number, collection_stops::state, collection_stops::grams))
        .load(conn)
        .expect("the stops");
    let mut counted: HashMap<CollectionRoundId, (i64, i64, i64)> = HashMap::new();
    for (round, number, state, grams) in stops {
        assert_eq!(grams, given.remove(&(round, number)).unwrap_or_default(), "stop {number} of round {round}");
        let (all, noted, sum) = counted.entry(round).or_default();
        (*all, *sum) = (*all + 1, *sum + grams);
        *noted += i64::from(state != CollectionStopState::Planned);
        assert_eq!(number, *all, "stops of round {round} in their order");
        let done = rounds.get(&round).is_some_and(|(state, ..)| *state == CollectionRoundState::Done);
        assert!(!done || state != CollectionStopState::Planned, "stop {number} of round {round} is still to come");
    }
    for (id, (.., sums)) in rounds {
        assert_eq!(counted.remove(id), Some(*sums), "stops, noted ones and weight of round {id}");
    }
}

/// Where food was given, what it is, and the lot that it became.
type Food = (CollectionRoundId, i64, String, i64, TemperatureClass, Option<LotId>);

/// Who gave it: an organisation or a name.
type Donor = (Option<OrganisationId>, Option<String>);

/// Of a lot: where it arrived, what it is, what arrived of it, and who gave it.
type Received = (SiteId, String, i64, TemperatureClass, Donor);

fn food_is_received_where_the_round_is_done(conn: &mut Conn, rounds: &HashMap<CollectionRoundId, Round>) {
    let columns = (
        collection_foods::round_id,
        collection_foods::stop_number,
        collection_foods::category_code,
        collection_foods::grams,
        collection_foods::temperature_class,
        collection_foods::lot_id,
    );
    let foods: Vec<Food> = collection_foods::table.select(columns).load(conn).expect("the food");
    let (lots, donors) = (received(conn), donors(conn));
    let mut named = HashSet::new();
    for (round, stop, category, grams, class, lot) in foods {
        let (state, site, _) = rounds.get(&round).expect("the food's round");
        let is_done = *state == CollectionRoundState::Done;
        assert_eq!(lot.is_some(), is_done, "food at stop {stop} of {state} round {round}");
        let Some(lot) = lot else { continue };
        assert!(named.insert(lot), "lot {lot} is two things of round {round}");
        let donor = donors.get(&(round, stop)).cloned().expect("the food's stop");
        assert_eq!(lots.get(&lot), Some(&(*site, category, grams, class, donor)), "lot {lot} of round {round}");
    }
}

fn received(conn: &mut Conn) -> HashMap<LotId, Received> {
    let donor = (lots::donor_id, lots::donor_name);
    let columns = (lots::site_id, lots::category_code, lots::received_grams, lots::temperature_class, donor);
    let rows: Vec<(LotId, Received)> = lots::table.select((lots::id, columns)).load(conn).expect("the lots");
    rows.into_iter().collect()
}

/// A stop of a round.
type Door = (CollectionRoundId, i64);

fn donors(conn: &mut Conn) -> HashMap<Door, Donor> {
    let place = (collection_stops::round_id, collection_stops::number);
    let who = (collection_stops::donor_id, collection_stops::donor_name);
    let rows: Vec<(Door, Donor)> = collection_stops::table.select((place, who)).load(conn).expect("the stops");
    rows.into_iter().collect()
}

fn a_route_is_run_once_a_day(conn: &mut Conn) {
    let rows: Vec<(Option<CollectionRouteId>, NaiveDate)> = collection_rounds::table
        .filter(collection_rounds::state.ne(CollectionRoundState::Cancelled))
        .select((collection_rounds::route_id, collection_rounds::day))
        .load(conn)
        .expect("the rounds");
    let mut run = HashSet::new();
    for (route, day) in rows {
        assert!(route.is_none_or(|route| run.insert((route, day))), "route {route:?} is run twice on {day}");
    }
}
