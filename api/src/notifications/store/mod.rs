//! Notifications in the database.

mod letters;
mod matches;
mod preferences;
mod read;
mod watch;
mod write;

pub use letters::{mail, send_due};
pub use matches::{Due, Found, due, find, forget_old, matches_changed, tell};
pub use preferences::{find_mails, preferences, replace, stop_mails};
pub use read::{list, unread};
pub use watch::{Watched, fresh, of_ids, since, still_there};
pub use write::{read, read_all, take_from, tell_people};
