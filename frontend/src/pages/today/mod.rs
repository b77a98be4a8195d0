//! What should I do now?

use crate::components::PageHeader;
use crate::i18n::t;
use yew::prelude::*;

/// TodayPage.
#[component]
pub fn TodayPage() -> Html {
    html! { <PageHeader title={t!("nav.today")} /> }
}
