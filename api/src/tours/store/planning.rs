//! The order of a tour's stops: what is planned, as the engine needs it, and what the engine says, as it is kept.

use super::read;
use crate::claims::store::{self as claims, Carriage};
use crate::db::schema::{tour_loads, tour_stops, tours};
use crate::engine::touring::{self, Amount, Job, Matrix, Plan, Schedule, Step, Visit, Window};
use crate::http::{Cx, Error};
use crate::sites;
use crate::tours::model::{LoadRow, StopRow, TourRow};
use crate::tours::news;
use crate::tours::rules::{self, Refusal};
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{ClaimId, SiteId, TourLoadId};
use shared::offers::PickupWindow;
use shared::sites::SiteSummary;
use shared::time::UtcMillis;
use shared::tours::{StopTask, TourLoadState};
use shared::units::Grams;
use std::collections::HashMap;

/// What a tour is planned to carry, in the order in which it does.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// By the numbers of the plan's jobs.
    pub loads: Vec<LoadRow>,
    /// The plan.
    pub plan: Plan,
    /// Where its places are.
    pub places: Vec<Position>,
    /// The present order.
    pub order: Vec<Step>,
    /// The stops as they are kept.
    stops: Vec<StopRow>,
}

impl Planned {
    /// The present order, driven.
    ///
    /// # Errors
    /// 409 where it cannot be driven any more.
    pub fn schedule(&self) -> Result<Schedule, Error> {
        touring::schedule(&self.plan, &self.order).map_err(|fault| Refusal::from(fault).problem().into())
    }

    /// The plan with one job more, which goes from one place to another.
    pub fn with(&self, from: Position, to: Position, amount: Amount, windows: Vec<Window>) -> Plan {
        let first = self.places.len();
        let places: Vec<Position> = self.places.iter().copied().chain([from, to]).collect();
        let pick_up = Visit { place: first, windows };
        let drop = Visit { place: first + 1, windows: Vec::new() };
        let jobs = self.plan.jobs.iter().cloned().chain([Job { amount, pick_up, drop }]).collect();
        let Plan { leaves_at, back_by, capacity, .. } = self.plan;
        Plan { matrix: Matrix::straight(&places), leaves_at, back_by, capacity, jobs }
    }
}

/// Where things are and when they can be fetched.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    sites: HashMap<SiteId, SiteSummary>,
    claims: HashMap<ClaimId, Carriage>,
}

impl Around {
    /// Reads what these loads need.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of<'l>(cx: &mut Cx<'_>, loads: impl Iterator<Item = &'l LoadRow> + Clone) -> Result<Self, Error> {
        let site_ids = loads.clone().flat_map(|load| std::iter::once(load.to_site_id).chain(load.from_site_id));
        let mut site_ids: Vec<SiteId> = site_ids.collect();
        site_ids.sort_unstable();
        site_ids.dedup();
        let claim_ids: Vec<ClaimId> = loads.filter_map(|load| load.claim_id).collect();
        Ok(Self { sites: sites::store::summaries(cx.conn, &site_ids)?, claims: claims::carriages(cx.conn, &claim_ids)? })
    }

    /// Where a load is fetched and where it goes; `None` where that is not known.
    pub fn ends(&self, load: &LoadRow) -> (Option<Position>, Option<Position>) {
        let of = |id: SiteId| self.sites.get(&id).and_then(|site| site.position);
        let from = load.from_site_id.map_or_else(|| load.shop_position(), of);
        (from, of(load.to_site_id))
    }

    /// When a load can be fetched; none: at any time.
    fn windows(&self, load: &LoadRow) -> Vec<PickupWindow> {
        let shop = load.window_starts_at.zip(load.window_ends_at);
        let shop = shop.map(|(starts_at, ends_at)| PickupWindow { starts_at, ends_at });
        let claim = load.claim_id.and_then(|id| self.claims.get(&id));
        claim.map_or_else(|| shop.into_iter().collect(), |claim| claim.windows.clone())
    }
}

/// A tour's plan for these loads. A place that nobody knows is as near as the start.
///
/// # Errors
/// 409 where something cannot be fetched while the tour is on its way.
pub(super) fn plan(tour: &TourRow, loads: &[LoadRow], stops: &[StopRow], around: &Around) -> Result<Planned, Error> {
    let start = tour.position().unwrap_or(Position { latitude: 0.0, longitude: 0.0 });
    let mut places = vec![start];
    let mut jobs = Vec::with_capacity(loads.len());
    for load in loads {
        let (from, to) = around.ends(load);
        let windows = rules::within(&around.windows(load), tour.leaves_at, tour.back_by);
        let windows: Vec<Window> = windows.map_err(|refusal| refusal.problem())?;
        let first = places.len();
        places.extend([from.unwrap_or(start), to.unwrap_or(start)]);
        let pick_up = Visit { place: first, windows };
        let drop = Visit { place: first + 1, windows: Vec::new() };
        jobs.push(Job { amount: load.amount(), pick_up, drop });
    }
    let matrix = Matrix::straight(&places);
    let plan = Plan { matrix, leaves_at: tour.leaves_at, back_by: tour.back_by, capacity: tour.capacity(), jobs };
    let order = stops.iter().filter_map(|stop| stop.step(loads)).collect();
    Ok(Planned { loads: loads.to_vec(), plan, places, order, stops: stops.to_vec() })
}

