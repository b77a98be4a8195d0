//! Endpoints of stock, one file for each kind of thing.

pub mod freezing;
pub mod imports;
pub mod levels;
pub mod lots;
pub mod movements;
pub mod recall_imports;
pub mod recalls;
pub mod tables;
