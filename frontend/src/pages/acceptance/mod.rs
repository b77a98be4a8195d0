//! What a site takes: declared on the site's page, and said as a warning before a claim.

mod card;
mod draft;
mod warning;

pub use card::{AcceptanceCardProps, use_acceptance_card};
pub use warning::{WarningProps, use_warning_of_criteria};
