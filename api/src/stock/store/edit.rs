//! Changing lots: what is said of them, their status, checks after their best-before day; and offering them.

use super::freezing::put_on_hold;
use super::read::{self, Seen, visible};
use super::{ledger, products};
use crate::db::schema::{lot_checks, lot_statuses, lots};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::offers;
use crate::stock::model::{CheckRow, LotRow, StatusRow};
use crate::stock::rules::{self, Refusal};
use diesel::prelude::*;
use shared::cascades::FirstCalled;
use shared::ids::{LotId, SiteId, UserId};
use shared::offers::{NewBestBeforeCheck, NewOffer, Visibility};
use shared::products::gtin14;
use shared::stock::{Lot, LotMovementKind, LotPatch, LotStatus, LotStatusCause, NewLotStatus, OfferDraftQuery};
use shared::text::tidy;
use shared::units::{Grams, Unit};

/// Changes what is said of a lot. One that turns out to be of a recalled product waits, as if it arrived now.
///
/// # Errors
/// 404; 403 for another organisation's lot or shelf, and for dates unless the caller coordinates it; 412 when somebody
/// changed it meanwhile; 422 for what does not fit.
pub fn edit(cx: &mut Cx<'_>, actor: &Actor, id: LotId, seen: IfMatch, patch: &LotPatch) -> Result<Lot, Error> {
    let found = visible(cx.conn, actor, id)?;
    let shelf_at = permitted(actor, &found, patch)?;
    let recalled = recalled_numbers(cx, &found.row, patch)?;
    let mut row = hold_as_seen(cx, id, Some(seen), &found.row)?;
    apply(&mut row, patch)?;
    diesel::update(lots::table.find(id)).set(&row).execute(cx.conn)?;
    if patch.changes_dates() {
        ledger::follow(cx, &row)?;
    }
    if patch.changes_dates() || row.gtin != found.row.gtin {
        offers::store::follow(cx, actor, &row)?;
    }
    if let (Some(site), Some(shelf)) = (shelf_at, &patch.shelf) {
        let shelf = shelf.as_deref().and_then(tidy);
        ledger::put_on_shelf(cx, id, site, shelf.as_deref())?;
    }
    let is_meant = recalled.iter().any(|number| rules::is_meant(number.as_deref(), row.lot_number_key.as_deref()));
    if is_meant && is_renumbered(&row, &found.row) && row.status != LotStatus::Recalled {
        let status = if row.status.may_leave() { LotStatus::OnHold } else { row.status };
        write_status(cx, row, (status, LotStatusCause::Recall), None, actor.user_id)?;
        put_on_hold(cx, id, actor.user_id)?;
    }
    read::find(cx, actor, id)
}

/// The recalled batch numbers of the product that the patch makes of a lot; none where it says nothing of it. Asked before
/// the lot is held: a product is held before its lots.
fn recalled_numbers(cx: &mut Cx<'_>, row: &LotRow, patch: &LotPatch) -> Result<Vec<Option<String>>, Error> {
    let gtin = match &patch.gtin {
        Some(gtin) => gtin.as_deref().and_then(gtin14),
        None if patch.lot_number.is_some() => row.gtin.clone(),
        None => None,
    };
    gtin.map_or_else(|| Ok(Vec::new()), |gtin| products::recalled(cx.conn, &gtin))
}

fn is_renumbered(row: &LotRow, before: &LotRow) -> bool {
    row.gtin != before.gtin || row.lot_number_key != before.lot_number_key
}

/// Whether the caller may change all that the patch changes; at which site the shelf is, where it does.
fn permitted(actor: &Actor, found: &Seen, patch: &LotPatch) -> Result<Option<SiteId>, Error> {
    let owner = found.row.organisation_id;
    if !patch.is_shelf_only() || patch.shelf.is_none() {
        actor.act_for(owner)?;
    }
    if patch.changes_dates() {
        actor.manage(owner)?;
    }
    if patch.shelf.is_none() {
        return Ok(None);
    }
    let site = patch.site_id.unwrap_or(found.row.site_id);
    let there = found.balances.iter().find(|place| place.site_id == site);
    let there = there.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    actor.act_for(there.organisation_id)?;
    Ok(Some(site))
}

/// Holds a lot, if it still is as the caller saw it; whoever has not looked holds it as it is.
fn hold_as_seen(cx: &mut Cx<'_>, id: LotId, seen: Option<IfMatch>, read: &LotRow) -> Result<LotRow, Error> {
    let Some(seen) = seen else { return ledger::hold(cx, id) };
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    seen.check(read.version)?;
    let row = ledger::hold(cx, id)?;
    seen.check(row.version - 1)?;
    Ok(row)
}

fn apply(row: &mut LotRow, patch: &LotPatch) -> Result<(), Refusal> {
    if patch.changes_dates() && row.frozen_on.is_some() {
        return Err(Refusal::FrozenDate);
    }
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut row.title);
    }
    if let Some(gtin) = &patch.gtin {
        row.gtin = gtin.as_deref().and_then(gtin14);
    }
    if let Some(number) = &patch.lot_number {
        row.lot_number = number.as_deref().and_then(tidy);
        row.lot_number_key = row.lot_number.as_deref().and_then(rules::number_key);
    }
    if let Some(note) = &patch.note {
        row.note = note.as_deref().and_then(tidy);
    }
    row.use_by = patch.use_by.unwrap_or(row.use_by);
    if let Some(best_before) = patch.best_before {
        row.best_before = best_before;
        row.best_before_checked_at = None;
    }
    row.search_key = rules::search_key(&row.title, row.lot_number.as_deref(), row.gtin.as_deref());
    if row.use_by.is_some() && row.best_before.is_some() { Err(Refusal::OneDate) } else { Ok(()) }
}

