//! Sessions: our list, and one with where it stands and what to do next.

mod card;
mod detail;
mod history;
mod list;
mod steps;
mod words;

pub use detail::use_session_page;
pub use list::use_sessions_page;
