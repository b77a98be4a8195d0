//! Organisations.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// OrganisationPage.
#[component]
pub fn OrganisationPage() -> Html {
    html! { <PageHeader title={t!("nav.organisation")} /> }
}

/// MembersPage.
#[component]
pub fn MembersPage() -> Html {
    html! { <PageHeader title={t!("nav.organisation")} /> }
}

/// Props of [`WaitingPage`].
#[derive(Properties, PartialEq)]
pub struct WaitingPageProps {
    /// The place in the organisation that is not admitted; none for a person without organisation.
    pub membership: Option<shared::accounts::Membership>,
}

/// WaitingPage.
#[component]
pub fn WaitingPage(_props: &WaitingPageProps) -> Html {
    html! { <PageHeader title={t!("nav.organisation")} /> }
}
