//! The words that lots are searched by; the list follows while one types.

use super::address::{Steering, StockAddress};
use crate::components::Icon;
use crate::hooks::use_words;
use crate::i18n::t;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Asks for words.
#[hook]
pub fn use_search_field(steering: Rc<Steering>) -> Html {
    let Steering { address, refine, .. } = &*steering;
    let follow = {
        let address = address.clone();
        refine.reform(move |text| StockAddress { text, ..address.clone() })
    };
    let (value, change) = use_words(address.text.clone(), follow);
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="board-search">
            <span class="combobox-icon">{ Icon::Search }</span>
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                aria-label={t!("stock.search")}
                placeholder={t!("stock.search_example")}
                {value}
                {oninput}
            />
        </div>
    }
}
