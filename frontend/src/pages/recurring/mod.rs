//! Surplus that comes back every week: our list, planning one, one with its steps, editing.

mod detail;
mod draft;
mod edit;
mod fields;
mod list;
mod plan;
mod steps;
mod words;

pub use detail::{SurplusPageProps, use_surplus_page};
pub use edit::use_edit_page;
pub use list::use_list_page;
pub use plan::use_plan_page;
