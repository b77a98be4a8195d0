//! Steps of loads: each changes the row only if it still is as it was read, and adds to its timeline.

use super::planning;
use super::read;
use crate::db::expr::literal;
use crate::db::schema::{tour_load_events, tour_loads};
use crate::http::{Cx, Error};
use crate::tours::model::{LoadRow, NewEventRow, TourRow};
use crate::tours::news;
use crate::tours::rules::Refusal;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::accounts::Locale;
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, LoanId, OrganisationId, UserId};
use shared::notifications::TourNews;
use shared::tours::{StopTask, TourLoadState, TourParty};
use shared::units::Grams;

/// Loads with which something can still happen, word for word the condition of the partial indexes.
pub(super) const LIVE: &str = "tour_loads.state IN ('asked', 'planned', 'collected')";

/// Who takes a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct By {
    /// The person.
    pub user_id: UserId,
    /// On which side.
    pub party: TourParty,
    /// For which organisation.
    pub organisation: OrganisationId,
}

/// What a step leaves in the timeline besides the state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Note<'n> {
    pub reason: Option<&'n str>,
    pub grams: Option<Grams>,
    pub temperature: Option<DeciCelsius>,
}

impl<'n> Note<'n> {
    /// Only a reason.
    pub const fn why(reason: &'n str) -> Self {
        Self { reason: Some(reason), grams: None, temperature: None }
    }
}

/// Moves a load on: the new state if it still is in the old one, and the timeline.
///
/// # Errors
/// 409 when somebody was faster.
pub(super) fn apply(
    cx: &mut Cx<'_>,
    load: &LoadRow,
    state: TourLoadState,
    by: Option<By>,
    note: Note<'_>,
) -> Result<(), Error> {
    let unchanged = tour_loads::table.find(load.id).filter(tour_loads::state.eq(load.state));
    let changed =
        diesel::update(unchanged).set((tour_loads::state.eq(state), tour_loads::updated_at.eq(cx.now))).execute(cx.conn)?;
    if changed == 0 {
        let now: TourLoadState = tour_loads::table.find(load.id).select(tour_loads::state).first(cx.conn)?;
        return Err(Refusal::LoadState(now).problem().into());
    }
    let of_load = tour_load_events::table.filter(tour_load_events::load_id.eq(load.id));
    let number: i64 = of_load.count().get_result(cx.conn)?;
    record(
        cx,
        NewEventRow {
            load_id: load.id,
            number: number + 1,
            at: cx.now,
            state,
            user_id: by.map(|by| by.user_id),
            party: by.map(|by| by.party),
            reason: note.reason,
            grams: note.grams,
            temperature_decidegrees: note.temperature,
        },
    )
}

/// Adds to a timeline.
///
/// # Errors
/// When the database fails.
pub(super) fn record(cx: &mut Cx<'_>, event: NewEventRow<'_>) -> Result<(), Error> {
    diesel::insert_into(tour_load_events::table).values(event).execute(cx.conn)?;
    Ok(())
}

/// Ends a load before it is where it should be: its state, its stops, and all sides hear of it.
///
/// # Errors
/// 409 when somebody was faster.
pub(super) fn end(
    cx: &mut Cx<'_>,
    tour: &TourRow,
    load: &LoadRow,
    state: TourLoadState,
    by: Option<By>,
    reason: &str,
) -> Result<(), Error> {
    apply(cx, load, state, by, Note::why(reason))?;
    let tasks: &[StopTask] = match load.state {
        TourLoadState::Planned => &[StopTask::PickUp, StopTask::Drop],
        TourLoadState::Collected => &[StopTask::Drop],
        _ => &[],
    };
    if !tasks.is_empty() {
        planning::take_out(cx, tour, load.id, tasks)?;
    }
    let news = match state {
        TourLoadState::Declined => TourNews::Declined,
        TourLoadState::Failed => TourNews::Failed,
        _ => TourNews::Withdrawn,
    };
    news::stepped(cx, tour, load, news, by.map(|by| by.organisation), Some(reason))
}

/// A reason in the network's language: both sides read it.
pub(super) const fn said(locale: Locale, french: &'static str, english: &'static str) -> &'static str {
    match locale {
        Locale::French => french,
        Locale::English => english,
    }
}

/// A claim is over, or its food was fetched otherwise: what has not been fetched by a tour is no longer on it.
///
/// # Errors
/// When the database fails.
pub fn claim_ended(cx: &mut Cx<'_>, claim: ClaimId) -> Result<(), Error> {
    let live = tour_loads::table.filter(tour_loads::claim_id.eq(claim)).filter(literal::<Bool>(LIVE));
    let waiting = live.filter(tour_loads::state.ne(TourLoadState::Collected));
    let loads: Vec<LoadRow> = waiting.select(LoadRow::as_select()).load(cx.conn)?;
    let reason =
        said(cx.settings.default_locale, "La réservation est terminée ou annulée.", "The claim is over, or was called off.");
    loads.iter().try_for_each(|load| let_go(cx, load, reason))
}

/// A loan is over: what a tour was to bring or bring back is no longer on it.
///
/// # Errors
/// When the database fails.
pub fn loan_ended(cx: &mut Cx<'_>, loan: LoanId) -> Result<(), Error> {
    let live = tour_loads::table.filter(tour_loads::loan_id.eq(loan)).filter(literal::<Bool>(LIVE));
    let waiting = live.filter(tour_loads::state.ne(TourLoadState::Collected));
    let loads: Vec<LoadRow> = waiting.select(LoadRow::as_select()).load(cx.conn)?;
    let reason = said(cx.settings.default_locale, "Le prêt est terminé ou annulé.", "The loan is over, or was called off.");
    loads.iter().try_for_each(|load| let_go(cx, load, reason))
}

/// Takes a load that is not on board off its tour.
fn let_go(cx: &mut Cx<'_>, load: &LoadRow, reason: &str) -> Result<(), Error> {
    let tour = read::hold(cx, load.tour_id)?;
    let loads = read::loads(cx.conn, tour.id)?;
    // As it is now that the tour is held.
    let load = read::load_of(&loads, load.id)?;
    if matches!(load.state, TourLoadState::Asked | TourLoadState::Planned) {
        end(cx, &tour, &load, TourLoadState::Withdrawn, None, reason)?;
    }
    Ok(())
}
