//! Skills in the database.

mod list;
mod people;
mod read;
mod write;

pub use list::list;
pub use people::{is_member, people};
pub use read::{assemble, find, rows, visible};
pub use write::{create, follow_site, update};
