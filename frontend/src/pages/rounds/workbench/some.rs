//! A long list in parts: some of it at first, more of it with each tap.

use crate::components::Button;
use crate::i18n::t;
use yew::prelude::*;

/// How many of all are drawn, so many more each time, and the button for more; nothing in its place where all are drawn.
#[hook]
pub fn use_some(step: usize, all: usize) -> (usize, Html) {
    let most = use_state(|| step);
    let onclick = {
        let most = most.clone();
        Callback::from(move |()| most.set(*most + step))
    };
    let more = html! {
        if all > *most {
            <div class="load-more"><Button {onclick}>{ t!("list.more") }</Button></div>
        }
    };
    (*most, more)
}
