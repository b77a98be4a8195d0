//! Endpoints of stock, one file for each kind of thing.

pub mod levels;
pub mod lots;
pub mod movements;
pub mod recalls;
