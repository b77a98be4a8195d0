//! Offers: board, publishing, one offer, editing.

mod board;
pub mod card;
pub mod own_sites;
pub mod words;

pub use board::OffersPage;

use crate::components::PageHeader;
use crate::i18n::t;
use shared::ids::OfferId;
use yew::prelude::*;

/// PublishPage.
#[component]
pub fn PublishPage() -> Html {
    html! { <PageHeader title={t!("nav.publish")} /> }
}

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

/// Props of [`EditPage`].
#[derive(Properties, PartialEq)]
pub struct EditPageProps {
    /// Which.
    pub id: OfferId,
}

/// EditPage.
#[component]
pub fn EditPage(_props: &EditPageProps) -> Html {
    html! { <PageHeader title={t!("nav.offers")} /> }
}
