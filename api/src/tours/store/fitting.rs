//! What lies on the way: claims on that of a tour, and tours on that of a claim or of a loan's item.

use super::planning::{self, Around, Planned};
use super::shown::{self, place};
use super::stepping::LIVE;
use super::{driving, read};
use crate::claims::store::{self as claims, Carriage};
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{tour_loads, tours};
use crate::engine::cells::Block;
use crate::engine::touring::{self, Amount, Schedule, Step, Window};
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{LoadRow, TourRow};
use crate::tours::rules;
use crate::{organisations, sites};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::geo::Position;
use shared::ids::{ClaimId, SiteId, TourId, TourLoadId};
use shared::offers::PickupWindow;
use shared::sites::SiteSummary;
use shared::time::{DAY, MINUTE, UtcMillis};
use shared::tours::{StopTask, Tour, TourFit, TourOption, TourParty, TourState, TourSuggestion, TourSuggestionList};
use std::collections::HashMap;

/// The most suggestions of one tour.
const SUGGESTIONS: usize = 20;
/// The most tours that are named for one load.
const OPTIONS: usize = 10;
/// How far around a tour's stops is looked, metres.
const AROUND: i64 = 30_000;
/// The widest that is looked, metres.
const WIDEST: i64 = 150_000;
/// The most claims that are tried on one tour, and tours that are tried for one load.
const TRIED: i64 = 300;

/// Something that might be carried.
pub(super) struct Carry {
    pub from: Position,
    pub to: Position,
    pub amount: Amount,
    pub windows: Vec<PickupWindow>,
}

/// What it would cost a tour, where it fits at all.
fn fit(tour: &TourRow, planned: &Planned, present: &Schedule, carry: &Carry) -> Option<TourFit> {
    let windows: Vec<Window> = rules::within(&carry.windows, tour.leaves_at, tour.back_by).ok()?;
    let longer = planned.with(carry.from, carry.to, carry.amount, windows);
    let job = longer.jobs.len().checked_sub(1)?;
    let found = touring::insert(&longer, &planned.order).ok()?;
    let later = found.returns_at.0.saturating_sub(present.returns_at.0);
    Some(TourFit {
        detour_metres: found.metres.saturating_sub(present.metres),
        detour_minutes: later.saturating_add(MINUTE - 1) / MINUTE,
        pickup_at: found.at(Step { job, task: StopTask::PickUp })?,
        drop_at: found.at(Step { job, task: StopTask::Drop })?,
    })
}

