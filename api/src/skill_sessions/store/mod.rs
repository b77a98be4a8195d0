//! Sessions and their hours in the database.

mod create;
mod hours;
mod people;
mod read;
mod steps;
mod talk;
mod time;

pub use create::create;
pub use hours::list as hours;
pub use read::{find, list};
pub use steps::{agree, cancel, confirm, decline, reverse};
pub use talk::{sides, subjects};
pub use time::{lapse_due, remind_due};
