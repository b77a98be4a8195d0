//! Addresses of lots, of the ledger and of recalls.

use crate::ids::{LotId, RecallId, StockMovementId};

/// Path of the lots.
pub const LOTS: &str = "/api/v1/lots";
/// Path of lots that arrive together.
pub const LOT_BATCH: &str = "/api/v1/lots/batch";
/// Path of lots that come in a spreadsheet.
pub const LOT_IMPORT: &str = "/api/v1/lots/import";
/// Path of the spreadsheet to begin with.
pub const LOT_IMPORT_TEMPLATE: &str = "/api/v1/lots/import_template";
/// Path of what an organisation has as a table, CSV.
pub const LOT_CSV: &str = "/api/v1/lots/table.csv";
/// Path of what an organisation has as a workbook, XLSX.
pub const LOT_XLSX: &str = "/api/v1/lots/table.xlsx";
/// Path of what an organisation has, by category and site.
pub const STOCK: &str = "/api/v1/stock";
/// Path of what to take first.
pub const STOCK_PICK: &str = "/api/v1/stock/pick";
/// Path of the ledger's lines.
pub const STOCK_MOVEMENTS: &str = "/api/v1/stock_movements";
/// Path of the recalls.
pub const RECALLS: &str = "/api/v1/recalls";
/// Path of the State's notices, compared with the lots of the network.
pub const RECALL_IMPORT: &str = "/api/v1/recalls/import";

/// One lot.
#[must_use]
pub fn lot(id: LotId) -> String {
    format!("{LOTS}/{id}")
}

/// The status of a lot, for a new one.
#[must_use]
pub fn lot_status(id: LotId) -> String {
    format!("{LOTS}/{id}/status")
}

/// A check of a lot after its best-before day.
#[must_use]
pub fn check_lot(id: LotId) -> String {
    format!("{LOTS}/{id}/check")
}

/// The movements of a lot.
#[must_use]
pub fn lot_movements(id: LotId) -> String {
    format!("{LOTS}/{id}/movements")
}

/// The freezing of what is in stock of a lot.
#[must_use]
pub fn freeze_lot(id: LotId) -> String {
    format!("{LOTS}/{id}/freeze")
}

/// Where a lot went.
#[must_use]
pub fn lot_trace(id: LotId) -> String {
    format!("{LOTS}/{id}/trace")
}

/// An offer of what is left of a lot, to be completed.
#[must_use]
pub fn lot_offer_draft(id: LotId) -> String {
    format!("{LOTS}/{id}/offer_draft")
}

/// The reversal of a movement.
#[must_use]
pub fn reverse_stock_movement(id: StockMovementId) -> String {
    format!("{STOCK_MOVEMENTS}/{id}/reverse")
}

/// One recall.
#[must_use]
pub fn recall(id: RecallId) -> String {
    format!("{RECALLS}/{id}")
}

/// What a site has done with recalled food.
#[must_use]
pub fn acknowledge_recall(id: RecallId) -> String {
    format!("{RECALLS}/{id}/acknowledge")
}
