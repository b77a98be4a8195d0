//! The field for the next message. What is typed stays on the device until it is sent.

use super::bubbles::Send;
use crate::browser;
use crate::client::conversations::About;
use crate::components::{Button, Icon, TextArea};
use crate::hooks::{Draft, checked, use_form};
use crate::i18n::t;
use shared::conversations::NewMessage;
use shared::problem::FieldError;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// Props of [`use_compose`].
#[derive(PartialEq)]
pub struct ComposeProps {
    /// About what.
    pub about: About,
    /// Sends it.
    pub send: Send,
}

#[derive(Clone, Default, PartialEq)]
struct Typed {
    text: String,
}

impl Draft for Typed {
    type Wire = NewMessage;

    fn build(&self) -> Result<NewMessage, Vec<FieldError>> {
        checked(NewMessage { text: self.text.trim().to_owned() })
    }
}

fn kept_as(about: About) -> String {
    format!("message {}", about.path())
}

/// A field and a button; Ctrl and Enter send as well.
#[hook]
pub fn use_compose(props: Rc<ComposeProps>) -> Html {
    let about = props.about;
    let form = use_form(move || Typed { text: browser::stored(&kept_as(about)).unwrap_or_default() }, None);
    use_effect_with(form.draft.text.clone(), move |text| browser::store(&kept_as(about), text));
    let sent = {
        let (form, send) = (form.clone(), props.send.clone());
        Callback::from(move |new: NewMessage| {
            form.reset(Typed::default());
            send.emit((Uuid::new_v4().to_string(), new));
        })
    };
    let onkeydown = {
        let (form, sent) = (form.clone(), sent.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                match form.draft.build() {
                    Ok(new) => sent.emit(new),
                    Err(errors) => form.reject_fields(errors),
                }
            }
        })
    };
    html! {
        <form class="stack-tight" novalidate=true onsubmit={form.submit(sent)} {onkeydown}>
            <TextArea bind={form.field("/text", |draft| &mut draft.text)} label={t!("messages.write")} hint={t!("messages.hint")} rows=2 />
            <div><Button icon={Icon::Mail} submit=true>{ t!("messages.send") }</Button></div>
        </form>
    }
}
