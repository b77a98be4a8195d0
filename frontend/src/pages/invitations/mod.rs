//! Invitations, for the invited person.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// Props of [`InvitationPage`].
#[derive(Properties, PartialEq)]
pub struct InvitationPageProps {
    /// The secret of the link.
    pub token: String,
}

/// InvitationPage.
#[component]
pub fn InvitationPage(_props: &InvitationPageProps) -> Html {
    html! { <PageHeader title={t!("nav.register")} /> }
}
