//! No page has this address.

use crate::components::{ButtonLink, Icon, PageHeader, Tone};
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;

/// Says so, and leads back.
#[hook]
pub fn use_not_found_page() -> Html {
    html! {
        <div class="narrow lonely">
            <PageHeader eyebrow={t!("not_found.eyebrow")} title={t!("not_found.title")} lead={t!("not_found.lead")} />
            <ButtonLink to={Route::Landing} tone={Tone::Primary} icon={Icon::Home}>{ t!("not_found.home") }</ButtonLink>
        </div>
    }
}
