//! Nothing here.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// NotFoundPage.
#[component]
pub fn NotFoundPage() -> Html {
    html! { <PageHeader title={t!("app.name")} /> }
}
