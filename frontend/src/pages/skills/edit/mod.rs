//! Adding a skill, and changing one.

mod add;
mod change;
mod draft;
mod fields;

pub use add::use_add_page;
pub use change::use_edit_page;
