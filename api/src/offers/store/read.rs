//! Reading offers.

use super::dates;
use crate::db::expr::any_of;
use crate::db::schema::{offers, pickup_windows};
use crate::db::{Conn, memo};
use crate::http::{Actor, Cx, Error};
use crate::offers::model::{Beside, OfferRow, WindowRow};
use crate::{on_backend, organisations, photos, sites};
use diesel::prelude::*;
use shared::ids::OfferId;
use shared::offers::{Offer, OfferDetails, OfferStatus, OfferSummary, PickupWindow};
use std::collections::HashMap;

/// One offer, as the caller sees it, with what lists leave out.
///
/// # Errors
/// 404 when there is none; 403 when the caller belongs to no approved organisation.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<Offer, Error> {
    let row = load(cx.conn, id);
    // One's own stays visible when one's organisation does not see the network any more.
    if !row.as_ref().is_ok_and(|row| actor.belongs_to(row.organisation_id)) {
        actor.see_network()?;
    }
    let offer = one(cx.conn, actor, row?)?;
    detailed(cx.conn, offer)
}

/// The offer with what lists leave out.
///
/// # Errors
/// When the database fails.
pub fn detailed(conn: &mut Conn, mut offer: Offer) -> Result<Offer, Error> {
    // The row tells what there can be: most offers have none of it, and are read without asking.
    let frozen = offer.frozen_on.is_some();
    let mut details = OfferDetails::default();
    if offer.photo.is_some() {
        details.photos = photos::store::of_offer(conn, offer.id)?;
    }
    if offer.best_before.is_some() || frozen {
        details.best_before_checks = dates::checks(conn, offer.id)?;
    }
    if frozen {
        details.freezing = dates::freezing(conn, offer.id)?;
    }
    offer.details = Some(details);
    Ok(offer)
}

/// One offer's row.
///
/// # Errors
/// 404 when there is none.
pub fn load(conn: &mut Conn, id: OfferId) -> Result<OfferRow, Error> {
    let row = on_backend!(conn, conn => offers::table.find(id).select(OfferRow::as_select()).first(conn).optional())?;
    row.ok_or_else(Error::not_found)
}

