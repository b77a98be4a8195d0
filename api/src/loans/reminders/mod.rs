//! Reminders of loans: the day before they begin and end, and when an item is not back.

pub mod rules;
pub mod store;
