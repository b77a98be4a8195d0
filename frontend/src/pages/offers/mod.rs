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
pub use detail::{use_offer_page, OfferPageProps};
pub use edit::{use_edit_page, EditPageProps};
pub use publish::use_publish_page;
