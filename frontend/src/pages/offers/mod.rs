//! Offers: board, publishing, one offer, editing.

mod board;
pub mod card;
mod detail;
mod edit;
pub mod own_sites;
pub mod pins;
mod publish;
pub mod words;

pub use board::use_offers_page;
pub use detail::{OfferPageProps, use_offer_page};
pub use edit::{EditPageProps, use_edit_page};
pub use publish::use_publish_page;
