//! Loans in the database.

mod create;
mod read;
mod steps;
mod talk;
mod time;

pub use create::create;
pub use read::{due, find, list, load};
pub use steps::{accept, cancel, decline, hand_out, take_back};
pub use talk::{sides, subjects};
pub use time::lapse_due;
