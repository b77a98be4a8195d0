//! The best order of a tour's stops, found by `vrp-core`: a vehicle routing problem of one vehicle, with pick-ups, drops,
//! windows and three capacities.
//!
//! It looks at a fixed number of orders, on one thread of its own whose random numbers always begin alike, so that the work
//! depends on the tour and not on the machine's clock. Nothing that it finds is believed: an order counts only where
//! [`schedule`] can drive it and the way is shorter.

use super::{Amount, HANDLING, Job, Plan, Schedule, Step, Visit, schedule};
use shared::tours::StopTask;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use vrp_core::models::common::{Demand, MultiDimLoad, TimeWindow};
use vrp_core::models::problem::{
    Job as Carried, MultiBuilder, SimpleTransportCost, Single, SingleBuilder, TransportCost, Vehicle, VehicleBuilder,
    VehicleDetailBuilder,
};
use vrp_core::models::{GoalContext, GoalContextBuilder, Problem, ProblemBuilder, Solution};
use vrp_core::prelude::{CapacityFeatureBuilder, MinimizeUnassignedBuilder, TransportFeatureBuilder};
use vrp_core::rosomaxa::evolution::TelemetryMode;
use vrp_core::rosomaxa::utils::{DefaultRandom, Environment, GenericResult, InfoLogger, Parallelism, ThreadPool};
use vrp_core::solver::{Solver, VrpConfigBuilder, get_static_heuristic};

/// How many times an order is taken apart and put together anew.
const GENERATIONS: usize = 200;

/// A shorter order than `present`, if one is found. So much work that no transaction should wait for it.
#[must_use]
pub fn shorter(plan: &Plan, present: &Schedule) -> Option<Schedule> {
    if plan.jobs.len() < 2 {
        return None;
    }
    // A library's panic about an odd tour is no reason to fail: the present order is good enough.
    let solved = catch_unwind(AssertUnwindSafe(|| ThreadPool::new(1).execute(|| solve(plan).ok())));
    let found = schedule(plan, &solved.ok().flatten()?).ok()?;
    (found.metres < present.metres).then_some(found)
}

fn solve(plan: &Plan) -> GenericResult<Vec<Step>> {
    let logger: InfoLogger = Arc::new(|_| {});
    let transport: Arc<dyn TransportCost> = Arc::new(ways(plan)?);
    let problem = Arc::new(problem(plan, &transport, &logger)?);
    let random = Arc::new(DefaultRandom::new_repeatable());
    let environment = Arc::new(Environment::new(random, None, Parallelism::new_with_cpus(1), logger, false));
    // Not the heuristic that learns: it rewards what was quick, so it depends on the clock.
    let heuristic = Box::new(get_static_heuristic(Arc::clone(&problem), Arc::clone(&environment)));
    let config = VrpConfigBuilder::new(Arc::clone(&problem))
        .set_environment(environment)
        .set_telemetry_mode(TelemetryMode::None)
        .set_heuristic(heuristic)
        .prebuild()?
        .with_max_generations(Some(GENERATIONS))
        .build()?;
    Ok(order(&Solver::new(problem, config).solve()?))
}

/// Where in the solver's matrix a step is: the start is 0, and each half of each job has a place of its own, so that places
/// tell steps.
const fn location(step: Step) -> usize {
    let half = match step.task {
        StopTask::PickUp => 1,
        StopTask::Drop => 2,
    };
    step.job * 2 + half
}

/// The step at a place of the solver's matrix, but for the start.
fn step(location: usize) -> Option<Step> {
    let number = location.checked_sub(1)?;
    Some(Step { job: number / 2, task: if number % 2 == 0 { StopTask::PickUp } else { StopTask::Drop } })
}

fn order(solution: &Solution) -> Vec<Step> {
    let activities = solution.routes.iter().flat_map(|route| route.tour.all_activities());
    let of_jobs = activities.filter(|activity| activity.job.is_some());
    of_jobs.filter_map(|activity| step(activity.place.location)).collect()
}

