//! Planning a tour, and changing its plan.

use super::{planning, read};
use crate::db::schema::{equipment as items, loans, tours};
use crate::engine::cells;
use crate::equipment::store as equipment;
use crate::equipment::{EquipmentRow, Period};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::sites;
use crate::skills::store::is_member;
use crate::tours::model::TourRow;
use crate::tours::rules;
use diesel::prelude::*;
use shared::accounts::Locale;
use shared::equipment::EquipmentKind;
use shared::ids::{EquipmentId, LoanId, OrganisationId, SiteId, TourId, UserId};
use shared::loans::LoanState;
use shared::problem::{Code, Problem};
use shared::sites::Site;
use shared::text::tidy;
use shared::tours::{NewTour, Tour, TourAction, TourCapacity, TourPatch, TourState};
use shared::units::Grams;
use uuid::Uuid;

/// Plans a tour.
///
/// # Errors
/// 403 for another organisation's site; 409 where the vehicle is lent to somebody else then; 422 for an unknown site,
/// vehicle or driver, a site whose place nobody knows, times or capacities that do not fit.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewTour) -> Result<Tour, Error> {
    actor.see_network()?;
    let site = site(cx, actor, new.site_id)?;
    let permit = actor.act_for(site.organisation.id)?;
    rules::times(new.leaves_at, new.back_by, cx.now).map_err(|refusal| refusal.problem())?;
    let title = new.title.as_deref().and_then(tidy).unwrap_or_else(|| usual_title(&site, cx.settings.default_locale));
    let (latitude, longitude, cell) = place(&site)?;
    let row = TourRow {
        id: TourId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: site.id,
        title,
        leaves_at: new.leaves_at,
        back_by: new.back_by,
        returns_at: new.leaves_at,
        vehicle: new.vehicle.trim().to_owned(),
        equipment_id: new.equipment_id,
        max_grams: new.capacity.max_grams,
        chilled_grams: new.capacity.chilled_grams,
        frozen_grams: new.capacity.frozen_grams,
        peak_grams: Grams::ZERO,
        peak_chilled_grams: Grams::ZERO,
        peak_frozen_grams: Grams::ZERO,
        metres: 0,
        note: new.note.as_deref().and_then(tidy),
        driver_id: new.driver_id,
        driver_organisation_id: new.driver_id.map(|_| permit.organisation_id()),
        state: TourState::Planned,
        reason: None,
        lapses_at: rules::lapses_at(TourState::Planned, new.back_by),
        latitude,
        longitude,
        cell,
        created_by: permit.user_id(),
        created_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    rules::capacity(new.capacity).map_err(|refusal| refusal.problem())?;
    check_vehicle(cx, &row)?;
    check_driver(cx, row.organisation_id, new.driver_id)?;
    diesel::insert_into(tours::table).values(&row).execute(cx.conn)?;
    read::find(cx, actor, row.id)
}

/// Changes a tour that has not left. Its loads stay.
///
/// # Errors
/// 404; 403; 409 `tour_state`, or where its loads have no room or no time any more; 412 when somebody changed it meanwhile;
/// 422 as for a new one.
pub fn update(cx: &mut Cx<'_>, actor: &Actor, id: TourId, seen: IfMatch, patch: &TourPatch) -> Result<Tour, Error> {
    permitted(cx, actor, id)?;
    let held = read::hold(cx, id)?;
    // Holding it was one version more.
    seen.check(held.version - 1)?;
    rules::step(held.state, TourAction::Update).map_err(|refusal| refusal.problem())?;
    let row = changed(cx, actor, &held, patch)?;
    diesel::update(tours::table.find(id)).set(&row).execute(cx.conn)?;
    if row.leaves_at != held.leaves_at {
        planning::follow_tour(cx, &row)?;
    }
    // Its driver, say, may change although the order of its stops has become impossible in the meantime.
    let way = |tour: &TourRow| (tour.site_id, tour.leaves_at, tour.back_by, tour.capacity());
    if way(&row) != way(&held) {
        let loads = read::loads(cx.conn, id)?;
        let planned = planning::planned(cx, &row, &loads)?;
        let schedule = planned.schedule()?;
        planning::keep(cx, &row, &planned, &schedule)?;
    }
    read::find(cx, actor, id)
}

/// Whether the caller plans for the tour's organisation.
///
/// # Errors
/// 404; 403.
pub(super) fn permitted(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<(), Error> {
    let (row, _) = read::visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id).map(|_| ())
}

