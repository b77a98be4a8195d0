//! Who drives, and the tour's own way: it leaves, it is back, it does not take place.

use super::read;
use super::stepping::{self, By, Note, said};
use crate::db::expr::literal;
use crate::db::schema::tours;
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{LoadRow, TourRow};
use crate::tours::news;
use crate::tours::rules::{self, Refusal};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OrganisationId, TourId, UserId};
use shared::notifications::TourNews;
use shared::tours::{Tour, TourAction, TourLoadState, TourParty, TourState};

/// The caller drives: somebody of any approved organisation, the tour's own first.
///
/// # Errors
/// 404; 403 for who belongs to no approved organisation; 409 `tour_state`, `tour_driven` where somebody was faster.
pub fn drive(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<Tour, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    let permit = actor.act_for(driving_for(actor, &seen)?)?;
    let row = read::hold(cx, id)?;
    rules::step(row.state, TourAction::Drive).map_err(|refusal| refusal.problem())?;
    if row.driver_id.is_some() {
        return Err(Refusal::Driven.problem().into());
    }
    set_driver(cx, id, Some((actor.user_id, permit.organisation_id())))?;
    news::driver(cx, &row, TourNews::DriverFound, actor)?;
    read::find(cx, actor, id)
}

/// For which organisation somebody drives: the tour's, else the first approved one.
fn driving_for(actor: &Actor, row: &TourRow) -> Result<OrganisationId, Error> {
    let own = Some(row.organisation_id).filter(|id| actor.can_act_for(*id));
    own.or_else(|| actor.approved_organisations().next()).ok_or_else(Error::forbidden)
}

/// The caller steps back.
///
/// # Errors
/// 404; 403 for who does not drive; 409 `tour_state` once it has left.
pub fn stop_driving(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<Tour, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    finish_as_driver(actor, &seen)?;
    let row = read::hold(cx, id)?;
    rules::step(row.state, TourAction::StopDriving).map_err(|refusal| refusal.problem())?;
    if row.driver_id != Some(actor.user_id) {
        return Err(Error::forbidden());
    }
    set_driver(cx, id, None)?;
    news::driver(cx, &row, TourNews::DriverLeft, actor)?;
    read::find(cx, actor, id)
}

fn set_driver(cx: &mut Cx<'_>, id: TourId, driver: Option<(UserId, OrganisationId)>) -> Result<(), Error> {
    diesel::update(tours::table.find(id))
        .set((
            tours::driver_id.eq(driver.map(|(person, _)| person)),
            tours::driver_organisation_id.eq(driver.map(|(_, organisation)| organisation)),
        ))
        .execute(cx.conn)?;
    Ok(())
}

/// Whether the caller drives and may still do so. A suspended organisation brings to an end what it has promised.
fn finish_as_driver(actor: &Actor, row: &TourRow) -> Result<(), Error> {
    let organisation = row.driver_organisation_id.filter(|_| read::drives(actor, row)).ok_or_else(Error::forbidden)?;
    actor.finish_for(organisation).map(|_| ())
}

/// On which side the caller is on the road: the tour's organisation or its driver.
///
/// # Errors
/// 403 for everybody else.
pub(super) fn on_the_road(actor: &Actor, row: &TourRow) -> Result<TourParty, Error> {
    if read::drives(actor, row) {
        return finish_as_driver(actor, row).map(|()| TourParty::Driver);
    }
    actor.finish_for(row.organisation_id).map(|_| TourParty::Carrier)
}

/// The vehicle leaves. What nobody has answered is not carried.
///
/// # Errors
/// 404; 403; 409 `tour_state`, `tour_without_driver`.
pub fn start(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<Tour, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    let party = on_the_road(actor, &seen)?;
    let row = read::hold(cx, id)?;
    let state = rules::step(row.state, TourAction::Start).map_err(|refusal| refusal.problem())?;
    if row.driver_id.is_none() {
        return Err(Refusal::NoDriver.problem().into());
    }
    // A suspended organisation begins nothing.
    let starts_for = row.driver_organisation_id.filter(|_| party == TourParty::Driver).unwrap_or(row.organisation_id);
    actor.act_for(starts_for)?;
    let loads = read::loads(cx.conn, id)?;
    let left = said(cx.settings.default_locale, "La tournée est partie.", "The tour has left.");
    for load in loads.iter().filter(|load| load.state == TourLoadState::Asked) {
        stepping::end(cx, &row, load, TourLoadState::Withdrawn, None, left)?;
    }
    become_of(cx, &row, state, None)?;
    read::find(cx, actor, id)
}

