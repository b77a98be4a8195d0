//! What happens to lots at a site: moved, handed over, distributed, thrown away, counted; and taken back.

use super::ledger::{self, Movement};
use super::movements::one;
use super::read::{Seen, visible};
use crate::db::schema::stock_movements as movements;
use crate::http::{Actor, Cx, Error, Permit};
use crate::stock::model::{BalanceRow, LotRow, MovementRow};
use crate::stock::rules::flow::Account;
use crate::stock::rules::{self, Left, Refusal};
use crate::{records, sites};
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, SiteId, StockMovementId};
use shared::sites::Site;
use shared::stock::{LotMovementKind, NewLotMovement, NewReversal, StockMovement, StockMovementKind};
use shared::text::tidy;
use shared::units::Grams;

/// Books what happened to a lot at one of the caller's sites.
///
/// # Errors
/// 404; 403 for another organisation's site; 409 `stock_short`, `reserved_for_round`, `lot_status`, what the lot's date
/// forbids, `too_warm`, `cold_chain`, `storage_too_small`; 422 for what is unknown or does not fit.
pub fn record(cx: &mut Cx<'_>, actor: &Actor, id: LotId, new: &NewLotMovement) -> Result<StockMovement, Error> {
    let Seen { row, balances, .. } = visible(cx.conn, actor, id)?;
    let there = balances.into_iter().find(|place| place.site_id == new.site_id);
    let there = there.ok_or_else(|| Error::invalid("/site_id", "unknown"))?;
    let permit = actor.act_for(there.organisation_id)?;
    let destination = new.to_site_id.map(|site| destination(cx, actor, &there, new.kind, site)).transpose()?;
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    way(cx, &row, &there, there.left(), new, destination.as_ref())?;
    let lot = ledger::hold(cx, id)?;
    let left = ledger::left(cx.conn, id, there.site_id)?.unwrap_or_default();
    let (grams, from, to) = way(cx, &lot, &there, left, new, destination.as_ref())?;
    let note = new.note.as_deref().and_then(tidy);
    let shelf = new.shelf.as_deref().and_then(tidy);
    let line = Movement::plain(new.kind.line(), grams, from, to, permit.user_id());
    let row = ledger::book(
        cx,
        &lot,
        &Movement {
            reason: new.reason,
            note: note.as_deref(),
            temperature: new.temperature_decidegrees,
            shelf: shelf.as_deref().filter(|_| new.kind == LotMovementKind::Transfer),
            ..line
        },
    )?;
    if new.kind == LotMovementKind::HandOver
        && let Some(other) = to.organisation()
    {
        records::store::change(cx, &[there.organisation_id, other])?;
    }
    one(cx, actor, &lot, row)
}

/// The site to which food goes: of the same organisation for a transfer, of another one for a hand-over.
fn destination(cx: &mut Cx<'_>, actor: &Actor, from: &BalanceRow, kind: LotMovementKind, id: SiteId) -> Result<Site, Error> {
    let site = sites::store::find(cx, actor, id).map_err(|_| Error::invalid("/to_site_id", "unknown"))?;
    let same = site.organisation.id == from.organisation_id;
    let fits = match kind {
        LotMovementKind::Transfer => same && site.id != from.site_id,
        _ => !same,
    };
    if fits { Ok(site) } else { Err(Refusal::Destination.into()) }
}

/// How much goes from where to where, of what is left there.
fn way(
    cx: &Cx<'_>,
    lot: &LotRow,
    there: &BalanceRow,
    left: Left,
    new: &NewLotMovement,
    destination: Option<&Site>,
) -> Result<(Grams, Account, Account), Error> {
    rules::movable(new.kind, &lot.facts(cx.settings.time_zone), cx.now)?;
    let here = there.account();
    let grams = new.grams.unwrap_or_default();
    let to = match (new.kind, destination) {
        (LotMovementKind::Adjust, _) => return counted(here, left.grams, new.counted_grams.unwrap_or_default()),
        (LotMovementKind::Distribute, _) => Account::Distributed,
        (LotMovementKind::Waste, _) => Account::Waste,
        (LotMovementKind::Transfer | LotMovementKind::HandOver, Some(site)) => {
            if new.kind == LotMovementKind::HandOver {
                rules::temperature(lot.temperature_class, new.temperature_decidegrees)?;
            }
            rules::storable(lot.temperature_class, site.storage, grams)?;
            Account::Site { organisation: site.organisation.id, site: site.id }
        }
        (LotMovementKind::Transfer | LotMovementKind::HandOver, None) => {
            return Err(Error::invalid("/to_site_id", "required"));
        }
    };
    rules::enough(new.kind.line(), grams, left)?;
    Ok((grams, here, to))
}

/// What a stock-take makes of what the books say.
fn counted(here: Account, booked: Grams, counted: Grams) -> Result<(Grams, Account, Account), Error> {
    match counted.minus(booked) {
        Grams(0) => Err(Refusal::Unchanged.into()),
        more if more > Grams::ZERO => Ok((more, Account::Adjustment, here)),
        less => Ok((Grams::ZERO.minus(less), here, Account::Adjustment)),
    }
}

/// Takes a line back, by one with the accounts changed over.
///
/// # Errors
/// 404; 403 unless the caller coordinates the organisation that booked it; 409 when it is taken back already, went to
/// another organisation, or its food is no longer there.
pub fn reverse(cx: &mut Cx<'_>, actor: &Actor, id: StockMovementId, told: &NewReversal) -> Result<StockMovement, Error> {
    let row: Option<MovementRow> = movements::table.find(id).select(MovementRow::as_select()).first(cx.conn).optional()?;
    let row = row.ok_or_else(Error::not_found)?;
    let lot_id = row.lot_id.ok_or_else(Error::not_found)?;
    let permit = permitted(cx, actor, lot_id, &row)?;
    let lot = ledger::hold(cx, lot_id)?;
    let taken_back: i64 = movements::table.filter(movements::reverses_id.eq(id)).count().get_result(cx.conn)?;
    rules::reversible(row.kind, lot.status, taken_back > 0)?;
    let broken = || Error::Internal(format!("line {id} without its accounts"));
    let (from, to) = (row.destination().ok_or_else(broken)?, row.source().ok_or_else(broken)?);
    let note = told.note.as_deref().and_then(tidy);
    let line = Movement::plain(StockMovementKind::Reverse, row.grams, from, to, permit.user_id());
    let line = ledger::book(cx, &lot, &Movement { note: note.as_deref(), reverses: Some(id), ..line })?;
    one(cx, actor, &lot, line)
}

/// Whether the caller may take back a line: whoever sees it, and coordinates the organisation that booked it.
fn permitted(cx: &mut Cx<'_>, actor: &Actor, lot: LotId, row: &MovementRow) -> Result<Permit, Error> {
    let seen = visible(cx.conn, actor, lot)?;
    let sides: Vec<OrganisationId> = [row.from_organisation_id, row.to_organisation_id].into_iter().flatten().collect();
    if !seen.all && !sides.iter().any(|side| actor.belongs_to(*side)) {
        return Err(Error::not_found());
    }
    let owner = sides.first().ok_or_else(Error::not_found)?;
    actor.manage(*owner)
}
