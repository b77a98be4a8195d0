//! The order of a tour's stops: what fits where, when the vehicle is at which stop, and what is on board.
//!
//! One load is put into a given order at its cheapest place, quickly enough for a write transaction ([`insert`]); the best
//! order of all is computed beside it ([`solver::shorter`]). Both are judged by the same [`schedule`].
//!
//! Ways are straight lines times [`DETOUR`], the factor by which roads in the French countryside are longer than that
//! (Héran, "Des distances à vol d'oiseau aux distances réelles", 2009: 1.25 to 1.35), driven at [`METRES_A_MINUTE`].

mod matrix;
pub mod solver;

pub use matrix::Matrix;

use shared::time::{MINUTE, UtcMillis};
use shared::tours::StopTask;
use shared::units::TemperatureClass;

/// How much longer roads are than straight lines, in tenths.
pub const DETOUR: i64 = 13;
/// How far a van gets in a minute on these roads, metres: 45 km/h, villages and roundabouts included.
pub const METRES_A_MINUTE: i64 = 750;
/// How long each hand-over takes, milliseconds: ten minutes to park, load, and write down code and temperature.
pub const HANDLING: i64 = 10 * MINUTE;

/// What is on board, or what fits: grams in all, and of it chilled and frozen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// In all.
    pub total: i64,
    /// Of it chilled.
    pub chilled: i64,
    /// Of it frozen.
    pub frozen: i64,
}

impl Amount {
    /// So many grams of a class.
    #[must_use]
    pub const fn of(class: TemperatureClass, grams: i64) -> Self {
        let (chilled, frozen) = match class {
            TemperatureClass::Ambient => (0, 0),
            TemperatureClass::Chilled => (grams, 0),
            TemperatureClass::Frozen => (0, grams),
        };
        Self { total: grams, chilled, frozen }
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_add(other.total),
            chilled: self.chilled.saturating_add(other.chilled),
            frozen: self.frozen.saturating_add(other.frozen),
        }
    }

    /// What is left of this without the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_sub(other.total),
            chilled: self.chilled.saturating_sub(other.chilled),
            frozen: self.frozen.saturating_sub(other.frozen),
        }
    }

    fn most(self, other: Self) -> Self {
        Self {
            total: self.total.max(other.total),
            chilled: self.chilled.max(other.chilled),
            frozen: self.frozen.max(other.frozen),
        }
    }

    /// In which respect `load` is more than this, if it is.
    fn exceeded_by(self, load: Self) -> Option<Full> {
        let free = self.minus(load);
        match () {
            () if free.chilled < 0 => Some(Full { class: Some(TemperatureClass::Chilled), lacking: -free.chilled }),
            () if free.frozen < 0 => Some(Full { class: Some(TemperatureClass::Frozen), lacking: -free.frozen }),
            () if free.total < 0 => Some(Full { class: None, lacking: -free.total }),
            () => None,
        }
    }
}

/// There is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full {
    /// For food of which class; none: in all.
    pub class: Option<TemperatureClass>,
    /// How much is too much, grams.
    pub lacking: i64,
}

/// A time in which a hand-over can begin, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From when.
    pub from: UtcMillis,
    /// Until when.
    pub until: UtcMillis,
}

/// Where something is fetched or handed over, and when that is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The place's number in the matrix.
    pub place: usize,
    /// By start; none: at any time.
    pub windows: Vec<Window>,
}

/// Something to carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// How much.
    pub amount: Amount,
    /// Where it is fetched.
    pub pick_up: Visit,
    /// Where it goes.
    pub drop: Visit,
}

impl Job {
    const fn visit(&self, task: StopTask) -> &Visit {
        match task {
            StopTask::PickUp => &self.pick_up,
            StopTask::Drop => &self.drop,
        }
    }
}

/// A tour without its order.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The ways. Place 0 is where the tour starts and ends.
    pub matrix: Matrix,
    /// When it leaves.
    pub leaves_at: UtcMillis,
    /// When it has to be back.
    pub back_by: UtcMillis,
    /// What the vehicle carries.
    pub capacity: Amount,
    /// What is to be carried.
    pub jobs: Vec<Job>,
}

