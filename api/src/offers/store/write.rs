//! Publishing, editing and withdrawing offers, and closing those whose time is over.

use super::{dates, of_lot, read};
use crate::db::expr::any_of;
use crate::db::schema::{communes, offers, pickup_windows, sites};
use crate::engine::cells;
use crate::http::{Actor, Cx, Error, IfMatch, Permit};
use crate::notifications::{Subject, store as notifications};
use crate::offers::model::{OfferRow, WindowRow};
use crate::offers::rules::{self, Refusal, Timing};
use crate::offers::search;
use crate::stock::store::giving::{self, Lot};
use crate::{cascades, categories, claims, on_backend};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::cascades::FirstCalled;
use shared::geo::Position;
use shared::ids::{OfferId, OrganisationId, SiteId};
use shared::offers::{NewOffer, Offer, OfferDetails, OfferPatch, OfferStatus, PickupWindow};
use shared::problem::{Code, Problem};
use shared::products::{self, Allergen};
use shared::text::tidy;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Puts food on the board.
///
/// # Errors
/// 403 for another organisation's site; 422 when the site or category is unknown or a date is past, and for what the lot
/// that it is of says otherwise; 409 when that lot may not leave, or less of it is free.
pub fn publish(cx: &mut Cx<'_>, actor: &Actor, new: &NewOffer) -> Result<Offer, Error> {
    actor.see_network()?;
    let place = Place::load(cx, new.site_id)?;
    let permit = actor.act_for(place.organisation_id)?;
    require_category(&new.category)?;
    let lot = new.lot_id.map(|lot| giving::offered(cx, lot, new)).transpose()?;
    let limits = limits(cx, new, lot.as_ref())?;
    let mut row = new_row(cx, permit, &place, new, limits);
    if let Some(gtin) = lot.and_then(|lot| lot.gtin) {
        row.gtin = Some(gtin);
    }
    on_backend!(cx.conn, conn => diesel::insert_into(offers::table).values(&row).execute(conn))?;
    let windows = insert_windows(cx, row.id, &new.pickup_windows)?;
    search::add(cx, &row, &place.commune)?;
    propose(cx, &row)?;
    dates::record_published(cx, actor, row.id, new, row.use_by)?;
    let offer = read::with_windows(cx.conn, actor, row, windows)?;
    if new.best_before_check.is_some() || new.frozen_on.is_some() {
        return read::detailed(cx.conn, offer);
    }
    // Known without asking: most offers are published with nothing more to tell.
    Ok(Offer { details: Some(OfferDetails::default()), ..offer })
}

/// Lets those hear of it whose turn it is: everybody whom it fits, or those who are called first.
fn propose(cx: &mut Cx<'_>, row: &OfferRow) -> Result<(), Error> {
    if row.first_until.is_some() {
        cascades::store::begin(cx, row.id)
    } else {
        notifications::matches_changed(cx, Subject::Offer(row.id))
    }
}

/// Until when a new offer's food may be given, and its offer stays.
struct Limits {
    use_by: Option<NaiveDate>,
    best_before: Option<NaiveDate>,
    checked_at: Option<UtcMillis>,
    closes_at: UtcMillis,
}

/// # Errors
/// 422 for dates or windows that are past.
fn limits(cx: &Cx<'_>, new: &NewOffer, lot: Option<&Lot>) -> Result<Limits, Error> {
    let zone = cx.settings.time_zone;
    let (use_by, best_before, checked_at) = if let Some(lot) = lot {
        (lot.use_by, lot.best_before, lot.best_before_checked_at)
    } else {
        let checked = rules::checked(new).map_err(Refusal::problem)?;
        let frozen = rules::frozen_limit(new, rules::today(cx.now, zone)).map_err(Refusal::problem)?;
        // What is printed on frozen food no longer counts.
        let (use_by, best_before) = frozen.map_or((new.use_by, new.best_before), |limit| (Some(limit), None));
        (use_by, best_before, checked.then_some(cx.now))
    };
    let timing = Timing { use_by, best_before, checked: checked_at.is_some(), windows: &new.pickup_windows };
    let closes_at = rules::closes_at(timing, cx.now, zone).map_err(Refusal::problem)?;
    Ok(Limits { use_by, best_before, checked_at, closes_at })
}

fn new_row(cx: &Cx<'_>, permit: Permit, place: &Place, new: &NewOffer, limits: Limits) -> OfferRow {
    let Limits { use_by, best_before, checked_at, closes_at } = limits;
    let position = place.position();
    OfferRow {
        id: OfferId(Uuid::now_v7()),
        organisation_id: permit.organisation_id(),
        site_id: new.site_id,
        category_code: new.category.clone(),
        title: new.title.trim().to_owned(),
        remarks: new.remarks.as_deref().and_then(tidy),
        unit: new.unit,
        grams_per_unit: new.grams_per_unit,
        total_grams: new.total_grams,
        left_grams: new.total_grams,
        temperature_class: new.temperature_class,
        use_by,
        best_before,
        status: OfferStatus::Open,
        published_by: permit.user_id(),
        published_at: cx.now,
        updated_at: cx.now,
        closes_at,
        latitude: position.map(|position| position.latitude),
        longitude: position.map(|position| position.longitude),
        cell: position.map_or(cells::NOWHERE, cells::cell),
        version: 1,
        product_name: new.product_name.as_deref().and_then(tidy),
        gtin: new.gtin.as_deref().and_then(products::gtin14),
        allergens: new.allergens.as_deref().map(Allergen::bits),
        visibility: new.visibility,
        frozen_on: new.frozen_on,
        best_before_checked_at: checked_at,
        photo_id: None,
        first_until: (new.first == FirstCalled::Partners).then_some(cx.now),
        lot_id: new.lot_id,
    }
}

