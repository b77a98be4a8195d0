//! Needs of equipment in the database.

mod list;
mod met;
mod read;
mod write;

pub use list::list;
pub use met::{confirm, is_for, loan_agreed, loan_ended};
pub use read::{assemble, find, rows, visible};
pub use write::{edit, follow_site, publish, withdraw};
