//! What the person was told of.

mod card;
mod list;

pub use list::use_notifications_page;
