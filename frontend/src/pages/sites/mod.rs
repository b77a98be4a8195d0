//! Sites.

use crate::components::PageHeader;
use crate::i18n::t;
use shared::ids::SiteId;
use yew::prelude::*;

/// NewSitePage.
#[component]
pub fn NewSitePage() -> Html {
    html! { <PageHeader title={t!("nav.organisation")} /> }
}

/// Props of [`SitePage`].
#[derive(Properties, PartialEq)]
pub struct SitePageProps {
    /// Which.
    pub id: SiteId,
}

/// SitePage.
#[component]
pub fn SitePage(_props: &SitePageProps) -> Html {
    html! { <PageHeader title={t!("nav.organisation")} /> }
}
