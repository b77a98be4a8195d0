//! Queries of needs.

mod balance;
mod read;
pub mod text;
mod time;
mod words;
mod write;

pub use balance::{Link, arrive, promise, release};
pub(super) use read::rows_of;
pub use read::{assemble, find, load, occurrences, summaries};
pub use time::{advance_due, current};
pub use words::index_all;
pub use write::{edit, publish, withdraw};
