//! What offers and claims ask of the lots that they are of: what is offered is kept, and what is fetched goes by the ledger,
//! so that a recall follows it.
//!
//! The food is the lot's: its status and its dates decide whether it may be claimed and fetched, whatever its offer says.

use super::ledger::{self, Movement};
use super::reserve;
use crate::db::Conn;
use crate::db::schema::offers;
use crate::http::{Cx, Error};
use crate::offers::OfferRow;
use crate::stock::model::LotRow;
use crate::stock::rules::giving::{Said, differing};
use crate::stock::rules::{self, Refusal};
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, LotId, OfferId, SiteId, UserId};
use shared::national::dates::Food;
use shared::offers::{NewOffer, OfferStatus};
use shared::problem::{FieldError, Problem};
use shared::products::gtin14;
use shared::stock::{LotMovementKind, LotOffer, StockMovementKind};
use shared::units::Grams;

pub use super::ledger::hold;
pub use super::reserve::settle;
pub use crate::stock::model::LotRow as Lot;
pub use crate::stock::rules::flow::Account;

/// Holds the lot of a new offer and keeps of it what is offered. The site is the caller's own.
///
/// # Errors
/// 422 where the site has never had any of it, and where the offer says something else than the lot; 409 `lot_status`, what
/// the lot's date forbids, `stock_short`, or `reserved_for_round` when enough is there, but promised.
pub fn offered(cx: &mut Cx<'_>, id: LotId, new: &NewOffer) -> Result<LotRow, Error> {
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    if ledger::left(cx.conn, id, new.site_id)?.is_none() {
        return Err(Error::invalid("/lot_id", "unknown"));
    }
    let lot = ledger::hold(cx, id)?;
    let gtin = new.gtin.as_deref().and_then(gtin14);
    let said = Said {
        category: &new.category,
        class: new.temperature_class,
        use_by: new.use_by,
        best_before: new.best_before,
        frozen_on: new.frozen_on,
        gtin: gtin.as_deref(),
    };
    agree(&said, &printed(&lot))?;
    if new.best_before_check.is_some() {
        // It is the lot that is checked: for all its offers, and for whoever has some of it.
        return Err(Error::invalid("/best_before_check", "checked_on_lot"));
    }
    keep(cx, &lot, new.site_id, new.total_grams)?;
    Ok(lot)
}

/// Refuses an edited offer that says something else than its lot.
///
/// # Errors
/// 422 at each such field.
pub fn still_agrees(offer: &OfferRow, lot: &LotRow) -> Result<(), Error> {
    let said = Said {
        category: &offer.category_code,
        class: offer.temperature_class,
        use_by: offer.use_by,
        best_before: offer.best_before,
        frozen_on: offer.frozen_on,
        gtin: offer.gtin.as_deref(),
    };
    agree(&said, &known(lot))
}

fn agree(said: &Said<'_>, lot: &Said<'_>) -> Result<(), Error> {
    let errors: Vec<FieldError> =
        differing(said, lot).into_iter().map(|pointer| FieldError::new(pointer, "differs_from_lot")).collect();
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors).into()) }
}

/// What the lot knows of itself, with the dates that count.
fn known(lot: &LotRow) -> Said<'_> {
    Said {
        category: &lot.category_code,
        class: lot.temperature_class,
        use_by: lot.use_by,
        best_before: lot.best_before,
        frozen_on: lot.frozen_on,
        gtin: lot.gtin.as_deref(),
    }
}

/// The same with the dates that are printed on it: what is said of food that was frozen.
fn printed(lot: &LotRow) -> Said<'_> {
    if lot.frozen_on.is_none() {
        return known(lot);
    }
    Said { use_by: lot.printed_use_by, best_before: lot.printed_best_before, ..known(lot) }
}

