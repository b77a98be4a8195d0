//! Text to be taken elsewhere.

use super::{Button, Icon, use_toast};
use crate::browser;
use crate::i18n::t;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// Props of [`CopyField`].
#[derive(Properties, PartialEq)]
pub struct CopyFieldProps {
    /// What it is.
    pub label: AttrValue,
    /// What is copied.
    pub value: AttrValue,
}

/// Shows a text with a button that copies it.
#[component]
pub fn CopyField(props: &CopyFieldProps) -> Html {
    let toast = use_toast();
    let onclick = {
        let value = props.value.clone();
        Callback::from(move |()| {
            let (value, toast) = (value.clone(), toast.clone());
            spawn_local(async move {
                let Some(window) = browser::window() else { return };
                let copied = JsFuture::from(window.navigator().clipboard().write_text(&value)).await;
                toast.emit(if copied.is_ok() { t!("copy.done") } else { t!("copy.failed") });
            });
        })
    };
    html! {
        <div class="copy-field">
            <label>
                <span class="label">{ &props.label }</span>
                <input class="input" type="text" readonly=true value={&props.value} />
            </label>
            <Button icon={Icon::Copy} {onclick}>{ t!("copy.action") }</Button>
        </div>
    }
}
