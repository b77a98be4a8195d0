//! The words that offers are searched by; the list follows while one types.

use super::address::{BoardAddress, Steering};
use crate::components::Icon;
use crate::hooks::use_words;
use crate::i18n::t;
use crate::routes::Route;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`use_search_field`].
#[derive(PartialEq)]
pub struct SearchFieldProps {
    /// The filters, and how to change them.
    pub steering: Steering,
}

/// Asks for words.
#[hook]
pub fn use_search_field(props: Rc<SearchFieldProps>) -> Html {
    let Steering { board, address, refine, .. } = &props.steering;
    let follow = {
        let address = address.clone();
        refine.reform(move |text| BoardAddress { text, ..address.clone() })
    };
    let (value, change) = use_words(address.text.clone(), follow);
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let (label, example) = if board == &Route::Needs {
        (t!("needs.search"), t!("needs.search_example"))
    } else {
        (t!("board.search"), t!("board.search_example"))
    };
    html! {
        <div class="board-search">
            <span class="combobox-icon">{ Icon::Search }</span>
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                aria-label={label}
                placeholder={example}
                {value}
                {oninput}
            />
        </div>
    }
}