/// Keeps more of a lot that the caller holds, for an offer that the caller writes in the same transaction.
///
/// # Errors
/// 409 `lot_status`, what the lot's date forbids, `stock_short`, or `reserved_for_round`.
pub fn keep(cx: &mut Cx<'_>, lot: &LotRow, site: SiteId, grams: Grams) -> Result<(), Error> {
    rules::movable(LotMovementKind::HandOver, &lot.facts(cx.settings.time_zone), cx.now)?;
    if reserve::keep(cx, lot.id, site, grams)? {
        return Ok(());
    }
    let left = ledger::left(cx.conn, lot.id, site)?.unwrap_or_default();
    let is_short = grams > left.grams;
    Err(if is_short { Refusal::Short { left: left.grams } } else { Refusal::Reserved { free: left.free() } }.into())
}

/// What counts of a lot's food when it is to change hands.
///
/// # Errors
/// 409 `lot_status` when it may not leave.
pub fn food(cx: &mut Cx<'_>, id: LotId) -> Result<Food, Error> {
    let lot = ledger::load(cx.conn, id)?;
    if lot.status.may_leave() { Ok(lot.food(cx.settings.time_zone)) } else { Err(Refusal::Status(lot.status).into()) }
}

/// Food of a lot, which the caller holds, that goes by a claim.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// The lot.
    pub lot: LotId,
    /// The claim.
    pub claim: ClaimId,
    /// The site that it leaves.
    pub from: Account,
    /// How much.
    pub grams: Grams,
    /// Who says so.
    pub author: UserId,
}

/// The food of a claim went to the taker's site. The caller has saved that it waits no more.
///
/// # Errors
/// 409 `lot_status`, what the lot's date forbids, or `stock_short` when less is left there than was promised.
pub fn handed_over(cx: &mut Cx<'_>, given: &Given, to: Account, temperature: Option<DeciCelsius>) -> Result<(), Error> {
    let lot = ledger::load(cx.conn, given.lot)?;
    rules::movable(LotMovementKind::HandOver, &lot.facts(cx.settings.time_zone), cx.now)?;
    let line = Movement::plain(StockMovementKind::HandOver, given.grams, given.from, to, given.author);
    ledger::book(cx, &lot, &Movement { temperature, claim: Some(given.claim), ..line })?;
    Ok(())
}

/// Part of a claim's food was lost on the way to the site that has it in its books. Of what is recalled, too: its answer is
/// for what is there.
///
/// # Errors
/// 422 when the site has less than that: what was given out there was not lost before, so one of the two is noted wrongly.
pub fn lost(cx: &mut Cx<'_>, given: &Given, why: Option<&str>) -> Result<(), Error> {
    let lot = ledger::load(cx.conn, given.lot)?;
    let left = match given.from.site() {
        Some(site) => ledger::left(cx.conn, lot.id, site)?.unwrap_or_default().grams,
        None => Grams::ZERO,
    };
    if given.grams > left {
        return Err(Error::invalid("/received_grams", "given_out_already"));
    }
    let line = Movement::plain(StockMovementKind::Loss, given.grams, given.from, Account::Loss, given.author);
    ledger::book(cx, &lot, &Movement { note: why, claim: Some(given.claim), ..line })?;
    Ok(())
}

/// What is offered of a lot at these sites, the first offer first.
///
/// # Errors
/// When the database fails.
pub(super) fn on_board(conn: &mut Conn, lot: LotId, places: &[SiteId]) -> Result<Vec<LotOffer>, Error> {
    let open = offers::table.filter(offers::lot_id.eq(lot)).filter(offers::status.eq(OfferStatus::Open));
    let open: Vec<(OfferId, SiteId, String, Grams, Grams)> = open
        .order(offers::id)
        .select((offers::id, offers::site_id, offers::title, offers::total_grams, offers::left_grams))
        .load(conn)?;
    let shown = open.into_iter().filter(|(_, site, ..)| places.contains(site));
    let shown =
        shown.map(|(id, site_id, title, total_grams, left_grams)| LotOffer { id, site_id, title, total_grams, left_grams });
    Ok(shown.collect())
}
