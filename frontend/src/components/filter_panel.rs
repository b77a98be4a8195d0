//! Filters above a list: the first always, the others behind a button on a phone.

use super::Icon;
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_filter_panel`].
#[derive(PartialEq)]
pub struct FilterPanelProps {
    /// What is always shown.
    pub top: Html,
    /// The others.
    pub more: Html,
    /// Class of the first row, where it is arranged in its own way.
    pub class: Option<&'static str>,
}

/// The filters of a list.
#[hook]
pub fn use_filter_panel(props: Rc<FilterPanelProps>) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <search class={classes!("board-filters", open.then_some("board-filters-open"))} aria-label={t!("board.filters")}>
            <div class={classes!("board-filters-top", props.class)}>
                { props.top.clone() }
                <button
                    type="button"
                    class="button button-secondary board-filters-button"
                    aria-expanded={if *open { "true" } else { "false" }}
                    aria-controls="filtres"
                    onclick={toggle}
                >
                    { Icon::Sliders }
                    <span>{ t!("board.filters") }</span>
                </button>
            </div>
            <div class="board-filters-more" id="filtres">{ props.more.clone() }</div>
        </search>
    }
}
