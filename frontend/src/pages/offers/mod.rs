//! Offers: board, publishing, one offer, editing.

pub mod board;
pub mod card;
pub mod check;
mod copy;
mod detail;
mod edit;
pub mod freezing;
pub mod own_sites;
pub mod photos;
pub mod pins;
pub mod product;
mod publish;
pub mod words;

pub use board::use_offers_page;
pub use copy::{CopyPageProps, use_copy_page};
pub use detail::{OfferPageProps, freezing_moment, moments, use_offer_page};
pub use edit::{EditPageProps, use_edit_page};
pub use publish::{
    ForNeed, Given, OfferDraft, WindowDraft, begun_draft, date_kind, date_kind_of, how_much, remarks, site_choice,
    take_up_draft, temperature, temperature_of, use_publish_page,
};
