//! Queries of recurring surplus.

mod due;
mod read;
mod write;

pub use due::{due, publish_next};
pub use read::{find, list};
pub use write::{create, edit, end, pause, resume, skip};
