//! Publishing a need, and changing one.

mod change;
mod draft;
mod fields;
mod publish;

pub use change::use_edit_page;
pub use publish::use_publish_page;
