//! Routes: which shops are visited on which days, and in which order.

mod add;
mod change;
mod draft;
mod fields;
mod list;
mod shops;

pub use add::use_new_page;
pub use change::use_edit_page;
pub use list::use_routes_page;
