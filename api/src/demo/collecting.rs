//! The demonstration's collection rounds: a grocery's routes through shops, yesterday's round that is in its stock, and
//! today's, which is on the road.

use super::cast::{Cast, Part};
use super::play::{at, if_possible};
use super::{script, store};
use crate::collection_rounds::store as collecting;
use crate::http::{Cx, Error, IfMatch};
use crate::offers::today;
use chrono::{Duration, NaiveDate};
use serde::Deserialize;
use shared::cold_chain::DeciCelsius;
use shared::collection_rounds::{
    CollectionFinish, CollectionStopState, NewCollectedFood, NewCollectionPlace, NewCollectionRound, NewCollectionRoute,
    StopRecord,
};
use shared::ids::{CollectionRouteId, SiteId};
use shared::local_time::LocalTime;
use shared::sites::Weekday;
use shared::units::{Grams, TemperatureClass};

/// Everything that is fetched.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Collecting {
    pub routes: Vec<Route>,
}

/// A route, and its rounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Route {
    /// Keys of organisation and site.
    site: String,
    title: String,
    weekdays: Vec<Weekday>,
    leaves_at: Option<LocalTime>,
    vehicle: Option<String>,
    note: Option<String>,
    stops: Vec<NewCollectionPlace>,
    #[serde(default)]
    rounds: Vec<Round>,
}

/// A round, and how far it has come.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    /// On which day.
    days: i64,
    drivers: Option<String>,
    begun_hours_ago: i64,
    noted_hours_ago: i64,
    finished_hours_ago: Option<i64>,
    /// Temperature of the chilled food on arrival, tenths of a degree.
    chilled: Option<DeciCelsius>,
    /// What came of its stops, from the first on.
    records: Vec<Record>,
}

/// What came of a stop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    state: CollectionStopState,
    note: Option<String>,
    #[serde(default)]
    foods: Vec<Given>,
}

/// Something that a shop gave.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    category: String,
    title: String,
    grams: Grams,
    temperature_class: TemperatureClass,
    temperature: Option<DeciCelsius>,
    use_by_days: Option<i64>,
    best_before_days: Option<i64>,
}

/// Keeps a route where it is missing, and plays its rounds. Nothing happens where somebody has closed the site.
pub(super) fn collect(cx: &mut Cx<'_>, cast: &Cast, route: &Route) -> Result<(), Error> {
    let Some(part) = cast.part(&route.site) else {
        return Ok(());
    };
    let id = match store::collection_route(cx, part.site, &route.title)? {
        Some(known) => known,
        None => collecting::create_route(cx, part.actor, &route.at(part.site))?.id,
    };
    for round in &route.rounds {
        if_possible(play(cx, part, id, round))?;
    }
    Ok(())
}

fn play(cx: &mut Cx<'_>, part: Part<'_>, route: CollectionRouteId, round: &Round) -> Result<(), Error> {
    let today = today(cx.now, cx.settings.time_zone);
    let new = round.of(route, today);
    let id = at(cx, round.begun_hours_ago, |cx| collecting::create(cx, part.actor, &new))?.id;
    for (number, record) in (1..).zip(&round.records) {
        let told = record.told(today);
        at(cx, round.noted_hours_ago, |cx| collecting::note(cx, part.actor, id, number, IfMatch::ANY, &told))?;
    }
    let Some(finished) = round.finished_hours_ago else {
        return Ok(());
    };
    let told = CollectionFinish { chilled_decidegrees: round.chilled, ..CollectionFinish::default() };
    at(cx, finished, |cx| collecting::finish(cx, part.actor, id, &told)).map(drop)
}

/// Calls off the rounds of days before that are still open.
pub(super) fn end_past(cx: &mut Cx<'_>, cast: &Cast, route: &Route) -> Result<(), Error> {
    let Some(part) = cast.part(&route.site) else {
        return Ok(());
    };
    for id in store::open_collections_of_the_past(cx, part.site)? {
        if_possible(collecting::cancel(cx, part.actor, id).map(drop))?;
    }
    Ok(())
}

impl Route {
    fn at(&self, site_id: SiteId) -> NewCollectionRoute {
        NewCollectionRoute {
            site_id,
            title: self.title.clone(),
            weekdays: self.weekdays.clone(),
            leaves_at: self.leaves_at,
            vehicle: self.vehicle.clone(),
            note: self.note.clone(),
            stops: self.stops.clone(),
        }
    }
}

impl Round {
    fn of(&self, route: CollectionRouteId, today: NaiveDate) -> NewCollectionRound {
        NewCollectionRound {
            route_id: Some(route),
            site_id: None,
            title: None,
            stops: Vec::new(),
            day: Some(today + Duration::days(self.days)),
            drivers: self.drivers.clone(),
        }
    }
}

impl Record {
    fn told(&self, today: NaiveDate) -> StopRecord {
        let day = |days: i64| today + Duration::days(days);
        let foods = self.foods.iter().map(|given| NewCollectedFood {
            category: given.category.clone(),
            title: Some(given.title.clone()),
            grams: given.grams,
            temperature_class: given.temperature_class,
            temperature_decidegrees: given.temperature,
            use_by: given.use_by_days.map(day),
            best_before: given.best_before_days.map(day),
        });
        StopRecord { state: self.state, foods: foods.collect(), note: self.note.clone(), at: None }
    }
}

/// Reads what is fetched.
pub(super) fn collecting() -> Result<Collecting, Error> {
    script::read(include_str!("collecting.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use garde::Validate;
    use uuid::Uuid;

    #[test]
    fn every_route_and_record_is_one_that_the_api_would_take_of_a_known_site() {
        let network = script::network().unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let routes = collecting().unwrap().routes;
        for route in &routes {
            let (member, site) = route.site.split_once('/').unwrap();
            assert!(network.organisations[member].sites.contains_key(site), "{}", route.title);
            route.at(SiteId(Uuid::nil())).validate().unwrap_or_else(|error| panic!("{}: {error}", route.title));
            for round in &route.rounds {
                round.of(CollectionRouteId(Uuid::nil()), today).validate().unwrap();
                assert!(round.records.len() <= route.stops.len(), "{}", route.title);
                for record in &round.records {
                    record.told(today).validate().unwrap_or_else(|error| panic!("{}: {error}", route.title));
                    assert!(record.foods.iter().all(|given| categories::tree().exists(&given.category)));
                }
            }
        }
        let rounds: Vec<&Round> = routes.iter().flat_map(|route| &route.rounds).collect();
        let finished = rounds.iter().filter(|round| round.finished_hours_ago.is_some()).count();
        assert_eq!((routes.len(), rounds.len(), finished), (2, 2, 1));
    }
}
