//! The ledger: the only place that writes movements of lots, and with each of them the balances that are their sum.
//!
//! Whoever writes about a lot holds its row first ([`hold`]), so that status, dates and quantities are decided one after the
//! other. What leaves a site is taken by one guarded update; a CHECK stands behind it.

use super::reserve;
use crate::db::Conn;
use crate::db::schema::{lot_balances as balances, lots, stock_movements};
use crate::http::{Cx, Error};
use crate::on_backend;
use crate::stock::model::{BalanceRow, LotRow, MovementRow};
use crate::stock::rules::flow::Account;
use crate::stock::rules::{Left, Refusal, spares_reserve};
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, LotId, SiteId, StockMovementId, UserId};
use shared::stock::{LotStatus, StockMovementKind, WasteReason};
use shared::units::Grams;
use uuid::Uuid;

/// A line to be booked.
#[derive(Clone, Copy, Debug)]
pub struct Movement<'m> {
    /// What it is.
    pub kind: StockMovementKind,
    /// How much, above 0.
    pub grams: Grams,
    /// From where.
    pub from: Account,
    /// Where to.
    pub to: Account,
    /// Who books it.
    pub author: UserId,
    /// Why it is thrown away.
    pub reason: Option<WasteReason>,
    /// What there is to say of it.
    pub note: Option<&'m str>,
    /// Temperature of the food.
    pub temperature: Option<DeciCelsius>,
    /// The line that it takes back.
    pub reverses: Option<StockMovementId>,
    /// Where in the store it is put.
    pub shelf: Option<&'m str>,
    /// The claim by which it goes.
    pub claim: Option<ClaimId>,
}

impl Movement<'_> {
    /// A line of which there is nothing more to say.
    #[must_use]
    pub const fn plain(kind: StockMovementKind, grams: Grams, from: Account, to: Account, author: UserId) -> Self {
        Self {
            kind,
            grams,
            from,
            to,
            author,
            reason: None,
            note: None,
            temperature: None,
            reverses: None,
            shelf: None,
            claim: None,
        }
    }
}

