//! Queries of offers.

mod quantity;
mod read;
mod write;

pub use quantity::{release, reserve};
pub use read::{assemble, find, load, summaries};
pub use write::{close_due, edit, publish, withdraw};
