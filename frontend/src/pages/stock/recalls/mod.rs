//! Recalls: what must not be eaten is found wherever it went, and accounted for to the last kilogram.

mod acknowledge;
mod detail;
mod form;
mod import;
mod list;
mod words;

pub use detail::use_recall_page;
pub use form::{RecallFormProps, use_recall_form};
pub use import::use_recall_import_page;
pub use list::use_recalls_page;