/// Holds a lot until the end of the transaction: whoever writes about it comes one after the other, and its version grows.
/// Returns the lot as it is then.
///
/// # Errors
/// 404 when there is none.
pub fn hold(cx: &mut Cx<'_>, id: LotId) -> Result<LotRow, Error> {
    let held = diesel::update(lots::table.find(id))
        .set((lots::version.eq(lots::version + 1), lots::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if held == 1 { load(cx.conn, id) } else { Err(Error::not_found()) }
}

/// One lot, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub fn load(conn: &mut Conn, id: LotId) -> Result<LotRow, Error> {
    let row = lots::table.find(id).select(LotRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// Books a movement of a lot that the caller holds, and brings the balances along.
///
/// # Errors
/// 409 `stock_short` when less is left where it comes from; `reserved_for_round` when enough is left, but promised.
pub fn book(cx: &mut Cx<'_>, lot: &LotRow, movement: &Movement<'_>) -> Result<MovementRow, Error> {
    if movement.grams <= Grams::ZERO || movement.from == movement.to {
        return Err(Error::Internal(format!("a movement of {} g of lot {}", movement.grams.0, lot.id)));
    }
    if let Account::Site { site, .. } = movement.from {
        // A recalled lot moves by answers to its recall alone, and nobody gets what was promised of it. What goes by a claim
        // was promised itself.
        let is_promised = movement.claim.is_some();
        let spares_reserve = spares_reserve(movement.kind) && lot.status != LotStatus::Recalled && !is_promised;
        take(cx, lot, site, movement.grams, spares_reserve)?;
    }
    if let Account::Site { .. } = movement.to {
        put(cx, lot, movement)?;
    }
    let row = line(cx, lot, movement);
    diesel::insert_into(stock_movements::table).values(&row).execute(cx.conn)?;
    Ok(row)
}

fn line(cx: &Cx<'_>, lot: &LotRow, movement: &Movement<'_>) -> MovementRow {
    MovementRow {
        id: StockMovementId(Uuid::now_v7()),
        at: cx.now,
        claim_id: movement.claim,
        category_code: lot.category_code.clone(),
        grams: movement.grams,
        from_kind: movement.from.kind(),
        from_organisation_id: movement.from.organisation(),
        from_site_id: movement.from.site(),
        to_kind: movement.to.kind(),
        to_organisation_id: movement.to.organisation(),
        to_site_id: movement.to.site(),
        author_id: Some(movement.author),
        reason: movement.reason.map(|reason| reason.as_str().to_owned()),
        lot_id: Some(lot.id),
        kind: movement.kind,
        reverses_id: movement.reverses,
        note: movement.note.map(str::to_owned),
        temperature_decidegrees: movement.temperature,
    }
}

/// Takes `grams` off a balance: condition and change are one statement. Whoever does not spare what is promised may leave less
/// than that.
fn take(cx: &mut Cx<'_>, lot: &LotRow, site: SiteId, grams: Grams, spares_reserve: bool) -> Result<(), Error> {
    let there = balances::table.find((lot.id, site));
    let less = (balances::grams.eq(balances::grams - grams.0), balances::updated_at.eq(cx.now));
    let taken = if spares_reserve {
        let enough = there.filter((balances::grams - balances::reserved_grams).ge(grams));
        on_backend!(cx.conn, conn => diesel::update(enough).set(less).execute(conn))?
    } else {
        let enough = there.filter(balances::grams.ge(grams));
        on_backend!(cx.conn, conn => diesel::update(enough).set(less).execute(conn))?
    };
    if taken == 1 {
        return if spares_reserve { Ok(()) } else { reserve::settle(cx, lot.id, site) };
    }
    let left = self::left(cx.conn, lot.id, site)?.unwrap_or_default();
    let is_short = grams > left.grams || !spares_reserve;
    Err(if is_short { Refusal::Short { left: left.grams } } else { Refusal::Reserved { free: left.free() } }.into())
}

/// Puts the movement's food to a balance; a site that has never had any of the lot gets one.
fn put(cx: &mut Cx<'_>, lot: &LotRow, movement: &Movement<'_>) -> Result<(), Error> {
    let Account::Site { organisation, site } = movement.to else { return Ok(()) };
    let there = balances::table.find((lot.id, site));
    let grown = diesel::update(there)
        .set((balances::grams.eq(balances::grams + movement.grams.0), balances::updated_at.eq(cx.now)))
        .execute(cx.conn)?;
    if grown == 1 {
        // What was lost and is found again is kept for whom it was promised.
        reserve::settle(cx, lot.id, site)?;
        return movement.shelf.map_or(Ok(()), |shelf| put_on_shelf(cx, lot.id, site, Some(shelf)));
    }
    let row = BalanceRow {
        lot_id: lot.id,
        site_id: site,
        organisation_id: organisation,
        grams: movement.grams,
        shelf: movement.shelf.map(str::to_owned),
        category_code: lot.category_code.clone(),
        status: lot.status,
        funding_source: lot.funding_source,
        due_on: lot.dates().due_on(),
        received_at: lot.received_at,
        updated_at: cx.now,
        reserved_grams: Grams::ZERO,
    };
    diesel::insert_into(balances::table).values(&row).execute(cx.conn)?;
    Ok(())
}

/// What a site has of a lot; `None` where it has never had any.
///
/// # Errors
/// When the database fails.
pub fn left(conn: &mut Conn, lot: LotId, site: SiteId) -> Result<Option<Left>, Error> {
    let there = balances::table.find((lot, site)).select((balances::grams, balances::reserved_grams));
    let there: Option<(Grams, Grams)> = there.first(conn).optional()?;
    Ok(there.map(|(grams, reserved)| Left { grams, reserved }))
}

/// Says where in the store a site keeps a lot.
///
/// # Errors
/// When the database fails.
pub fn put_on_shelf(cx: &mut Cx<'_>, lot: LotId, site: SiteId, shelf: Option<&str>) -> Result<(), Error> {
    let there = balances::table.find((lot, site));
    diesel::update(there).set((balances::shelf.eq(shelf), balances::updated_at.eq(cx.now))).execute(cx.conn)?;
    Ok(())
}

/// Brings what balances have of a lot along when it changes: its status and its date.
///
/// # Errors
/// When the database fails.
pub fn follow(cx: &mut Cx<'_>, lot: &LotRow) -> Result<(), Error> {
    diesel::update(balances::table.filter(balances::lot_id.eq(lot.id)))
        .set((balances::status.eq(lot.status), balances::due_on.eq(lot.dates().due_on())))
        .execute(cx.conn)?;
    Ok(())
}
