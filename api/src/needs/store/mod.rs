//! Queries of needs.

mod balance;
mod read;
mod stems;
mod time;
mod write;

pub use balance::{Link, arrive, promise, release};
pub(super) use read::{assemble, rows_of};
pub use read::{author, find, load, occurrences, summaries};
pub use stems::condition as has_stem;
pub use time::{advance_due, current};
pub use write::{edit, publish, withdraw};
