//! The top of every page.

use super::Icon;
use crate::browser;
use crate::i18n::t;
use crate::routes::Route;
use std::cell::Cell;
use web_sys::Element;
use yew::prelude::*;
use yew_router::prelude::Link;

thread_local! {
    /// The first page keeps the focus where the browser put it.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Names the tab, shows the top of the page and moves the keyboard's focus to its `<h1>`, to which the answer belongs;
/// for pages that draw their own top.
#[hook]
pub fn use_arrival(title: AttrValue) -> NodeRef {
    let heading = use_node_ref();
    use_effect_with(title, |title| browser::set_title(title));
    {
        let heading = heading.clone();
        use_effect_with((), move |()| {
            if ARRIVED.replace(true) {
                browser::scroll_to_top();
                if let Some(heading) = heading.cast::<Element>() {
                    browser::focus_quietly(&heading);
                }
            }
        });
    }
    heading
}

/// Props of [`PageHeader`].
#[derive(Properties, PartialEq)]
pub struct PageHeaderProps {
    /// The page's name: `<h1>` and title of the tab.
    pub title: AttrValue,
    /// One sentence below it.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// A small line above it.
    #[prop_or_default]
    pub eyebrow: Option<AttrValue>,
    /// The page above this one.
    #[prop_or_default]
    pub back: Option<Route>,
    /// Words of the link to the page above.
    #[prop_or_default]
    pub back_label: Option<AttrValue>,
    /// Actions beside the name.
    #[prop_or_default]
    pub children: Html,
}

/// The top of a page: name, sentence, way back, actions. Names the tab and takes the keyboard's focus, so that a screen
/// reader hears where it is.
#[component]
pub fn PageHeader(props: &PageHeaderProps) -> Html {
    let heading = use_arrival(t!("app.tab", page = props.title.clone()));
    html! {
        <header class="page-header">
            if let Some(back) = &props.back {
                <Link<Route> to={back.clone()} classes="back-link">
                    { Icon::ArrowLeft }
                    { props.back_label.clone().unwrap_or_else(|| t!("page.back")) }
                </Link<Route>>
            }
            <div class="page-header-row">
                <div class="page-header-words">
                    if let Some(eyebrow) = &props.eyebrow {
                        <p class="eyebrow">{ eyebrow }</p>
                    }
                    <h1 ref={heading} tabindex="-1">{ &props.title }</h1>
                    if let Some(lead) = &props.lead {
                        <p class="lead">{ lead }</p>
                    }
                </div>
                <div class="cluster page-header-actions">{ props.children.clone() }</div>
            </div>
        </header>
    }
}
