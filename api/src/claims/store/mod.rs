//! Queries of claims.

mod carrying;
mod collecting;
mod create;
mod freeze;
mod ledger;
mod read;
mod steps;
mod talk;
mod time;

pub use carrying::{Carriage, carriages, check_collection, collect_checked, hold_waiting, to_fetch};
pub use collecting::collect;
pub use create::{check, code, create, grant, propose};
pub use freeze::freeze;
pub use ledger::figures;
pub(super) use read::row;
pub use read::{Waiting, find, list, waiting};
pub use steps::{accept, cancel, decline, ready, receive};
pub use talk::{sides, subjects};
pub use time::{cancel_recalled, decline_proposals, decline_waiting, lapse_due, reschedule};
