//! A new tour, and changes to one that is planned.

mod add;
mod change;
mod draft;
mod fields;
mod more;

pub use add::use_new_page;
pub use change::use_edit_page;
