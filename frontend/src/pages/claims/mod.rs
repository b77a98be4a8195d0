//! Claims: list, one claim, and the steps on them that other pages offer too.

pub mod card;
mod detail;
mod list;
mod steps;
pub mod words;

pub use detail::{ClaimPageProps, use_claim_page};
pub use list::use_claims_page;
