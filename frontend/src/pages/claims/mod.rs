//! Claims: list, one claim.

use crate::components::PageHeader;
use crate::i18n::t;
use shared::ids::ClaimId;
use yew::prelude::*;

/// ClaimsPage.
#[component]
pub fn ClaimsPage() -> Html {
    html! { <PageHeader title={t!("nav.claims")} /> }
}

/// Props of [`ClaimPage`].
#[derive(Properties, PartialEq)]
pub struct ClaimPageProps {
    /// Which.
    pub id: ClaimId,
}

/// ClaimPage.
#[component]
pub fn ClaimPage(_props: &ClaimPageProps) -> Html {
    html! { <PageHeader title={t!("nav.claims")} /> }
}
