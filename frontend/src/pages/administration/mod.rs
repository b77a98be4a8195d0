//! The administrator.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// AdministrationPage.
#[component]
pub fn AdministrationPage() -> Html {
    html! { <PageHeader title={t!("nav.administration")} /> }
}
