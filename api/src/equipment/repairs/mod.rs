//! Repairs: what is broken on an item, whether it can still be lent, and what was done about it.

pub mod handlers;
pub mod store;
