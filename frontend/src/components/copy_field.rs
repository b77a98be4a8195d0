//! Text to be taken elsewhere.

use super::{Button, Icon, use_toast, use_warning};
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
    let (tell, warn) = (use_toast(), use_warning());
    let onclick = {
        let value = props.value.clone();
        Callback::from(move |()| {
            let (value, tell, warn) = (value.clone(), tell.clone(), warn.clone());
            spawn_local(async move {
                let Some(window) = browser::window() else { return };
                let copied = JsFuture::from(window.navigator().clipboard().write_text(&value)).await;
                if copied.is_ok() { tell.emit(t!("copy.done")) } else { warn.emit(t!("copy.failed")) }
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
