//! Stock: lots of food with one origin and date, and the append-only ledger of what became of them.
//!
//! A lot is what arrived at once (`lots`). Each change of what lies where is a movement between two accounts (`movements`);
//! a balance is a sum of movements. What is frozen of a lot is a lot of its own (`freezing`). Lots come one by one, several
//! at once, or as the rows of a spreadsheet (`imports`). A recall (`recalls`) follows lots wherever they went, and is closed
//! once everything is accounted for; which of the State's notices ask for one, its export tells (`recall_imports`).

mod freezing;
mod imports;
mod levels;
mod lots;
mod movements;
mod recall_imports;
mod recalls;
mod view;

pub use freezing::{LotLink, NewLotFreezing};
pub use imports::{LotColumn, LotTable, LotTableColumn, LotTablePlace, LotTableQuery, LotTableRow, MAX_TABLE_BYTES};
pub use levels::{
    PickLine, PickList, PickQuery, Stock, StockLine, StockLinePage, StockLineQuery, StockQuery, StockTableQuery, StockTotal,
};
pub use lots::{
    FundingSource, LotBatch, LotPatch, LotReceipt, LotStatus, LotStatusCause, MAX_BATCH, MAX_LOT_GRAMS, NewLot, NewLotStatus,
};
pub use movements::{
    LotMovementKind, NewLotMovement, NewReversal, StockAccount, StockAccountKind, StockMovement, StockMovementKind,
    StockMovementPage, StockMovementQuery, WasteReason,
};
pub use recall_imports::{
    MAX_EXPORT_BYTES, MAX_EXPORT_ROWS, MAX_FINDINGS, MAX_TOLD_ROWS, RecallExport, RecallFinding, RecallRowError,
    RecallRowFault,
};
pub use recalls::{NewRecall, Recall, RecallAcknowledgement, RecallNotice, RecallPage, RecallQuery};
pub use view::{
    Lot, LotDonor, LotOffer, LotPlace, LotStatusLine, LotSummary, LotTrace, OfferDraftQuery, TracePlace, TraceStep,
};
