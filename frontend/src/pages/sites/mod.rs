//! Sites: a new one, and one that exists.

mod draft;
mod edit;
mod fields;
mod new;

pub use edit::{SitePageProps, use_site_page};
pub use new::use_new_site_page;