/// Changes an offer that is on the board.
///
/// # Errors
/// 403 for another organisation's offer; 409 when it is no longer open, or less of its lot is free; 412 when somebody
/// changed it meanwhile; 422 when the new total is below what is claimed or a date is past, and for what its lot says
/// otherwise.
pub fn edit(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, seen: IfMatch, patch: &OfferPatch) -> Result<Offer, Error> {
    actor.see_network()?;
    let mut before = read::load(cx.conn, id)?;
    actor.act_for(before.organisation_id)?;
    seen.check(before.version)?;
    let lot = before.lot_id.map(|lot| giving::hold(cx, lot)).transpose()?;
    if lot.is_some() {
        // Whoever held it before may have changed the offer with it.
        before = read::load(cx.conn, id)?;
        seen.check(before.version)?;
    }
    let windows = read::one(cx.conn, actor, before.clone())?.pickup_windows;
    let (after, windows) = changed(cx, before.clone(), windows, patch)?;
    if let Some(lot) = &lot {
        of_lot::keep_more(cx, lot, &before, &after)?;
    }
    let unchanged =
        offers::table.find(id).filter(offers::version.eq(before.version)).filter(offers::status.eq(OfferStatus::Open));
    let written = diesel::update(unchanged)
        .set((
            offers::category_code.eq(&after.category_code),
            offers::title.eq(&after.title),
            offers::remarks.eq(&after.remarks),
            offers::total_grams.eq(after.total_grams),
            offers::left_grams.eq(after.left_grams),
            offers::use_by.eq(after.use_by),
            offers::best_before.eq(after.best_before),
            offers::closes_at.eq(after.closes_at),
            offers::best_before_checked_at.eq(after.best_before_checked_at),
            offers::product_name.eq(&after.product_name),
            offers::gtin.eq(&after.gtin),
            offers::allergens.eq(after.allergens),
            offers::visibility.eq(after.visibility),
            offers::updated_at.eq(after.updated_at),
            offers::version.eq(after.version),
        ))
        .execute(cx.conn)?;
    if written == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    of_lot::settle_lot(cx, after.lot_id.map(|lot| (lot, after.site_id)))?;
    if patch.pickup_windows.is_some() {
        replace_windows(cx, id, &windows)?;
    }
    let place = Place::load(cx, after.site_id)?;
    search::index(cx, &after, &place.commune)?;
    follow_change(cx, &after)?;
    let offer = read::one(cx.conn, actor, after)?;
    read::detailed(cx.conn, offer)
}

/// What follows from a change of an offer: who is called first and who has claimed some has as long as it stays, and whom
/// it fits is looked for anew.
pub(super) fn follow_change(cx: &mut Cx<'_>, after: &OfferRow) -> Result<(), Error> {
    if after.first_until.is_some() {
        cascades::store::reschedule(cx, after)?;
    } else {
        notifications::matches_changed(cx, Subject::Offer(after.id))?;
    }
    claims::store::reschedule(cx, after)
}

/// The row and windows after a patch.
fn changed(
    cx: &Cx<'_>,
    mut row: OfferRow,
    windows: Vec<PickupWindow>,
    patch: &OfferPatch,
) -> Result<(OfferRow, Vec<PickupWindow>), Error> {
    if row.status != OfferStatus::Open || row.closes_at <= cx.now {
        return Err(Refusal::Closed.problem().into());
    }
    if let Some(category) = &patch.category {
        require_category(category)?;
        row.category_code.clone_from(category);
    }
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
    }
    if let Some(remarks) = &patch.remarks {
        row.remarks = remarks.as_deref().and_then(tidy);
    }
    if let Some(total) = patch.total_grams {
        let claimed = row.total_grams.minus(row.left_grams);
        let left = rules::left_after(total, claimed, row.unit, row.grams_per_unit).map_err(Refusal::problem)?;
        (row.total_grams, row.left_grams) = (total, left);
    }
    change_product(&mut row, patch);
    change_dates(&mut row, patch)?;
    let windows = patch.pickup_windows.clone().unwrap_or(windows);
    let checked = row.best_before_checked_at.is_some();
    let timing = Timing { use_by: row.use_by, best_before: row.best_before, checked, windows: &windows };
    row.closes_at = rules::closes_at(timing, cx.now, cx.settings.time_zone).map_err(Refusal::problem)?;
    row.updated_at = cx.now;
    row.version += 1;
    Ok((row, windows))
}

