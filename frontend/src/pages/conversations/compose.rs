//! The field for the next message. What is typed stays on the device until it is sent.

use super::bubbles::Send;
use super::photos::{Chosen, use_photo_field};
use crate::browser;
use crate::client::conversations::About;
use crate::components::{Button, Icon, TextArea};
use crate::hooks::{Draft, checked, optional, use_form};
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

/// The next message, as far as it has come.
#[derive(Clone, Default, PartialEq)]
pub struct Typed {
    /// Its text.
    pub text: String,
    /// Its photos.
    pub photos: Vec<Chosen>,
}

impl Draft for Typed {
    type Wire = NewMessage;

    fn build(&self) -> Result<NewMessage, Vec<FieldError>> {
        let photos = self.photos.iter().filter_map(Chosen::named).collect();
        checked(NewMessage { text: optional(&self.text), photos })
    }
}

fn kept_as(about: About) -> String {
    format!("message {}", about.path())
}

/// A field, photos and a button; Ctrl and Enter send as well. A message whose photos are still on their way leaves by itself
/// once they have arrived.
#[hook]
pub fn use_compose(props: Rc<ComposeProps>) -> Html {
    let about = props.about;
    let kept = move || Typed { text: browser::stored(&kept_as(about)).unwrap_or_default(), photos: Vec::new() };
    let form = use_form(kept, None);
    use_effect_with(form.draft.text.clone(), move |text| browser::store(&kept_as(about), text));
    let photo_field = use_photo_field(&form, about);
    let (pressed, held_up) = (use_state(|| false), use_state(|| false));
    let on_the_way = form.draft.photos.iter().any(Chosen::is_on_its_way);
    let failed = form.draft.photos.iter().any(Chosen::has_failed);
    let submit = {
        let (form, send, pressed, held_up) = (form.clone(), props.send.clone(), pressed.clone(), held_up.clone());
        Callback::from(move |()| {
            pressed.set(on_the_way);
            held_up.set(failed);
            if on_the_way || failed {
                return;
            }
            match form.draft.build() {
                Ok(new) => {
                    form.reset(Typed::default());
                    send.emit((Uuid::new_v4().to_string(), new));
                }
                Err(errors) => form.reject_fields(errors),
            }
        })
    };
    {
        let submit = submit.clone();
        use_effect_with(*pressed && !on_the_way, move |can_leave| {
            if *can_leave {
                submit.emit(());
            }
        });
    }
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit.emit(());
        }
    });
    let shows = !form.draft.photos.is_empty();
    html! {
        <form class="stack-tight" novalidate=true {onsubmit} {onkeydown}>
            <TextArea bind={form.field("/text", |draft| &mut draft.text)} label={t!("messages.write")} hint={t!("messages.hint")} rows=2 optional={shows} />
            { photo_field }
            if *pressed {
                <p class="hint" role="status">{ t!("messages.photos_leaving") }</p>
            }
            if *held_up && failed {
                <p class="error" role="alert">{ Icon::Warning }{ t!("messages.photo_failed") }</p>
            }
            <div><Button icon={Icon::Mail} submit=true busy={*pressed}>{ t!("messages.send") }</Button></div>
        </form>
    }
}