/// The claims that lie on the way of a tour, the shortest detour first.
///
/// # Errors
/// 404; 403 for who neither plans nor drives it.
pub fn suggestions(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<TourSuggestionList, Error> {
    let (tour, loads) = read::visible(cx.conn, actor, id)?;
    if !read::parties(actor, &tour, &loads).contains(&TourParty::Observer) {
        driving::on_the_road(actor, &tour)?;
    }
    let none = TourSuggestionList { items: Vec::new() };
    // What others have agreed on is for those alone who see the network.
    if tour.state != TourState::Planned || actor.see_network().is_err() {
        return Ok(none);
    }
    // A tour whose present order cannot be driven takes nothing more along.
    let Some((planned, present)) = drivable(planning::planned(cx, &tour, &loads))? else { return Ok(none) };
    let found = to_fetch(cx, &tour, &planned)?;
    let sites = ends(cx.conn, &found)?;
    let position = |id: SiteId| sites.get(&id).and_then(|site| site.position);
    let mut fits: Vec<(TourFit, &Carriage)> = found
        .iter()
        .filter_map(|claim| {
            let amount = Amount::of(claim.class, claim.grams.0);
            let (from, to) = (position(claim.from)?, position(claim.to)?);
            let carry = Carry { from, to, amount, windows: claim.windows.clone() };
            Some((fit(&tour, &planned, &present, &carry)?, claim))
        })
        .collect();
    fits.sort_unstable_by_key(|(fit, claim)| (fit.detour_metres, fit.detour_minutes, claim.claim));
    fits.truncate(SUGGESTIONS);
    named(cx, &fits, &sites)
}

/// Only what refuses is no plan; what fails, fails.
fn drivable(planned: Result<Planned, Error>) -> Result<Option<(Planned, Schedule)>, Error> {
    match planned.and_then(|planned| Ok((planned.schedule()?, planned))) {
        Ok((schedule, planned)) => Ok(Some((planned, schedule))),
        Err(Error::Refused(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Claims near the tour's stops that are on no tour and do not end before it leaves.
fn to_fetch(cx: &mut Cx<'_>, tour: &TourRow, planned: &Planned) -> Result<Vec<Carriage>, Error> {
    let cells = around(&planned.places).cells_without(None);
    let mut found = claims::to_fetch(cx.conn, cells, TRIED)?;
    found.retain(|claim| claim.lapses_at > tour.leaves_at.max(cx.now));
    let ids: Vec<ClaimId> = found.iter().map(|claim| claim.claim).collect();
    let taken: Vec<Option<ClaimId>> = tour_loads::table
        .filter(literal::<Bool>(LIVE))
        .filter(any_of(tour_loads::claim_id, ids.iter().map(|id| Some(*id))))
        .select(tour_loads::claim_id)
        .load(cx.conn)?;
    found.retain(|claim| !taken.contains(&Some(claim.claim)));
    Ok(found)
}

/// A block of cells around all of these places.
fn around(places: &[Position]) -> Block {
    let bounds = |of: fn(&Position) -> f64| {
        let all = places.iter().map(of);
        (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
    };
    let ((south, north), (west, east)) = (bounds(|place| place.latitude), bounds(|place| place.longitude));
    let middle = Position { latitude: f64::midpoint(south, north), longitude: f64::midpoint(west, east) };
    let farthest = places.iter().map(|place| middle.metres_to(*place)).max().unwrap_or_default();
    Block::covering(middle, farthest.saturating_add(AROUND).min(WIDEST))
}

fn ends(conn: &mut Conn, found: &[Carriage]) -> Result<HashMap<SiteId, SiteSummary>, Error> {
    let mut ids: Vec<SiteId> = found.iter().flat_map(|claim| [claim.from, claim.to]).collect();
    ids.sort_unstable();
    ids.dedup();
    sites::store::summaries(conn, &ids)
}

fn named(
    cx: &mut Cx<'_>,
    fits: &[(TourFit, &Carriage)],
    sites: &HashMap<SiteId, SiteSummary>,
) -> Result<TourSuggestionList, Error> {
    let mut ids: Vec<_> = fits.iter().flat_map(|(_, claim)| [claim.giver, claim.taker]).collect();
    ids.sort_unstable();
    ids.dedup();
    let organisations = organisations::store::summaries(cx.conn, &ids)?;
    let items = fits.iter().map(|(fit, claim)| {
        let missing = || Error::Internal(format!("claim {} without its organisations or sites", claim.claim));
        let site = |id: SiteId| sites.get(&id).cloned().map(place).ok_or_else(missing);
        Ok(TourSuggestion {
            claim_id: claim.claim,
            title: claim.title.clone(),
            grams: claim.grams,
            temperature_class: claim.class,
            giver: organisations.get(&claim.giver).cloned().ok_or_else(missing)?,
            taker: organisations.get(&claim.taker).cloned().ok_or_else(missing)?,
            from: site(claim.from)?,
            to: site(claim.to)?,
            windows: claim.windows.clone(),
            fit: *fit,
        })
    });
    Ok(TourSuggestionList { items: items.collect::<Result<_, Error>>()? })
}

/// The tours that can carry something, the shortest detour first: those that leave in the time of `leaving`. None for who
/// does not see the network.
///
/// # Errors
/// When the database fails.
pub(super) fn options(cx: &mut Cx<'_>, actor: &Actor, carry: &Carry, leaving: Window) -> Result<Vec<TourOption>, Error> {
    if actor.see_network().is_err() {
        return Ok(Vec::new());
    }
    let candidates: Vec<TourRow> = tours::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("tours.state IN ('planned', 'running')"))
        .filter(tours::state.eq(TourState::Planned))
        .filter(tours::leaves_at.ge(leaving.from))
        .filter(tours::leaves_at.le(leaving.until))
        .order((tours::leaves_at, tours::id))
        .limit(TRIED)
        .select(TourRow::as_select())
        .load(cx.conn)?;
    let mut fits = fitting(cx, candidates, carry)?;
    fits.sort_unstable_by_key(|(fit, tour)| (fit.detour_metres, fit.detour_minutes, tour.id));
    fits.truncate(OPTIONS);
    let (fits, rows): (Vec<TourFit>, Vec<(TourRow, Option<i64>)>) =
        fits.into_iter().map(|(fit, tour)| (fit, (tour, None))).unzip();
    let tours = shown::lean(cx, actor, rows)?;
    Ok(tours.into_iter().zip(fits).map(|(tour, fit)| TourOption { tour, fit }).collect())
}

fn fitting(cx: &mut Cx<'_>, candidates: Vec<TourRow>, carry: &Carry) -> Result<Vec<(TourFit, TourRow)>, Error> {
    let ids: Vec<TourId> = candidates.iter().map(|tour| tour.id).collect();
    let mut loads = read::loads_of(cx.conn, &ids)?;
    loads.values_mut().for_each(|loads| *loads = planning::only_planned(loads));
    let stops = read::stops_of(cx.conn, &ids)?;
    let all: Vec<&LoadRow> = loads.values().flatten().collect();
    let around = Around::of(cx, all.iter().copied())?;
    let mut fits = Vec::new();
    for tour in candidates {
        let own = loads.get(&tour.id).map(Vec::as_slice).unwrap_or_default();
        let stops = stops.get(&tour.id).map(Vec::as_slice).unwrap_or_default();
        let Some((planned, present)) = drivable(planning::plan(&tour, own, stops, &around))? else { continue };
        fits.extend(fit(&tour, &planned, &present, carry).map(|fit| (fit, tour)));
    }
    Ok(fits)
}

/// When a tour may leave that comes by in one of these windows: no tour is longer than a day.
pub(super) fn leaving(windows: &[PickupWindow], now: UtcMillis) -> Option<Window> {
    let from = windows.iter().map(|window| window.starts_at).min()?;
    let until = windows.iter().map(|window| window.ends_at).max()?;
    Some(Window { from: from.plus(-DAY).max(now), until })
}

/// The tour that has a load now, with this load alone.
///
/// # Errors
/// When the database fails.
pub(super) fn with_load_alone(cx: &mut Cx<'_>, actor: &Actor, tour: TourId, load: TourLoadId) -> Result<Tour, Error> {
    let mut shown = read::find(cx, actor, tour)?;
    shown.loads.retain(|one| one.id == load);
    for stop in &mut shown.stops {
        stop.tasks.retain(|task| task.load_id == load);
    }
    shown.stops.retain(|stop| !stop.tasks.is_empty());
    Ok(shown)
}
