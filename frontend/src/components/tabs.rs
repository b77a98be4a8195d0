//! Views of one thing. Links, not ARIA tabs: each view has its own address.

use crate::routes::Route;
use yew::prelude::*;
use yew_router::prelude::Link;

/// A view.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// Its address.
    pub to: Route,
    /// Its name.
    pub label: AttrValue,
}

/// Links between the views of one thing; `label` says of what.
pub fn tabs(label: AttrValue, tabs: &[Tab], current: &Route) -> Html {
    let tab = |tab: &Tab| {
        let is_current = tab.to == *current;
        html! {
            <li class={classes!("tab", is_current.then_some("tab-current"))}>
                <Link<Route> to={tab.to.clone()}>
                    { &tab.label }
                    if is_current {
                        <span class="visually-hidden">{ crate::i18n::t!("tabs.current") }</span>
                    }
                </Link<Route>>
            </li>
        }
    };
    html! { <nav class="tabs" aria-label={label}><ul>{ for tabs.iter().map(tab) }</ul></nav> }
}
