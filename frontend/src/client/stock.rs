//! Stock: lots, the ledger of what became of them, and recalls.

use super::{Call, Failure, upload};
use crate::hooks::Content;
use shared::ids::{LotId, OrganisationId, RecallId, SiteId, StockMovementId};
use shared::offers::{NewBestBeforeCheck, NewOffer};
use shared::paths;
use shared::stock::{
    Lot, LotPatch, LotReceipt, LotTable, LotTrace, NewLot, NewLotFreezing, NewLotMovement, NewLotStatus, NewRecall,
    NewReversal, OfferDraftQuery, PickList, PickQuery, Recall, RecallAcknowledgement, RecallExport, RecallPage, RecallQuery,
    Stock, StockLinePage, StockLineQuery, StockMovementPage, StockMovementQuery, StockQuery, StockTableQuery,
};
use web_sys::Blob;

impl Content for Lot {}

impl Content for LotTrace {}

impl Content for Recall {}

impl Content for Stock {
    fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }
}

impl Content for PickList {
    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl Content for StockLinePage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for StockMovementPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for RecallPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of what an organisation has.
///
/// # Errors
/// `cursor_mismatch`, `invalid`.
pub async fn list(query: StockLineQuery) -> Result<StockLinePage, Failure> {
    Call::get_with(paths::LOTS, &query).fetch().await
}

/// What an organisation has, added up.
///
/// # Errors
/// `not_found` for an organisation of others.
pub async fn totals(organisation: OrganisationId) -> Result<Stock, Failure> {
    Call::get_with(paths::STOCK, &StockQuery { organisation: Some(organisation) }).fetch().await
}

/// What to take first.
///
/// # Errors
/// `not_found`, `invalid`.
pub async fn pick(query: PickQuery) -> Result<PickList, Failure> {
    Call::get_with(paths::STOCK_PICK, &query).fetch().await
}

/// One lot.
///
/// # Errors
/// `not_found`.
pub async fn find(id: LotId) -> Result<Lot, Failure> {
    Call::get(&paths::lot(id)).fetch().await
}

/// Food has arrived; to be sent or kept by [`crate::outbox`]. The same lot with the same key is received once, however often
/// it is sent.
///
/// Refused with `organisation_not_approved`, `forbidden`, `invalid`.
#[must_use]
pub fn receive(new: &NewLot, key: String) -> Call {
    Call::post(paths::LOTS).json(new).once_as(key)
}

/// How a spreadsheet is understood; nothing is received.
///
/// # Errors
/// `too_large`, `no_table`, `too_many_rows`, `forbidden`.
pub async fn look_at_table(site: SiteId, file: Blob) -> Result<LotTable, Failure> {
    upload::send(&format!("{}?site={site}&check=true", paths::LOT_IMPORT), &file, |_| ()).await
}

/// Receives the lots of a spreadsheet, all of them or none. The same file with the same key is received once, however often it
/// is sent.
///
/// # Errors
/// As [`look_at_table`]; `invalid` with what is wrong in which row.
pub async fn receive_table(site: SiteId, file: Blob, key: String) -> Result<LotReceipt, Failure> {
    upload::send_once(&format!("{}?site={site}", paths::LOT_IMPORT), &file, &key).await
}

/// Changes a lot.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn update(id: LotId, version: i64, patch: LotPatch) -> Result<Lot, Failure> {
    Call::patch(&paths::lot(id)).if_match(version).json(&patch).fetch().await
}

/// Says whether a lot may leave.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn decide(id: LotId, version: i64, new: NewLotStatus) -> Result<Lot, Failure> {
    Call::post(&paths::lot_status(id)).if_match(version).json(&new).fetch().await
}

/// Records that somebody has looked at food whose best-before day is over.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn check(id: LotId, told: NewBestBeforeCheck) -> Result<Lot, Failure> {
    Call::post(&paths::check_lot(id)).json(&told).fetch().await
}