/// The ways between the start and both halves of each job.
fn ways(plan: &Plan) -> GenericResult<SimpleTransportCost> {
    let halves = plan.jobs.iter().flat_map(|job| [job.pick_up.place, job.drop.place]);
    let places: Vec<usize> = std::iter::once(0).chain(halves).collect();
    let pairs = places.iter().flat_map(|from| places.iter().map(move |to| (*from, *to)));
    let pairs: Vec<(usize, usize)> = pairs.collect();
    let durations = pairs.iter().map(|(from, to)| float(plan.matrix.millis(*from, *to))).collect();
    let distances = pairs.iter().map(|(from, to)| float(plan.matrix.metres(*from, *to))).collect();
    SimpleTransportCost::new(durations, distances)
}

/// Milliseconds of a day, and metres: exact in a double.
#[expect(clippy::cast_precision_loss, reason = "below 2^53")]
const fn float(whole: i64) -> f64 {
    whole as f64
}

fn problem(plan: &Plan, transport: &Arc<dyn TransportCost>, logger: &InfoLogger) -> GenericResult<Problem> {
    let jobs: Vec<Carried> =
        plan.jobs.iter().enumerate().map(|(number, job)| carried(plan, number, job)).collect::<GenericResult<_>>()?;
    ProblemBuilder::default()
        .add_jobs(jobs.into_iter())
        .add_vehicle(vehicle(plan)?)
        .with_goal(goal(transport)?)
        .with_transport_cost(Arc::clone(transport))
        .with_logger(Arc::clone(logger))
        .build()
}

/// Everything is carried, over the shortest way.
fn goal(transport: &Arc<dyn TransportCost>) -> GenericResult<GoalContext> {
    let unassigned = MinimizeUnassignedBuilder::new("unassigned").build()?;
    let capacity = CapacityFeatureBuilder::<MultiDimLoad>::new("capacity").build()?;
    let distance = TransportFeatureBuilder::new("distance")
        .set_transport_cost(Arc::clone(transport))
        .set_time_constrained(true)
        .build_minimize_distance()?;
    GoalContextBuilder::with_features(&[unassigned, distance, capacity])?.build()
}

fn vehicle(plan: &Plan) -> GenericResult<Vehicle> {
    let detail = VehicleDetailBuilder::default()
        .set_start_location(0)
        .set_start_time(0.)
        .set_end_location(0)
        .set_end_time(float(length(plan)))
        .build()?;
    VehicleBuilder::default().id("vehicle").add_detail(detail).capacity(load(plan.capacity)).build()
}

/// How long the tour may take, milliseconds. The solver's clock begins when it leaves.
const fn length(plan: &Plan) -> i64 {
    plan.back_by.0.saturating_sub(plan.leaves_at.0)
}

/// A job: fetched, then handed over.
fn carried(plan: &Plan, number: usize, job: &Job) -> GenericResult<Carried> {
    let (nothing, amount) = (load(Amount::default()), load(job.amount));
    // The first of each pair is what is on board from the start or until the end: here everything is fetched on the way.
    let fetched = Demand { pickup: (nothing, amount), delivery: (nothing, nothing) };
    let handed_over = Demand { pickup: (nothing, nothing), delivery: (nothing, amount) };
    let half = |task, visit: &Visit, demand| single(plan, Step { job: number, task }, visit, demand);
    MultiBuilder::default()
        .id(&number.to_string())
        .add_job(half(StopTask::PickUp, &job.pick_up, fetched)?)
        .add_job(half(StopTask::Drop, &job.drop, handed_over)?)
        .build_as_job()
}

fn single(plan: &Plan, step: Step, visit: &Visit, demand: Demand<MultiDimLoad>) -> GenericResult<Single> {
    let since = |at: shared::time::UtcMillis| float(at.0.saturating_sub(plan.leaves_at.0).max(0));
    let open = visit.windows.iter().filter(|window| window.until >= plan.leaves_at);
    let mut times: Vec<TimeWindow> = open.map(|window| TimeWindow::new(since(window.from), since(window.until))).collect();
    if visit.windows.is_empty() {
        times.push(TimeWindow::new(0., float(length(plan))));
    }
    SingleBuilder::default().demand(demand).times(times)?.duration(float(HANDLING))?.location(location(step))?.build()
}

/// The three capacities. A tour's grams are below 2^31.
fn load(amount: Amount) -> MultiDimLoad {
    let narrow = |grams: i64| i32::try_from(grams).unwrap_or(i32::MAX);
    MultiDimLoad::new(vec![narrow(amount.total), narrow(amount.chilled), narrow(amount.frozen)])
}
