//! Calendars for other programs: loans and closures as iCalendar, behind secret links that coordinators make and take away.

pub mod handlers;
mod rules;
pub mod store;