/// Gives a lot another status.
///
/// # Errors
/// 404; 403 unless the caller coordinates the organisation that received it; 409 once it is recalled; 412 when somebody
/// changed it meanwhile.
pub fn set_status(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: LotId,
    seen: Option<IfMatch>,
    new: &NewLotStatus,
) -> Result<Lot, Error> {
    let found = visible(cx.conn, actor, id)?;
    let permit = actor.manage(found.row.organisation_id)?;
    let row = hold_as_seen(cx, id, seen, &found.row)?;
    if row.status == LotStatus::Recalled {
        return Err(Refusal::Status(row.status).into());
    }
    let note = new.note.as_deref().and_then(tidy);
    write_status(cx, row, (new.status, new.cause), note, permit.user_id())?;
    read::find(cx, actor, id)
}

/// Writes the next status of a lot that the caller holds, and brings its balances along.
///
/// # Errors
/// When the database fails.
pub(super) fn write_status(
    cx: &mut Cx<'_>,
    mut row: LotRow,
    (status, cause): (LotStatus, LotStatusCause),
    note: Option<String>,
    by: UserId,
) -> Result<(), Error> {
    let written: i64 = lot_statuses::table.filter(lot_statuses::lot_id.eq(row.id)).count().get_result(cx.conn)?;
    let line = StatusRow { lot_id: row.id, number: written + 1, at: cx.now, status, cause, note, user_id: Some(by) };
    diesel::insert_into(lot_statuses::table).values(&line).execute(cx.conn)?;
    diesel::update(lots::table.find(row.id)).set(lots::status.eq(status)).execute(cx.conn)?;
    row.status = status;
    ledger::follow(cx, &row)
}

/// Somebody checks food whose best-before day is over, or soon will be.
///
/// # Errors
/// 404; 403 for another organisation's lot; 422 when it has no best-before date.
pub fn check(cx: &mut Cx<'_>, actor: &Actor, id: LotId, told: &NewBestBeforeCheck) -> Result<Lot, Error> {
    let found = visible(cx.conn, actor, id)?;
    let permit = actor.act_for(found.row.organisation_id)?;
    let mut row = ledger::hold(cx, id)?;
    if row.best_before.is_none() {
        return Err(Error::invalid("/best_before", "required"));
    }
    let written: i64 = lot_checks::table.filter(lot_checks::lot_id.eq(id)).count().get_result(cx.conn)?;
    let line = CheckRow {
        lot_id: id,
        number: written + 1,
        at: cx.now,
        user_id: permit.user_id(),
        packaging_intact: told.packaging_intact,
        storage_kept: told.storage_kept,
        traceable: told.traceable,
        note: told.note.as_deref().and_then(tidy),
    };
    diesel::insert_into(lot_checks::table).values(&line).execute(cx.conn)?;
    row.best_before_checked_at = told.passes().then_some(cx.now);
    diesel::update(lots::table.find(id))
        .set(lots::best_before_checked_at.eq(row.best_before_checked_at))
        .execute(cx.conn)?;
    offers::store::follow(cx, actor, &row)?;
    read::find(cx, actor, id)
}

/// An offer of what is left of a lot at one of the caller's sites, without the times at which it can be fetched.
///
/// # Errors
/// 404; 403 where the caller has nothing of it; 409 when it cannot leave, or nothing is left; 422 for another site.
pub fn offer_draft(cx: &mut Cx<'_>, actor: &Actor, id: LotId, query: &OfferDraftQuery) -> Result<NewOffer, Error> {
    let Seen { row, balances, .. } = visible(cx.conn, actor, id)?;
    let own: Vec<_> = balances.into_iter().filter(|place| actor.can_act_for(place.organisation_id)).collect();
    let most = own.first().ok_or_else(Error::forbidden)?;
    let there = match query.site {
        Some(site) => own.iter().find(|place| place.site_id == site).ok_or_else(|| Error::invalid("?site", "unknown"))?,
        None => most,
    };
    rules::movable(LotMovementKind::HandOver, &row.facts(cx.settings.time_zone), cx.now)?;
    let free = there.left().free();
    if free <= Grams::ZERO {
        let promised = there.grams > Grams::ZERO;
        return Err(if promised { Refusal::Reserved { free } } else { Refusal::Short { left: free } }.into());
    }
    let printed = row.frozen_on.is_some();
    let (unit, grams_per_unit, total_grams) = whole_units(&row, free);
    Ok(NewOffer {
        site_id: there.site_id,
        category: row.category_code,
        title: row.title,
        remarks: None,
        unit,
        grams_per_unit,
        total_grams,
        temperature_class: row.temperature_class,
        use_by: if printed { row.printed_use_by } else { row.use_by },
        best_before: if printed { row.printed_best_before } else { row.best_before },
        best_before_check: None,
        frozen_on: row.frozen_on,
        product_name: None,
        gtin: row.gtin,
        allergens: None,
        visibility: Visibility::default(),
        pickup_windows: Vec::new(),
        first: FirstCalled::default(),
        lot_id: Some(row.id),
    })
}

/// As many whole units as there are; what is less than one is counted by weight.
fn whole_units(row: &LotRow, grams: Grams) -> (Unit, Grams, Grams) {
    let grams = grams.min(Grams::OFFER_MAX);
    let piece = row.grams_per_unit;
    if row.unit == Unit::Kilogram || piece.0 <= 0 || grams < piece {
        return (Unit::Kilogram, Grams(1_000), grams);
    }
    (row.unit, piece, Grams(grams.0 / piece.0 * piece.0))
}