/// What is done at one point of the order: a job, by its number, and which half of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The job's number in the plan.
    pub job: usize,
    /// Whether it is fetched or handed over.
    pub task: StopTask,
}

/// Why an order cannot be driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It names something that is not in the plan, or twice, or leaves something out.
    Incomplete,
    /// Something is handed over before it is fetched.
    DropFirst {
        /// Which job.
        job: usize,
    },
    /// There is no room when something is fetched.
    Full(Full),
    /// The vehicle comes too late to a place, or back.
    Late {
        /// Which job; none: back at the end.
        job: Option<usize>,
        /// By how much, milliseconds.
        by: i64,
    },
}

/// One step with its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What is done.
    pub step: Step,
    /// When the vehicle is there.
    pub arrives_at: UtcMillis,
    /// When it leaves: after waiting, where nobody is there yet, and after the hand-over.
    pub leaves_at: UtcMillis,
    /// The way from the stop before, metres.
    pub metres: i64,
    /// What is on board afterwards.
    pub aboard: Amount,
}

/// A tour as it will be driven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The stops in order.
    pub stops: Vec<Stop>,
    /// The whole way, metres, the way back included.
    pub metres: i64,
    /// When it is back.
    pub returns_at: UtcMillis,
    /// The most that is on board at once, in each respect.
    pub peak: Amount,
}

impl Schedule {
    /// Its order.
    #[must_use]
    pub fn order(&self) -> Vec<Step> {
        self.stops.iter().map(|stop| stop.step).collect()
    }

    /// When something is done, as far as it is in the order.
    #[must_use]
    pub fn at(&self, step: Step) -> Option<UtcMillis> {
        self.stops.iter().find(|stop| stop.step == step).map(|stop| stop.arrives_at)
    }
}

/// Where a vehicle is on its way.
#[derive(Clone, Copy)]
struct Course {
    place: usize,
    at: UtcMillis,
    metres: i64,
    aboard: Amount,
    peak: Amount,
}

impl Course {
    const fn start(plan: &Plan) -> Self {
        let empty = Amount { total: 0, chilled: 0, frozen: 0 };
        Self { place: 0, at: plan.leaves_at, metres: 0, aboard: empty, peak: empty }
    }

    /// Drives on and does one step.
    fn go(&mut self, plan: &Plan, step: Step) -> Result<Stop, Fault> {
        let job = plan.jobs.get(step.job).ok_or(Fault::Incomplete)?;
        let visit = job.visit(step.task);
        let metres = plan.matrix.metres(self.place, visit.place);
        let arrives_at = self.at.plus(plan.matrix.millis(self.place, visit.place));
        let begins_at = opening(visit, arrives_at).map_err(|by| Fault::Late { job: Some(step.job), by })?;
        self.aboard = match step.task {
            StopTask::PickUp => self.aboard.plus(job.amount),
            StopTask::Drop => self.aboard.minus(job.amount),
        };
        if let Some(full) = plan.capacity.exceeded_by(self.aboard) {
            return Err(Fault::Full(full));
        }
        self.peak = self.peak.most(self.aboard);
        self.place = visit.place;
        self.at = begins_at.plus(HANDLING);
        self.metres = self.metres.saturating_add(metres);
        Ok(Stop { step, arrives_at, leaves_at: self.at, metres, aboard: self.aboard })
    }

    /// Drives home.
    fn end(&mut self, plan: &Plan) -> Result<(), Fault> {
        self.metres = self.metres.saturating_add(plan.matrix.metres(self.place, 0));
        self.at = self.at.plus(plan.matrix.millis(self.place, 0));
        let by = self.at.0.saturating_sub(plan.back_by.0);
        if by > 0 { Err(Fault::Late { job: None, by }) } else { Ok(()) }
    }
}

/// When a hand-over begins for who arrives then: at once, or when the next window opens.
///
/// # Errors
/// By how much the last window is missed, milliseconds.
fn opening(visit: &Visit, arrives_at: UtcMillis) -> Result<UtcMillis, i64> {
    let Some(last) = visit.windows.iter().map(|window| window.until).max() else {
        return Ok(arrives_at);
    };
    let open = visit.windows.iter().filter(|window| window.until >= arrives_at);
    let first = open.map(|window| window.from.max(arrives_at)).min();
    first.ok_or_else(|| arrives_at.0.saturating_sub(last.0))
}

