//! Offers: board, publishing, one offer, editing.

mod board;
pub mod card;
mod detail;
mod edit;
pub mod own_sites;
mod publish;
pub mod words;

pub use board::OffersPage;
pub use detail::OfferPage;
pub use edit::EditPage;
pub use publish::PublishPage;
