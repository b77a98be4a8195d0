//! The order of the stops: as the planner puts it, or the best one, which is computed outside of the write.

use super::{plan, planning, read};
use crate::engine::touring::{self, Plan, Schedule, Step};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::tours::model::LoadRow;
use crate::tours::rules::{self, Refusal};
use shared::ids::TourId;
use shared::problem::{Code, Problem};
use shared::tours::{Tour, TourAction, TourStopOrder, TourVisit};

/// A tour whose best order is to be computed.
pub struct ToOrder {
    /// The version that it has.
    pub version: i64,
    /// The plan.
    pub plan: Plan,
    /// The present order, driven.
    pub present: Schedule,
    loads: Vec<LoadRow>,
}

impl ToOrder {
    /// An order in words that do not depend on the plan.
    #[must_use]
    pub fn visits(&self, order: &[Step]) -> Vec<TourVisit> {
        let visit = |step: &Step| Some(TourVisit { load_id: self.loads.get(step.job)?.id, task: step.task });
        order.iter().filter_map(visit).collect()
    }
}

/// Reads what the computation needs.
///
/// # Errors
/// 404; 403; 409 `tour_state`, or where the present order cannot be driven; 412 when somebody changed it meanwhile.
pub fn to_order(cx: &mut Cx<'_>, actor: &Actor, id: TourId, seen: IfMatch) -> Result<ToOrder, Error> {
    plan::permitted(cx, actor, id)?;
    let (row, loads) = read::visible(cx.conn, actor, id)?;
    seen.check(row.version)?;
    rules::step(row.state, TourAction::Order).map_err(|refusal| refusal.problem())?;
    let planned = planning::planned(cx, &row, &loads)?;
    let present = planned.schedule()?;
    Ok(ToOrder { version: row.version, plan: planned.plan, present, loads: planned.loads })
}

/// Keeps the order that was computed for `version`; none: there is no better one.
///
/// # Errors
/// 404; 403; 409 `tour_state`; 412 when somebody changed the tour meanwhile.
pub fn keep_order(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: TourId,
    version: i64,
    better: Option<&[TourVisit]>,
) -> Result<Tour, Error> {
    plan::permitted(cx, actor, id)?;
    let current = read::load(cx.conn, id)?.version;
    let changed = || Error::from(Problem::of(Code::PreconditionFailed));
    let Some(order) = better else {
        return if current == version { read::find(cx, actor, id) } else { Err(changed()) };
    };
    put(cx, id, |held| if held == version { Ok(()) } else { Err(changed()) }, order)?;
    read::find(cx, actor, id)
}

/// Puts the stops into another order.
///
/// # Errors
/// 404; 403; 409 `tour_state`, `tour_full`, `tour_late`; 412 when somebody changed it meanwhile; 422 where a task is
/// missing, there twice, or a drop comes before its pick-up.
pub fn replace_stops(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: TourId,
    seen: IfMatch,
    wish: &TourStopOrder,
) -> Result<Tour, Error> {
    plan::permitted(cx, actor, id)?;
    put(cx, id, |held| seen.check(held), &wish.tasks)?;
    read::find(cx, actor, id)
}

/// Drives the wished order, and keeps it where that works. `check` is asked about the version before.
fn put(cx: &mut Cx<'_>, id: TourId, check: impl FnOnce(i64) -> Result<(), Error>, order: &[TourVisit]) -> Result<(), Error> {
    let tour = read::hold(cx, id)?;
    // Holding it was one version more.
    check(tour.version - 1)?;
    rules::step(tour.state, TourAction::Order).map_err(|refusal| refusal.problem())?;
    let loads = read::loads(cx.conn, id)?;
    let planned = planning::planned(cx, &tour, &loads)?;
    let step = |visit: &TourVisit| {
        let job = planned.loads.iter().position(|load| load.id == visit.load_id)?;
        Some(Step { job, task: visit.task })
    };
    let order: Option<Vec<Step>> = order.iter().map(step).collect();
    let order = order.ok_or_else(|| Refusal::Incomplete.problem())?;
    let schedule = touring::schedule(&planned.plan, &order).map_err(|fault| Refusal::from(fault).problem())?;
    planning::keep(cx, &tour, &planned, &schedule)
}
