//! "What if?": the round shared out once more with something changed, and nothing of it kept.

mod draft;
mod form;
mod outcome;
mod page;

pub use page::use_simulation_page;
