//! Sites: a new one, and one that exists.

mod draft;
mod edit;
mod fields;
mod new;

pub use edit::SitePage;
pub use new::NewSitePage;
