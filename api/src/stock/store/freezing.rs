//! Food in stock is frozen: from then on it is a lot of its own, of the same origin, because it has another date.
//!
//! Both lots know each other for good. What is asked of the first one's food, by a trace or a recall, is asked of what was
//! frozen of it too. Whoever freezes holds the first lot, so whoever holds it knows all that was frozen of it.

use super::edit::write_status;
use super::ledger::{self, Movement};
use super::read::{self, Seen, visible};
use super::receive::begin;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, lots};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::sites;
use crate::stock::model::LotRow;
use crate::stock::rules::flow::Account;
use crate::stock::rules::freezing::{freezable, once_frozen};
use crate::stock::rules::{self, Dates, Left};
use diesel::prelude::*;
use shared::ids::{LotId, UserId};
use shared::sites::Storage;
use shared::stock::{Lot, LotLink, LotStatus, LotStatusCause, NewLotFreezing, StockMovementKind};
use shared::text::tidy;
use shared::units::TemperatureClass;
use uuid::Uuid;

/// Freezes some of a lot at one of the caller's sites. Returns the lot that it is then.
///
/// # Errors
/// 404; 403 for another organisation's site; 409 `already_frozen`, `lot_status`, what the lot's date forbids, `too_warm`,
/// `cold_chain`, `storage_too_small`, `stock_short`, `reserved_for_round`; 422 for an unknown site.
pub fn freeze(cx: &mut Cx<'_>, actor: &Actor, id: LotId, new: &NewLotFreezing) -> Result<Lot, Error> {
    let Seen { row, balances, .. } = visible(cx.conn, actor, id)?;
    let there = balances.into_iter().find(|place| place.site_id == new.site_id);
    let there = there.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let by = actor.act_for(there.organisation_id)?.user_id();
    let storage = sites::store::find(cx, actor, new.site_id)?.storage;
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    allowed(cx, &row, there.left(), storage, new)?;
    let lot = ledger::hold(cx, id)?;
    let left = ledger::left(cx.conn, id, new.site_id)?.unwrap_or_default();
    let dates = allowed(cx, &lot, left, storage, new)?;
    let frozen = part(cx, &lot, dates, new);
    begin(cx, &frozen, LotStatusCause::Received, by)?;
    move_over(cx, &lot, &frozen, there.account(), new, by)?;
    read::find(cx, actor, frozen.id)
}

/// Whether so much may be frozen there; the dates that it has then.
fn allowed(cx: &Cx<'_>, lot: &LotRow, left: Left, storage: Storage, new: &NewLotFreezing) -> Result<Dates, Error> {
    let zone = cx.settings.time_zone;
    freezable(lot.temperature_class, &lot.facts(zone), new.temperature_decidegrees, cx.now)?;
    rules::storable(TemperatureClass::Frozen, storage, new.grams)?;
    rules::enough(StockMovementKind::Freeze, new.grams, left)?;
    Ok(once_frozen(lot.dates(), today(cx.now, zone))?)
}

/// The lot that it is from now on: all that tells where it comes from is the same.
fn part(cx: &Cx<'_>, lot: &LotRow, dates: Dates, new: &NewLotFreezing) -> LotRow {
    LotRow {
        id: LotId(Uuid::now_v7()),
        received_grams: new.grams,
        use_by: dates.use_by,
        best_before: dates.best_before,
        best_before_checked_at: None,
        frozen_on: Some(today(cx.now, cx.settings.time_zone)),
        printed_use_by: lot.use_by,
        printed_best_before: lot.best_before,
        temperature_class: TemperatureClass::Frozen,
        // What was read on arrival was read of food that was not frozen.
        temperature_decidegrees: None,
        updated_at: cx.now,
        version: 1,
        frozen_from_id: Some(lot.id),
        ..lot.clone()
    }
}

/// Books what is frozen out of its lot, and into the other one.
fn move_over(
    cx: &mut Cx<'_>,
    lot: &LotRow,
    frozen: &LotRow,
    here: Account,
    new: &NewLotFreezing,
    by: UserId,
) -> Result<(), Error> {
    let note = new.note.as_deref().and_then(tidy);
    let shelf = new.shelf.as_deref().and_then(tidy);
    let line = Movement::plain(StockMovementKind::Freeze, new.grams, here, Account::Freezing, by);
    let out = Movement { note: note.as_deref(), temperature: new.temperature_decidegrees, ..line };
    ledger::book(cx, lot, &out)?;
    ledger::book(cx, frozen, &Movement { from: Account::Freezing, to: here, shelf: shelf.as_deref(), ..out })?;
    Ok(())
}

/// What was frozen of these lots, in the order in which everybody holds lots.
///
/// # Errors
/// When the database fails.
pub(super) fn frozen_of(conn: &mut Conn, ids: &[LotId]) -> Result<Vec<LotId>, Error> {
    let frozen = lots::table.filter(any_of(lots::frozen_from_id, ids.iter().copied().map(Some)));
    let mut found: Vec<LotId> = frozen.select(lots::id).load(conn)?;
    found.sort_unstable();
    Ok(found)
}

/// What was frozen of a lot waits too, because the product turned out to be recalled.
///
/// # Errors
/// When the database fails.
pub(super) fn put_on_hold(cx: &mut Cx<'_>, id: LotId, by: UserId) -> Result<(), Error> {
    for frozen in frozen_of(cx.conn, &[id])? {
        let lot = ledger::hold(cx, frozen)?;
        if lot.status.may_leave() {
            write_status(cx, lot, (LotStatus::OnHold, LotStatusCause::Recall), None, by)?;
        }
    }
    Ok(())
}

/// The lot of which one was frozen, and those that were frozen of it.
pub(super) struct Links {
    pub from: Option<LotLink>,
    pub parts: Vec<LotLink>,
}

/// The lots to which one is bound, as far as the caller may see them.
///
/// # Errors
/// When the database fails.
pub(super) fn links(conn: &mut Conn, actor: &Actor, seen: &Seen) -> Result<Links, Error> {
    let lot = &seen.row;
    let parts = lots::table.filter(lots::frozen_from_id.eq(lot.id)).order(lots::id).select(LotRow::as_select());
    let mut parts: Vec<LotRow> = parts.load(conn)?;
    let mut from = match lot.frozen_from_id {
        Some(id) => read::rows(conn, &[id])?.remove(&id),
        None => None,
    };
    // Their origin is the same: whoever sees all of one sees all of the others.
    if !seen.all {
        let own = with_some(conn, actor, parts.iter().chain(&from).map(|row| row.id).collect())?;
        parts.retain(|row| own.contains(&row.id));
        from = from.filter(|row| own.contains(&row.id));
    }
    Ok(Links { from: from.as_ref().map(LotRow::link), parts: parts.iter().map(LotRow::link).collect() })
}

/// Those of these lots of which the caller's organisations have or had some.
fn with_some(conn: &mut Conn, actor: &Actor, ids: Vec<LotId>) -> Result<Vec<LotId>, Error> {
    let own = actor.memberships.iter().map(|membership| membership.organisation_id);
    let found = balances::table.filter(any_of(balances::lot_id, ids)).filter(any_of(balances::organisation_id, own));
    Ok(found.select(balances::lot_id).load(conn)?)
}
