//! Reading tours: who goes when from where is the network's matter; what is carried is that of the tour's organisation, of
//! its driver and, load by load, of those between whom it goes.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{tour_loads, tour_stops, tours};
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{LoadRow, StopRow, TourRow};
use crate::tours::store::shown;
use diesel::prelude::*;
use shared::ids::{OrganisationId, TourId, TourLoadId};
use shared::tours::{Tour, TourParty, TourState};
use std::collections::HashMap;

/// One tour, with its stops and loads as far as the caller may know them.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: TourId) -> Result<Tour, Error> {
    let (row, loads) = visible(cx.conn, actor, id)?;
    shown::whole(cx, actor, row, loads)
}

/// One row, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub(super) fn load(conn: &mut Conn, id: TourId) -> Result<TourRow, Error> {
    let row = tours::table.find(id).select(TourRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// A tour that the caller may see, and everything that it carries.
///
/// # Errors
/// 404 when there is none.
pub(super) fn visible(conn: &mut Conn, actor: &Actor, id: TourId) -> Result<(TourRow, Vec<LoadRow>), Error> {
    let row = load(conn, id)?;
    let loads = loads(conn, id)?;
    if is_seen(actor, &row, &loads) { Ok((row, loads)) } else { Err(Error::not_found()) }
}

/// Holds a tour until the end of the transaction: whoever writes about it, or about what it carries, comes one after the
/// other, and its version grows. Returns the tour as it is then.
///
/// # Errors
/// 404 when there is none.
pub(super) fn hold(cx: &mut Cx<'_>, id: TourId) -> Result<TourRow, Error> {
    let held = diesel::update(tours::table.find(id))
        .set((tours::version.eq(tours::version + 1), tours::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if held == 1 { load(cx.conn, id) } else { Err(Error::not_found()) }
}

/// All loads of tours, each tour's the first asked first.
///
/// # Errors
/// When the database fails.
pub(super) fn loads_of(conn: &mut Conn, ids: &[TourId]) -> Result<HashMap<TourId, Vec<LoadRow>>, Error> {
    let rows: Vec<LoadRow> = tour_loads::table
        .filter(any_of(tour_loads::tour_id, ids.iter().copied()))
        .order((tour_loads::tour_id, tour_loads::id))
        .select(LoadRow::as_select())
        .load(conn)?;
    let mut loads: HashMap<TourId, Vec<LoadRow>> = HashMap::new();
    for row in rows {
        loads.entry(row.tour_id).or_default().push(row);
    }
    Ok(loads)
}

/// All loads of one tour.
///
/// # Errors
/// When the database fails.
pub(super) fn loads(conn: &mut Conn, id: TourId) -> Result<Vec<LoadRow>, Error> {
    Ok(loads_of(conn, &[id])?.remove(&id).unwrap_or_default())
}

/// One load of a tour.
///
/// # Errors
/// 404 when the tour has no such load.
pub(super) fn load_of(loads: &[LoadRow], id: TourLoadId) -> Result<LoadRow, Error> {
    loads.iter().find(|load| load.id == id).cloned().ok_or_else(Error::not_found)
}

/// The stops of tours, each tour's in order.
///
/// # Errors
/// When the database fails.
pub(super) fn stops_of(conn: &mut Conn, ids: &[TourId]) -> Result<HashMap<TourId, Vec<StopRow>>, Error> {
    let rows: Vec<StopRow> = tour_stops::table
        .filter(any_of(tour_stops::tour_id, ids.iter().copied()))
        .order((tour_stops::tour_id, tour_stops::number))
        .select(StopRow::as_select())
        .load(conn)?;
    let mut stops: HashMap<TourId, Vec<StopRow>> = HashMap::new();
    for row in rows {
        stops.entry(row.tour_id).or_default().push(row);
    }
    Ok(stops)
}

/// The stops of one tour in order.
///
/// # Errors
/// When the database fails.
pub(super) fn stops(conn: &mut Conn, id: TourId) -> Result<Vec<StopRow>, Error> {
    Ok(stops_of(conn, &[id])?.remove(&id).unwrap_or_default())
}

/// Whether the caller drives, and still belongs to the organisation for which he or she does.
pub(super) fn drives(actor: &Actor, row: &TourRow) -> bool {
    row.driver_id == Some(actor.user_id) && row.driver_organisation_id.is_some_and(|id| actor.belongs_to(id))
}

/// On which sides of a load the caller stands.
pub(super) fn sides(actor: &Actor, tour: &TourRow, load: &LoadRow) -> Vec<TourParty> {
    let belongs = |organisation: Option<OrganisationId>| organisation.is_some_and(|id| actor.belongs_to(id));
    let each = [
        (TourParty::Carrier, actor.belongs_to(tour.organisation_id)),
        (TourParty::Driver, drives(actor, tour)),
        (TourParty::Sender, belongs(load.sender_id)),
        (TourParty::Receiver, actor.belongs_to(load.receiver_id)),
    ];
    or_observer(actor, each.into_iter().filter(|(_, stands)| *stands).map(|(party, _)| party).collect())
}

/// On which sides of a tour the caller stands, by its own and by its loads; none for everybody else in the network.
pub(super) fn parties(actor: &Actor, tour: &TourRow, loads: &[LoadRow]) -> Vec<TourParty> {
    let own = [(TourParty::Carrier, actor.belongs_to(tour.organisation_id)), (TourParty::Driver, drives(actor, tour))];
    let of_loads = loads.iter().flat_map(|load| sides(actor, tour, load));
    let of_loads = of_loads.filter(|party| matches!(party, TourParty::Sender | TourParty::Receiver));
    let mut parties: Vec<TourParty> =
        own.into_iter().filter(|(_, stands)| *stands).map(|(party, _)| party).chain(of_loads).collect();
    parties.sort_unstable();
    parties.dedup();
    or_observer(actor, parties)
}

/// The administrator looks on where he or she takes no part.
fn or_observer(actor: &Actor, mut parties: Vec<TourParty>) -> Vec<TourParty> {
    if parties.is_empty() && actor.network_admin {
        parties.push(TourParty::Observer);
    }
    parties
}

/// Whether everything on board is the matter of somebody who stands on these sides.
pub(super) fn knows_all(parties: &[TourParty]) -> bool {
    parties.iter().any(|party| matches!(party, TourParty::Carrier | TourParty::Driver | TourParty::Observer))
}

/// Whether the caller sees the tour at all: those who take part, and the network while it is planned or on the road.
fn is_seen(actor: &Actor, row: &TourRow, loads: &[LoadRow]) -> bool {
    let open = matches!(row.state, TourState::Planned | TourState::Running);
    (open && actor.see_network().is_ok()) || !parties(actor, row, loads).is_empty()
}