/// Books what became of a lot. The same movement with the same key is booked once, however often it is sent.
///
/// # Errors
/// `stock_short`, `lot_status`, `use_by_over`, `best_before_unchecked`, `too_warm`, `cold_chain`, `storage_too_small`,
/// `forbidden`, `invalid`.
pub async fn book(id: LotId, new: NewLotMovement, key: String) -> Result<(), Failure> {
    Call::post(&paths::lot_movements(id)).json(&new).once_as(key).done().await
}

/// Freezes some of a lot: what it is from then on. The same freezing with the same key is booked once, however often it is sent.
///
/// # Errors
/// `already_frozen`, `lot_status`, `use_by_over`, `best_before_unchecked`, `too_warm`, `cold_chain`, `storage_too_small`,
/// `stock_short`, `reserved_for_round`, `forbidden`, `invalid`.
pub async fn freeze(id: LotId, new: NewLotFreezing, key: String) -> Result<Lot, Failure> {
    Call::post(&paths::freeze_lot(id)).json(&new).once_as(key).fetch().await
}

/// What an organisation has as a table: comma-separated values or a workbook, whichever is at this path.
///
/// # Errors
/// `invalid`.
pub async fn table(path: &'static str, query: StockTableQuery) -> Result<Blob, Failure> {
    Call::get_with(path, &query).file().await
}

/// A further page of a lot's movements; the first comes with the lot.
///
/// # Errors
/// `not_found`, `cursor_mismatch`.
pub async fn movements(id: LotId, cursor: String) -> Result<StockMovementPage, Failure> {
    Call::get_with(&paths::lot_movements(id), &StockMovementQuery { limit: None, cursor: Some(cursor) }).fetch().await
}

/// Takes a movement back.
///
/// # Errors
/// `already_reversed`, `not_reversible`, `lot_status`, `stock_short` when what it brought is gone, `forbidden`.
pub async fn reverse(id: StockMovementId, new: NewReversal) -> Result<(), Failure> {
    Call::post(&paths::reverse_stock_movement(id)).json(&new).once().done().await
}

/// Where a lot went.
///
/// # Errors
/// `not_found`.
pub async fn trace(id: LotId) -> Result<LotTrace, Failure> {
    Call::get(&paths::lot_trace(id)).fetch().await
}

/// An offer of what a site has of a lot, to be completed.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn offer_draft(id: LotId, site: SiteId) -> Result<NewOffer, Failure> {
    Call::get_with(&paths::lot_offer_draft(id), &OfferDraftQuery { site: Some(site) }).fetch().await
}

/// A page of recalls, the latest first.
///
/// # Errors
/// `cursor_mismatch`.
pub async fn recalls(cursor: Option<String>) -> Result<RecallPage, Failure> {
    Call::get_with(paths::RECALLS, &RecallQuery { cursor, ..RecallQuery::default() }).fetch().await
}

/// One recall.
///
/// # Errors
/// `not_found`.
pub async fn find_recall(id: RecallId) -> Result<Recall, Failure> {
    Call::get(&paths::recall(id)).fetch().await
}

/// Recalls a lot or a product wherever it is. The same recall with the same key is made once.
///
/// # Errors
/// `forbidden`, `not_found`, `invalid`.
pub async fn recall(new: NewRecall, key: String) -> Result<Recall, Failure> {
    Call::post(paths::RECALLS).json(&new).once_as(key).fetch().await
}

/// Which of the State's notices are about lots of the network; nothing is recalled. `progress` hears percents of what is sent.
///
/// # Errors
/// `too_large`, `no_table`, `too_many_rows`, `forbidden`, `invalid` where it is another table.
pub async fn compare_notices(file: Blob, progress: impl Fn(u8) + 'static) -> Result<RecallExport, Failure> {
    upload::send(paths::RECALL_IMPORT, &file, progress).await
}

/// Says what a site has done with recalled food. The same answer with the same key is booked once, however often it is sent.
///
/// # Errors
/// `stock_short`, `recall_closed`, `forbidden`, `invalid`.
pub async fn acknowledge(id: RecallId, told: RecallAcknowledgement, key: String) -> Result<Recall, Failure> {
    Call::post(&paths::acknowledge_recall(id)).json(&told).once_as(key).fetch().await
}
