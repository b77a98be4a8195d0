//! Notifications in the database.

mod fitting;
mod letters;
mod matches;
mod preferences;
mod read;
mod watch;
mod write;

pub use fitting::{Found, find};
pub use letters::{mail, send_due};
pub use matches::{Due, due, forget_old, matches_changed, note_told, tell};
pub use preferences::{find_mails, preferences, replace, stop_mails};
pub use read::{list, unread};
pub use watch::{Watched, fresh, of_ids, since, still_there};
pub use write::{read, read_all, take_from, tell_beside_mail, tell_people};
