//! Queries of offers.

mod dates;
mod quantity;
mod read;
mod write;

pub use dates::{check, check_hand_over, freeze, freeze_claimed, freezing_of_claim};
pub use quantity::{release, reserve};
pub use read::{assemble, find, load, summaries};
pub use write::{close_due, edit, publish, withdraw};