/// What a tour that is not on the road yet is planned to carry.
///
/// # Errors
/// As [`plan`].
pub(super) fn planned(cx: &mut Cx<'_>, tour: &TourRow, loads: &[LoadRow]) -> Result<Planned, Error> {
    with_stops(cx, tour, &only_planned(loads))
}

fn with_stops(cx: &mut Cx<'_>, tour: &TourRow, loads: &[LoadRow]) -> Result<Planned, Error> {
    let stops = read::stops(cx.conn, tour.id)?;
    let around = Around::of(cx, loads.iter())?;
    plan(tour, loads, &stops, &around)
}

/// Of these loads those that have their stops.
pub(super) fn only_planned(loads: &[LoadRow]) -> Vec<LoadRow> {
    loads.iter().filter(|load| load.state == TourLoadState::Planned).cloned().collect()
}

/// The same with one load more, at its cheapest place.
///
/// # Errors
/// 409 where there is no room or no time for it; as [`plan`].
pub(super) fn with_one_more(
    cx: &mut Cx<'_>,
    tour: &TourRow,
    loads: &[LoadRow],
    load: &LoadRow,
) -> Result<(Planned, Schedule), Error> {
    let mut loads = only_planned(loads);
    loads.push(load.clone());
    let more = with_stops(cx, tour, &loads)?;
    let schedule = touring::insert(&more.plan, &more.order).map_err(|fault| Refusal::from(fault).problem())?;
    Ok((more, schedule))
}

/// Keeps a schedule: the tour's stops and sums. Whoever waits for the vehicle hears when it comes at quite another time.
///
/// # Errors
/// When the database fails.
pub(super) fn keep(cx: &mut Cx<'_>, tour: &TourRow, planned: &Planned, schedule: &Schedule) -> Result<(), Error> {
    diesel::delete(tour_stops::table.filter(tour_stops::tour_id.eq(tour.id))).execute(cx.conn)?;
    let mut after = Vec::with_capacity(schedule.stops.len());
    for (number, stop) in (1..).zip(&schedule.stops) {
        let load = planned.loads.get(stop.step.job).ok_or_else(|| Error::Internal(format!("no job in {}", tour.id)))?;
        let row = StopRow {
            tour_id: tour.id,
            number,
            load_id: load.id,
            task: stop.step.task,
            arrives_at: stop.arrives_at,
            leaves_at: stop.leaves_at,
            metres: stop.metres,
            aboard_grams: Grams(stop.aboard.total),
        };
        diesel::insert_into(tour_stops::table).values(row).execute(cx.conn)?;
        after.push((load, row));
    }
    keep_sums(cx, tour, schedule.metres, schedule.returns_at, schedule.peak)?;
    for (load, row) in after {
        let known = planned.stops.iter().find(|stop| stop.load_id == row.load_id && stop.task == row.task);
        if known.is_some_and(|stop| (stop.arrives_at.0 - row.arrives_at.0).abs() > rules::WORTH_TELLING) {
            news::moved(cx, tour, load, row.task, row.arrives_at)?;
        }
    }
    Ok(())
}

fn keep_sums(cx: &mut Cx<'_>, tour: &TourRow, metres: i64, returns_at: UtcMillis, peak: Amount) -> Result<(), Error> {
    diesel::update(tours::table.find(tour.id))
        .set((
            tours::metres.eq(metres),
            tours::returns_at.eq(returns_at),
            tours::peak_grams.eq(Grams(peak.total)),
            tours::peak_chilled_grams.eq(Grams(peak.chilled)),
            tours::peak_frozen_grams.eq(Grams(peak.frozen)),
        ))
        .execute(cx.conn)?;
    Ok(())
}

/// Takes the stops of a load that is planned no more out of the order. On the road, and where the rest cannot be driven as
/// it should, the other times stay as they were.
///
/// # Errors
/// When the database fails.
pub(super) fn take_out(cx: &mut Cx<'_>, tour: &TourRow, out: TourLoadId, tasks: &[StopTask]) -> Result<(), Error> {
    for task in tasks {
        let stop = tour_stops::table.filter(tour_stops::load_id.eq(out)).filter(tour_stops::task.eq(*task));
        diesel::delete(stop).execute(cx.conn)?;
    }
    if tour.state != shared::tours::TourState::Planned {
        return Ok(());
    }
    let rest = read::loads(cx.conn, tour.id)?;
    let rescheduled = planned(cx, tour, &rest).and_then(|rest| Ok((rest.schedule()?, rest)));
    match rescheduled {
        Ok((schedule, rest)) => keep(cx, tour, &rest, &schedule),
        Err(Error::Refused(_)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// Brings the times of what a tour carries to the tour's own, so that each side's tours are read in order.
///
/// # Errors
/// When the database fails.
pub(super) fn follow_tour(cx: &mut Cx<'_>, tour: &TourRow) -> Result<(), Error> {
    diesel::update(tour_loads::table.filter(tour_loads::tour_id.eq(tour.id)))
        .set(tour_loads::leaves_at.eq(tour.leaves_at))
        .execute(cx.conn)?;
    Ok(())
}
