//! Queries of claims.

mod create;
mod freeze;
mod ledger;
mod read;
mod steps;
mod talk;
mod time;

pub use create::{create, propose};
pub use freeze::freeze;
pub use ledger::figures;
pub(super) use read::row;
pub use read::{Waiting, find, list, waiting};
pub use steps::{accept, cancel, collect, decline, ready, receive};
pub use talk::{sides, subjects};
pub use time::{decline_proposals, decline_waiting, lapse_due, reschedule};
