//! "Our share, and why": what a site gets of a round, why not more, what would change it, and its answer to each line.

mod changes;
#[cfg(test)]
pub mod fixtures;
mod line;
mod lines;
mod note;
mod other;
mod page;
mod position;
mod round;
mod sender;
mod today;
mod wishes;
mod words;

pub use line::is_due;
pub use note::note;
pub use page::use_share_page;
pub use round::{RoundProps, takes_requests, use_round_page};
pub use today::use_today_entry;
