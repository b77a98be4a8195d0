//! Landing.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// LandingPage.
#[component]
pub fn LandingPage() -> Html {
    html! { <PageHeader title={t!("app.name")} /> }
}
