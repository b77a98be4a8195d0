//! Offers: board, publishing, one offer, editing.

mod board;
pub mod card;
mod edit;
pub mod own_sites;
mod publish;
pub mod words;

pub use board::OffersPage;
pub use edit::EditPage;
pub use publish::PublishPage;

use crate::components::PageHeader;
use crate::i18n::t;
use shared::ids::OfferId;
use yew::prelude::*;

/// Props of [`OfferPage`].
#[derive(Properties, PartialEq)]
pub struct OfferPageProps {
    /// Which.
    pub id: OfferId,
}

/// OfferPage.
#[component]
pub fn OfferPage(_props: &OfferPageProps) -> Html {
    html! { <PageHeader title={t!("nav.offers")} /> }
}
