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

/// Props of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What they are views of.
    pub label: AttrValue,
    /// The views.
    pub tabs: Vec<Tab>,
    /// The one that is shown.
    pub current: Route,
}

/// Links between the views of one thing.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let tab = |tab: &Tab| {
        let is_current = tab.to == props.current;
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
    html! { <nav class="tabs" aria-label={props.label.clone()}><ul>{ for props.tabs.iter().map(tab) }</ul></nav> }
}
