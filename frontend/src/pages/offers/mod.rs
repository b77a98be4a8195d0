//! Offers: board, publishing, one offer, editing.

pub mod board;
pub mod card;
mod check;
mod detail;
mod edit;
pub mod own_sites;
pub mod pins;
pub mod product;
mod publish;
pub mod words;

pub use board::use_offers_page;
pub use detail::{OfferPageProps, moments, use_offer_page};
pub use edit::{EditPageProps, use_edit_page};
pub use publish::{ForNeed, take_up_draft, use_publish_page};