/// Drives an order: its times and what is on board at each stop.
///
/// # Errors
/// The first reason for which it cannot be driven.
pub fn schedule(plan: &Plan, order: &[Step]) -> Result<Schedule, Fault> {
    complete(plan, order)?;
    let mut course = Course::start(plan);
    let mut stops = Vec::with_capacity(order.len());
    for step in order {
        stops.push(course.go(plan, *step)?);
    }
    course.end(plan)?;
    Ok(Schedule { stops, metres: course.metres, returns_at: course.at, peak: course.peak })
}

/// Whether an order has each half of each job once, the first half first.
fn complete(plan: &Plan, order: &[Step]) -> Result<(), Fault> {
    let mut fetched = vec![false; plan.jobs.len()];
    let mut dropped = vec![false; plan.jobs.len()];
    for step in order {
        let first = *fetched.get(step.job).ok_or(Fault::Incomplete)?;
        if step.task == StopTask::Drop && !first {
            return Err(Fault::DropFirst { job: step.job });
        }
        let done = if step.task == StopTask::PickUp { &mut fetched } else { &mut dropped };
        let before = done.get_mut(step.job).map(|done| std::mem::replace(done, true));
        if before != Some(false) {
            return Err(Fault::Incomplete);
        }
    }
    if dropped.into_iter().all(|done| done) { Ok(()) } else { Err(Fault::Incomplete) }
}

/// Puts the plan's last job into an order of all others, where it costs the least way; among equals where the tour is back
/// the soonest.
///
/// # Errors
/// Where it fits nowhere: the nearest miss, by time before by room.
pub fn insert(plan: &Plan, order: &[Step]) -> Result<Schedule, Fault> {
    let job = plan.jobs.len().checked_sub(1).ok_or(Fault::Incomplete)?;
    let mut best: Option<((i64, UtcMillis), (usize, usize))> = None;
    let mut miss: Option<Fault> = None;
    for first in 0..=order.len() {
        for second in first..=order.len() {
            match drive(plan, with(order, job, first, second)) {
                Ok(cost) if best.is_none_or(|(least, _)| cost < least) => best = Some((cost, (first, second))),
                Ok(_) => {}
                Err(fault) => miss = Some(miss.map_or(fault, |known| nearer(known, fault))),
            }
        }
    }
    let Some((_, (first, second))) = best else {
        return Err(miss.unwrap_or(Fault::Incomplete));
    };
    let found: Vec<Step> = with(order, job, first, second).collect();
    schedule(plan, &found)
}

/// `order` with a job that is fetched before what was step `first` and handed over before what was step `second`.
fn with(order: &[Step], job: usize, first: usize, second: usize) -> impl Iterator<Item = Step> + '_ {
    let (before, after) = order.split_at(second.min(order.len()));
    let (start, between) = before.split_at(first.min(before.len()));
    let half = |task| std::iter::once(Step { job, task });
    let start = start.iter().copied().chain(half(StopTask::PickUp));
    start.chain(between.iter().copied()).chain(half(StopTask::Drop)).chain(after.iter().copied())
}

/// The way of an order and when it is back, without its stops.
fn drive(plan: &Plan, order: impl Iterator<Item = Step>) -> Result<(i64, UtcMillis), Fault> {
    let mut course = Course::start(plan);
    for step in order {
        course.go(plan, step)?;
    }
    course.end(plan)?;
    Ok((course.metres, course.at))
}

/// Of two misses the one that tells more: a time that is nearly met, else a room that nearly suffices.
const fn nearer(known: Fault, other: Fault) -> Fault {
    match (known, other) {
        (Fault::Late { by, .. }, Fault::Late { by: less, .. }) if less < by => other,
        (Fault::Full(full), Fault::Full(less)) if less.lacking < full.lacking => other,
        (Fault::Full(_), Fault::Late { .. }) => other,
        _ => known,
    }
}

#[cfg(test)]
mod tests;
