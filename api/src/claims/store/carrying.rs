//! What shared tours ask of claims: what there is to carry, and its collection by a driver.

use super::collecting::{self, Checked};
use super::read;
use super::steps::lapsed_already;
use crate::claims::model::ClaimRow;
use crate::claims::rules::Refusal;
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::claims;
use crate::http::{Actor, Cx, Error};
use crate::offers;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::claims::{ClaimState, Collection, Party};
use shared::ids::{ClaimId, OrganisationId, SiteId};
use shared::offers::PickupWindow;
use shared::problem::Problem;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass};
use std::collections::HashMap;

/// The food of a claim, as something to carry.
#[derive(Clone, Debug)]
pub struct Carriage {
    /// The claim.
    pub claim: ClaimId,
    /// Where it stands.
    pub state: ClaimState,
    /// Who gives.
    pub giver: OrganisationId,
    /// Who takes.
    pub taker: OrganisationId,
    /// Where it is fetched.
    pub from: SiteId,
    /// Where it goes.
    pub to: SiteId,
    /// Title of the offer.
    pub title: String,
    /// How much.
    pub grams: Grams,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// When it can be fetched, by start.
    pub windows: Vec<PickupWindow>,
    /// The code of its hand-over.
    pub handover_code: String,
    /// When the claim ends by itself.
    pub lapses_at: UtcMillis,
}

/// The food of claims, whoever asks.
///
/// # Errors
/// When the database fails.
pub fn carriages(conn: &mut Conn, ids: &[ClaimId]) -> Result<HashMap<ClaimId, Carriage>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = claims::table.filter(any_of(claims::id, ids.iter().copied())).select(ClaimRow::as_select()).load(conn)?;
    of_rows(conn, rows)
}

/// The food of claims that wait to be fetched somewhere in these cells, the first to lapse first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn to_fetch(conn: &mut Conn, cells: Vec<i64>, limit: i64) -> Result<Vec<Carriage>, Error> {
    let rows: Vec<ClaimRow> = claims::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("claims.state IN ('accepted', 'ready')"))
        .filter(any_of(claims::from_cell, cells))
        .order((claims::lapses_at, claims::id))
        .limit(limit)
        .select(ClaimRow::as_select())
        .load(conn)?;
    let order: Vec<ClaimId> = rows.iter().map(|row| row.id).collect();
    let mut found = of_rows(conn, rows)?;
    Ok(order.into_iter().filter_map(|id| found.remove(&id)).collect())
}

fn of_rows(conn: &mut Conn, rows: Vec<ClaimRow>) -> Result<HashMap<ClaimId, Carriage>, Error> {
    let offer_ids: Vec<_> = rows.iter().map(|row| row.offer_id).collect();
    let offers = offers::store::rows(conn, &offer_ids)?;
    let windows = offers::store::windows(conn, &offer_ids)?;
    let carriages = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("claim {} without its offer", row.id));
        let offer = offers.get(&row.offer_id).ok_or_else(missing)?;
        let carriage = Carriage {
            claim: row.id,
            state: row.state,
            giver: row.giver_id,
            taker: row.taker_id,
            from: offer.site_id,
            to: row.taker_site_id,
            title: offer.title.clone(),
            grams: row.grams,
            class: offer.temperature_class,
            windows: windows.get(&row.offer_id).cloned().unwrap_or_default(),
            handover_code: row.handover_code,
            lapses_at: row.lapses_at,
        };
        Ok((carriage.claim, carriage))
    });
    carriages.collect()
}

/// Holds a claim whose food waits to be fetched until the end of the transaction: it does not end while it is put on a tour.
///
/// # Errors
/// 409 `claim_state` when it has ended, or its food was fetched.
pub fn hold_waiting(cx: &mut Cx<'_>, id: ClaimId) -> Result<(), Error> {
    let waits = claims::state.eq(ClaimState::Accepted).or(claims::state.eq(ClaimState::Ready));
    let waiting = claims::table.find(id).filter(waits);
    // Nothing changes; but whoever changes it comes before or after.
    if diesel::update(waiting).set(claims::updated_at.eq(claims::updated_at)).execute(cx.conn)? == 1 {
        return Ok(());
    }
    let now: ClaimState = claims::table.find(id).select(claims::state).first(cx.conn)?;
    Err(Refusal::State(now).problem().into())
}

/// The same checks as for a taker who fetches the food, for the driver who fetches it in the taker's place. The inner error
/// is a wrong code, whose count must be kept although the step fails.
///
/// # Errors
/// As for a collection by the taker.
pub fn check_collection(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: ClaimId,
    told: &Collection,
) -> Result<Result<Checked, Problem>, Error> {
    let row = read::row(cx.conn, id)?;
    lapsed_already(cx, &row)?;
    collecting::check(cx, actor, row, told)
}

/// The driver has the food: from now on it is the taker's, as if the taker had fetched it.
///
/// # Errors
/// 409 when somebody was faster.
pub fn collect_checked(cx: &mut Cx<'_>, actor: &Actor, checked: &Checked) -> Result<(), Error> {
    collecting::hand_over(cx, checked, (actor.user_id, Party::Taker))?;
    let claim = read::told(cx.conn, checked.row.id)?;
    collecting::tell(cx, checked, &claim, Party::Taker)
}
