//! The words that lots are searched by; the list follows while one types.

use super::address::{Steering, StockAddress};
use crate::browser;
use crate::components::Icon;
use crate::hooks::optional;
use crate::i18n::t;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How long the typist must pause before the list follows, ms.
const PAUSE: i32 = 300;

/// Asks for words.
#[hook]
pub fn use_search_field(steering: Rc<Steering>) -> Html {
    let Steering { address, refine, .. } = &*steering;
    let typed = use_state(|| address.text.clone().unwrap_or_default());
    let turn = use_mut_ref(|| 0_u32);
    {
        // The words were taken away elsewhere: by a chip, or by "back".
        let typed = typed.clone();
        use_effect_with(address.text.clone(), move |text| {
            if optional(&typed) != *text {
                typed.set(text.clone().unwrap_or_default());
            }
        });
    }
    let oninput = {
        let (typed, refine, address) = (typed.clone(), refine.clone(), address.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            typed.set(text.clone());
            let this_turn = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = this_turn;
            let (turn, refine, address) = (turn.clone(), refine.clone(), address.clone());
            browser::after(PAUSE, move || {
                if *turn.borrow() == this_turn {
                    refine.emit(StockAddress { text: optional(&text), ..address });
                }
            });
        })
    };
    html! {
        <div class="board-search">
            <span class="combobox-icon">{ Icon::Search }</span>
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                aria-label={t!("stock.search")}
                placeholder={t!("stock.search_example")}
                value={(*typed).clone()}
                {oninput}
            />
        </div>
    }
}
