//! Equipment in the database.

mod calendar;
mod list;
mod read;
mod write;

pub use calendar::{calendar, close, hold, open, overlap};
pub use list::list;
pub use read::{find, load, rows, visible};
pub use write::{create, follow_site, retire, update};
