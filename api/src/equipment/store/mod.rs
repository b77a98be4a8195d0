//! Equipment in the database.

mod calendar;
mod list;
mod read;
mod write;

pub use calendar::{HOLDING, calendar, close, hold, open, overlap, taken};
pub use list::list;
pub use read::{assemble, find, load, rows, visible};
pub use write::{create, follow_site, retire, update};
