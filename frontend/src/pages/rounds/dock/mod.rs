//! At the dock: a site fetches what it has of a round, by the kilograms that are weighed.

mod draft;
mod form;
mod line;
mod page;

pub use page::use_dock_page;
