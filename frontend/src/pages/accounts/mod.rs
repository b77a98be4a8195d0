//! People.

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// LoginPage.
#[component]
pub fn LoginPage() -> Html {
    html! { <PageHeader title={t!("nav.login")} /> }
}

/// RegistrationPage.
#[component]
pub fn RegistrationPage() -> Html {
    html! { <PageHeader title={t!("nav.register")} /> }
}

/// AccountPage.
#[component]
pub fn AccountPage() -> Html {
    html! { <PageHeader title={t!("nav.account")} /> }
}
