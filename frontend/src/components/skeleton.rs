//! The shape of what is on its way.

use crate::i18n::t;
use yew::prelude::*;

/// Grey boxes where data will be, as many as `lines`; screen readers hear "loading".
pub fn skeleton(lines: usize) -> Html {
    // Its key keeps Yew from turning it into a part of what comes in its place: that would count as a jump of the page.
    html! {
        <div key="skeleton" class="skeleton" role="status">
            <span class="visually-hidden">{ t!("loading") }</span>
            { for (0..lines).map(|_| html! { <div class="skeleton-line" aria-hidden="true"></div> }) }
        </div>
    }
}
