//! Queries of offers.

mod copy;
mod dates;
mod of_lot;
mod quantity;
mod read;
mod suspension;
mod write;

pub use copy::copy;
pub use dates::{check, check_hand_over, freeze, freeze_claimed, freezing_of_claim};
pub use of_lot::{follow, hold_lot, hold_lots, recall, settle_lot};
pub use quantity::{release, reserve};
pub use read::{assemble, find, load, rows, summaries, windows};
pub use suspension::withdraw_all;
pub use write::{close_due, edit, publish, withdraw};
