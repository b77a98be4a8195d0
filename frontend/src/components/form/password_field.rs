//! A password, which can be looked at while typing: fewer mistakes on a small keyboard.

use super::field::{Field, described_by, id_of};
use crate::hooks::Binding;
use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`PasswordField`].
#[derive(Properties, PartialEq)]
pub struct PasswordFieldProps {
    /// Value, error and change.
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether it is a new one, which password managers then propose.
    #[prop_or_default]
    pub is_new: bool,
}

/// Asks for a password.
#[component]
pub fn PasswordField(props: &PasswordFieldProps) -> Html {
    let visible = use_state(|| false);
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let toggle = {
        let visible = visible.clone();
        Callback::from(move |_: MouseEvent| visible.set(!*visible))
    };
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()}>
            <div class="password">
                <input
                    class="input"
                    id={id.clone()}
                    name={id.clone()}
                    type={if *visible { "text" } else { "password" }}
                    value={value.clone()}
                    autocomplete={if props.is_new { "new-password" } else { "current-password" }}
                    spellcheck="false"
                    autocapitalize="none"
                    aria-required="true"
                    aria-invalid={error.is_some().then_some("true")}
                    aria-describedby={described}
                    {oninput}
                />
                <button
                    type="button"
                    class="password-toggle"
                    aria-pressed={if *visible { "true" } else { "false" }}
                    aria-controls={id}
                    onclick={toggle}
                >
                    { if *visible { t!("password.hide") } else { t!("password.show") } }
                </button>
            </div>
        </Field>
    }
}
