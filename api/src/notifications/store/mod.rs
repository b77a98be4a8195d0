//! Notifications in the database.

mod matches;
mod read;
mod watch;
mod write;

pub use matches::{Due, Found, due, find, forget_old, matches_changed, tell};
pub use read::{list, unread};
pub use watch::{Watched, fresh, of_ids, since, still_there};
pub use write::{read, read_all, take_from, tell_people};