fn changed(cx: &mut Cx<'_>, actor: &Actor, held: &TourRow, patch: &TourPatch) -> Result<TourRow, Error> {
    let mut row = held.clone();
    if let Some(id) = patch.site_id {
        let site = site(cx, actor, id)?;
        if site.organisation.id != row.organisation_id {
            return Err(Error::invalid("/site_id", "unknown"));
        }
        row.site_id = id;
        (row.latitude, row.longitude, row.cell) = place(&site)?;
    }
    if let Some(title) = &patch.title {
        row.title = title.trim().to_owned();
    }
    if let Some(vehicle) = &patch.vehicle {
        row.vehicle = vehicle.trim().to_owned();
    }
    if let Some(note) = &patch.note {
        row.note = note.as_deref().and_then(tidy);
    }
    if patch.leaves_at.is_some() || patch.back_by.is_some() {
        row.leaves_at = patch.leaves_at.unwrap_or(row.leaves_at);
        row.back_by = patch.back_by.unwrap_or(row.back_by);
        // A tour that should have left already may still be given more time.
        let now = if patch.leaves_at.is_some() { cx.now } else { cx.now.min(row.leaves_at) };
        rules::times(row.leaves_at, row.back_by, now).map_err(|refusal| refusal.problem())?;
        row.lapses_at = rules::lapses_at(row.state, row.back_by);
    }
    if let Some(capacity) = patch.capacity {
        rules::capacity(capacity).map_err(|refusal| refusal.problem())?;
        let TourCapacity { max_grams, chilled_grams, frozen_grams } = capacity;
        (row.max_grams, row.chilled_grams, row.frozen_grams) = (max_grams, chilled_grams, frozen_grams);
        // What is on board at most is counted anew below; until then nothing is more than there is room for.
        row.peak_grams = row.peak_grams.min(max_grams);
        row.peak_chilled_grams = row.peak_chilled_grams.min(chilled_grams);
        row.peak_frozen_grams = row.peak_frozen_grams.min(frozen_grams);
    }
    if let Some(driver) = patch.driver_id {
        check_driver(cx, row.organisation_id, driver)?;
        (row.driver_id, row.driver_organisation_id) = (driver, driver.map(|_| held.organisation_id));
    }
    row.equipment_id = patch.equipment_id.unwrap_or(row.equipment_id);
    if patch.equipment_id.is_some() || patch.leaves_at.is_some() || patch.back_by.is_some() {
        check_vehicle(cx, &row)?;
    }
    Ok(row)
}

fn site(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Site, Error> {
    sites::store::find(cx, actor, id).map_err(|_| Error::invalid("/site_id", "unknown"))
}

/// Latitude, longitude and cell of a site; a tour starts where somebody knows.
fn place(site: &Site) -> Result<(Option<f64>, Option<f64>, i64), Error> {
    let position = site.position.ok_or_else(|| Error::invalid("/site_id", "position_unknown"))?;
    Ok((Some(position.latitude), Some(position.longitude), cells::cell(position)))
}

/// What a tour is called that nobody has named, in the network's language.
fn usual_title(site: &Site, locale: Locale) -> String {
    match locale {
        Locale::French => format!("Tournée de {}", site.commune),
        Locale::English => format!("Tour of {}", site.commune),
    }
}

/// Whoever drives belongs to the tour's organisation; others volunteer.
fn check_driver(cx: &mut Cx<'_>, organisation: OrganisationId, driver: Option<UserId>) -> Result<(), Error> {
    match driver {
        Some(person) if !is_member(cx.conn, organisation, person)? => Err(Error::invalid("/driver_id", "unknown")),
        _ => Ok(()),
    }
}

/// The vehicle is a van or a trailer: one's own, which nobody else has then, or one that is borrowed for that time.
fn check_vehicle(cx: &mut Cx<'_>, tour: &TourRow) -> Result<(), Error> {
    let Some(id) = tour.equipment_id else { return Ok(()) };
    let unknown = || Error::invalid("/equipment_id", "unknown");
    let item: Option<EquipmentRow> = items::table.find(id).select(EquipmentRow::as_select()).first(cx.conn).optional()?;
    let item = item.ok_or_else(unknown)?;
    if !matches!(item.kind, EquipmentKind::Van | EquipmentKind::Trailer) {
        return Err(Error::invalid("/equipment_id", "no_vehicle"));
    }
    let period = Period { starts_at: tour.leaves_at, ends_at: tour.back_by };
    if item.organisation_id != tour.organisation_id {
        return if is_borrowed(cx, id, tour)? { Ok(()) } else { Err(unknown()) };
    }
    if item.retired_at.is_some() {
        return Err(Problem::of(Code::EquipmentRetired).into());
    }
    let lent = equipment::taken(cx.conn, id, period)?.into_iter().find(|(_, loan)| loan.is_some());
    lent.map_or(Ok(()), |(busy, _)| Err(Period { starts_at: busy.starts_at, ends_at: busy.ends_at }.refusal().into()))
}

fn is_borrowed(cx: &mut Cx<'_>, item: EquipmentId, tour: &TourRow) -> Result<bool, Error> {
    let loan: Option<LoanId> = loans::table
        .filter(loans::equipment_id.eq(item))
        .filter(loans::borrower_id.eq(tour.organisation_id))
        .filter(loans::state.eq(LoanState::Accepted).or(loans::state.eq(LoanState::Out)))
        .filter(loans::starts_at.le(tour.leaves_at))
        .filter(loans::ends_at.ge(tour.back_by))
        .select(loans::id)
        .first(cx.conn)
        .optional()?;
    Ok(loan.is_some())
}

/// Moves the tours that start at a site and are not over with it.
///
/// # Errors
/// When the database fails.
pub fn follow_site(cx: &mut Cx<'_>, site: SiteId, position: Option<shared::geo::Position>) -> Result<(), Error> {
    let cell = position.map_or(cells::NOWHERE, cells::cell);
    let open = tours::table.filter(tours::site_id.eq(site));
    let open = open.filter(tours::state.eq(TourState::Planned).or(tours::state.eq(TourState::Running)));
    diesel::update(open)
        .set((
            tours::latitude.eq(position.map(|at| at.latitude)),
            tours::longitude.eq(position.map(|at| at.longitude)),
            tours::cell.eq(cell),
        ))
        .execute(cx.conn)?;
    Ok(())
}
