//! What a site asks for: in every round, on its own page, and in one round in the place of that.

mod adding;
mod asked;
mod page;
mod sheet;
mod standing;
mod standing_draft;

pub use page::use_request_page;
pub use standing::{StandingCardProps, use_standing_card};