fn change_product(row: &mut OfferRow, patch: &OfferPatch) {
    if let Some(name) = &patch.product_name {
        row.product_name = name.as_deref().and_then(tidy);
    }
    if let Some(gtin) = &patch.gtin {
        row.gtin = gtin.as_deref().and_then(products::gtin14);
    }
    if let Some(allergens) = &patch.allergens {
        row.allergens = allergens.as_deref().map(Allergen::bits);
    }
    row.visibility = patch.visibility.unwrap_or(row.visibility);
}

/// # Errors
/// 422 for frozen food, whose date comes from its freezing.
fn change_dates(row: &mut OfferRow, patch: &OfferPatch) -> Result<(), Error> {
    let (use_by, best_before) = (patch.use_by.unwrap_or(row.use_by), patch.best_before.unwrap_or(row.best_before));
    if row.frozen_on.is_some() && (use_by, best_before) != (row.use_by, row.best_before) {
        return Err(Error::invalid("/use_by", "frozen_date"));
    }
    if best_before != row.best_before {
        row.best_before_checked_at = None;
    }
    (row.use_by, row.best_before) = (use_by, best_before);
    Ok(())
}

/// Takes an offer off the board.
///
/// # Errors
/// 403 for another organisation's offer; 409 when it is no longer open.
pub fn withdraw(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<Offer, Error> {
    actor.see_network()?;
    let row = read::load(cx.conn, id)?;
    actor.act_for(row.organisation_id)?;
    take_off(cx, actor, id)?;
    read::find(cx, actor, id)
}

/// Closes an open offer to new claims and declines those that wait for an answer; whoever may do so has been asked.
///
/// # Errors
/// 409 when it is no longer open.
pub(super) fn take_off(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<(), Error> {
    let kept = of_lot::hold_lot(cx, id)?;
    let open = offers::table.find(id).filter(offers::status.eq(OfferStatus::Open));
    let written = diesel::update(open)
        .set((
            offers::status.eq(OfferStatus::Withdrawn),
            offers::updated_at.eq(cx.now),
            offers::version.eq(offers::version + 1),
        ))
        .execute(cx.conn)?;
    if written == 0 {
        return Err(Refusal::Closed.problem().into());
    }
    cascades::store::stop(cx, id)?;
    claims::store::decline_waiting(cx, actor, id)?;
    of_lot::settle_lot(cx, kept)
}

/// Closes the offers whose time is over and tells how many; of those that are of lots some at a time.
///
/// # Errors
/// When the database fails.
pub fn close_due(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let of_lots = of_lot::hold_due(cx)?;
    let due = offers::table
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("offers.status = 'open'"))
        .filter(offers::closes_at.le(cx.now))
        // An offer whose lot is not held is closed next time.
        .filter(offers::lot_id.is_null().or(any_of(offers::id, of_lots.offers)));
    let closed = diesel::update(due)
        .set((
            offers::status.eq(OfferStatus::Closed),
            offers::updated_at.eq(cx.now),
            offers::version.eq(offers::version + 1),
        ))
        .execute(cx.conn)?;
    for (lot, site) in of_lots.kept {
        giving::settle(cx, lot, site)?;
    }
    Ok(closed)
}

/// Where an offer's food is.
#[derive(Queryable)]
struct Place {
    organisation_id: OrganisationId,
    latitude: Option<f64>,
    longitude: Option<f64>,
    commune: String,
}

impl Place {
    fn load(cx: &mut Cx<'_>, site: SiteId) -> Result<Self, Error> {
        let place = on_backend!(cx.conn, conn => sites::table
            .inner_join(communes::table)
            .filter(sites::id.eq(site))
            .select((sites::organisation_id, sites::latitude, sites::longitude, communes::name))
            .first(conn)
            .optional())?;
        place.ok_or_else(|| Error::invalid("/site_id", "unknown"))
    }

    fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }
}

fn require_category(code: &str) -> Result<(), Error> {
    if categories::tree().exists(code) { Ok(()) } else { Err(Error::invalid("/category", "unknown")) }
}

fn replace_windows(cx: &mut Cx<'_>, offer_id: OfferId, windows: &[PickupWindow]) -> Result<(), Error> {
    diesel::delete(pickup_windows::table.filter(pickup_windows::offer_id.eq(offer_id))).execute(cx.conn)?;
    insert_windows(cx, offer_id, windows).map(drop)
}

/// Gives them as they are kept: by start, each once.
fn insert_windows(cx: &mut Cx<'_>, offer_id: OfferId, windows: &[PickupWindow]) -> Result<Vec<PickupWindow>, Error> {
    let mut sorted = windows.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for PickupWindow { starts_at, ends_at } in sorted.iter().copied() {
        let row = WindowRow { offer_id, starts_at, ends_at };
        on_backend!(cx.conn, conn => diesel::insert_into(pickup_windows::table).values(row).execute(conn))?;
    }
    Ok(sorted)
}