/// Rows by their identifiers.
///
/// # Errors
/// When the database fails.
pub fn rows(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, OfferRow>, Error> {
    let rows = offers::table.filter(any_of(offers::id, ids.iter().copied())).select(OfferRow::as_select());
    let rows: Vec<OfferRow> = rows.load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The wire's form of one row.
///
/// # Errors
/// When the database fails.
pub(super) fn one(conn: &mut Conn, actor: &Actor, row: OfferRow) -> Result<Offer, Error> {
    let offers = assemble(conn, actor, vec![(row, None)])?;
    offers.into_iter().next().ok_or_else(Error::not_found)
}

/// The wire's form of a row whose windows are known.
///
/// # Errors
/// When the database fails.
pub(super) fn with_windows(
    conn: &mut Conn,
    actor: &Actor,
    row: OfferRow,
    windows: Vec<PickupWindow>,
) -> Result<Offer, Error> {
    let mut beside = Besides::with_windows(conn, std::iter::once(&row), HashMap::from([(row.id, windows)]))?;
    wire(actor, &mut beside, row, None)
}

/// The wire's form of rows with their distances, in the same order; three queries however many there are.
///
/// # Errors
/// When the database fails.
pub fn assemble(conn: &mut Conn, actor: &Actor, rows: Vec<(OfferRow, Option<i64>)>) -> Result<Vec<Offer>, Error> {
    let mut beside = Besides::load(conn, rows.iter().map(|(row, _)| row))?;
    rows.into_iter().map(|(row, distance)| wire(actor, &mut beside, row, distance)).collect()
}

fn wire(actor: &Actor, beside: &mut Besides, mut row: OfferRow, distance: Option<i64>) -> Result<Offer, Error> {
    // Which of the giver's lots it is, is nobody else's business.
    row.lot_id = row.lot_id.filter(|_| actor.belongs_to(row.organisation_id));
    let can_edit = row.status == OfferStatus::Open && actor.can_act_for(row.organisation_id);
    let beside = beside.of(&row)?;
    Ok(row.into_offer(beside, distance, can_edit))
}

/// What claims show of their offers.
///
/// # Errors
/// When the database fails.
pub fn summaries(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, OfferSummary>, Error> {
    let rows = rows(conn, ids)?;
    let mut beside = Besides::load(conn, rows.values())?;
    let summaries = rows.into_iter().map(|(id, row)| {
        let beside = beside.of(&row)?;
        Ok((id, row.into_summary(beside)))
    });
    summaries.collect()
}

/// What stands beside the rows of a list, read at once.
struct Besides {
    organisations: HashMap<shared::ids::OrganisationId, shared::organisations::OrganisationSummary>,
    sites: HashMap<shared::ids::SiteId, shared::sites::SiteSummary>,
    windows: HashMap<OfferId, Vec<PickupWindow>>,
}

impl Besides {
    fn load<'r>(conn: &mut Conn, rows: impl Iterator<Item = &'r OfferRow> + Clone) -> Result<Self, Error> {
        let offer_ids: Vec<_> = rows.clone().map(|row| row.id).collect();
        let windows = windows(conn, &offer_ids)?;
        Self::with_windows(conn, rows, windows)
    }

    fn with_windows<'r>(
        conn: &mut Conn,
        rows: impl Iterator<Item = &'r OfferRow> + Clone,
        windows: HashMap<OfferId, Vec<PickupWindow>>,
    ) -> Result<Self, Error> {
        let organisation_ids: Vec<_> = rows.clone().map(|row| row.organisation_id).collect();
        let site_ids: Vec<_> = rows.map(|row| row.site_id).collect();
        Ok(Self {
            organisations: organisations::store::summaries(conn, &organisation_ids)?,
            sites: sites::store::summaries(conn, &site_ids)?,
            windows,
        })
    }

    fn of(&mut self, row: &OfferRow) -> Result<Beside, Error> {
        let missing = || Error::Internal(format!("offer {} without organisation or site", row.id));
        Ok(Beside {
            organisation: self.organisations.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: self.sites.get(&row.site_id).cloned().ok_or_else(missing)?,
            windows: self.windows.remove(&row.id).unwrap_or_default(),
        })
    }
}

/// The pick-up windows of one offer, by start.
///
/// # Errors
/// When the database fails.
pub(super) fn pickup_windows_of(conn: &mut Conn, id: OfferId) -> Result<Vec<PickupWindow>, Error> {
    let rows: Vec<WindowRow> = on_backend!(conn, conn => pickup_windows::table
        .filter(pickup_windows::offer_id.eq(id))
        .order((pickup_windows::starts_at, pickup_windows::ends_at))
        .select(WindowRow::as_select())
        .load(conn))?;
    Ok(rows.into_iter().map(PickupWindow::from).collect())
}

/// The pick-up windows of offers, each offer's by start.
///
/// # Errors
/// When the database fails.
pub fn windows(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, Vec<PickupWindow>>, Error> {
    memo::many(ids, |ids| read_windows(conn, ids))
}

fn read_windows(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, Vec<PickupWindow>>, Error> {
    if let [id] = ids {
        return Ok(HashMap::from([(*id, pickup_windows_of(conn, *id)?)]));
    }
    let rows: Vec<WindowRow> = pickup_windows::table
        .filter(any_of(pickup_windows::offer_id, ids.iter().copied()))
        .order((pickup_windows::offer_id, pickup_windows::starts_at, pickup_windows::ends_at))
        .select(WindowRow::as_select())
        .load(conn)?;
    let mut windows: HashMap<OfferId, Vec<PickupWindow>> = HashMap::new();
    for row in rows {
        windows.entry(row.offer_id).or_default().push(row.into());
    }
    Ok(windows)
}
