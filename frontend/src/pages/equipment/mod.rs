//! Equipment that organisations lend each other: catalogue, one item with its calendar, adding and editing.

mod calendar;
mod catalogue;
mod detail;
mod edit;
pub mod feeds;
pub mod sender;
pub mod words;

pub use catalogue::use_equipment_page;
pub use detail::{ItemPageProps, busy, use_item_page};
pub use edit::{use_add_page, use_edit_page};