/// The vehicle is back, and nothing is to be fetched or handed over any more.
///
/// # Errors
/// 404; 403; 409 `tour_state`, `tour_unfinished`.
pub fn finish(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<Tour, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    on_the_road(actor, &seen)?;
    let row = read::hold(cx, id)?;
    let state = rules::step(row.state, TourAction::Finish).map_err(|refusal| refusal.problem())?;
    let loads = read::loads(cx.conn, id)?;
    let open = loads.iter().filter(|load| load.state.is_live()).count();
    if open > 0 {
        return Err(Refusal::Unfinished { loads: i64::try_from(open).unwrap_or(i64::MAX) }.problem().into());
    }
    become_of(cx, &row, state, None)?;
    read::find(cx, actor, id)
}

/// The tour does not take place, or is broken off. What it was to carry is free for others.
///
/// # Errors
/// 404; 403; 409 `tour_state`.
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: TourId, reason: &str) -> Result<Tour, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    actor.finish_for(seen.organisation_id)?;
    let row = read::hold(cx, id)?;
    let state = rules::step(row.state, TourAction::Cancel).map_err(|refusal| refusal.problem())?;
    let by = By { user_id: actor.user_id, party: TourParty::Carrier, organisation: row.organisation_id };
    call_off(cx, &row, state, Some(by), reason)?;
    read::find(cx, actor, id)
}

/// Frees what a tour was to carry, and tells everybody of it: once of the tour, not of each load.
fn call_off(cx: &mut Cx<'_>, row: &TourRow, state: TourState, by: Option<By>, reason: &str) -> Result<(), Error> {
    let freed = open_loads(cx, row)?;
    for load in &freed {
        stepping::apply(cx, load, over(load), by, Note::why(reason))?;
    }
    become_of(cx, row, state, Some(reason))?;
    news::cancelled(cx, row, &freed, Some(reason))
}

/// What is still to be done.
fn open_loads(cx: &mut Cx<'_>, row: &TourRow) -> Result<Vec<LoadRow>, Error> {
    let mut loads = read::loads(cx.conn, row.id)?;
    loads.retain(|load| load.state.is_live());
    Ok(loads)
}

/// What becomes of a load whose tour is over: what is on board was not brought where it should be.
const fn over(load: &LoadRow) -> TourLoadState {
    match load.state {
        TourLoadState::Collected => TourLoadState::Failed,
        _ => TourLoadState::Withdrawn,
    }
}

fn become_of(cx: &mut Cx<'_>, row: &TourRow, state: TourState, reason: Option<&str>) -> Result<(), Error> {
    diesel::update(tours::table.find(row.id))
        .set((tours::state.eq(state), tours::reason.eq(reason), tours::lapses_at.eq(rules::lapses_at(state, row.back_by))))
        .execute(cx.conn)?;
    Ok(())
}

/// Ends the tours that never left, or of which nobody has said that they are back, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn lapse_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<TourId> = tours::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("tours.state IN ('planned', 'running')"))
        .filter(tours::lapses_at.le(cx.now))
        .order(tours::lapses_at)
        .limit(limit)
        .select(tours::id)
        .load(cx.conn)?;
    for id in &due {
        lapse(cx, *id)?;
    }
    Ok(due.len())
}

fn lapse(cx: &mut Cx<'_>, id: TourId) -> Result<(), Error> {
    let row = read::hold(cx, id)?;
    // Somebody may have been faster.
    let Some(state) = row.state.after(TourAction::Expire).filter(|_| row.lapses_at <= cx.now) else { return Ok(()) };
    let reason = said(cx.settings.default_locale, "L’heure de la tournée est passée.", "The time of the tour is over.");
    if state == TourState::Cancelled {
        call_off(cx, &row, state, None, reason)?;
        return news::lapsed(cx, &row);
    }
    for load in open_loads(cx, &row)? {
        stepping::end(cx, &row, &load, over(&load), None, reason)?;
    }
    become_of(cx, &row, state, None)
}

/// Calls off the tours that a suspended organisation has planned. What is on the road is brought to its end.
///
/// # Errors
/// When the database fails.
pub fn cancel_all(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<(), Error> {
    let planned: Vec<TourId> = tours::table
        .filter(tours::organisation_id.eq(organisation))
        .filter(tours::state.eq(TourState::Planned))
        .order(tours::leaves_at)
        .select(tours::id)
        .load(cx.conn)?;
    let locale = cx.settings.default_locale;
    let reason = said(locale, "L’organisation est suspendue.", "The organisation is suspended.");
    for id in planned {
        let row = read::hold(cx, id)?;
        if row.state == TourState::Planned {
            call_off(cx, &row, TourState::Cancelled, None, reason)?;
        }
    }
    Ok(())
}
