//! A whole number that may be left out, with large buttons for one less and one more. Nothing typed is no 0.

use super::field::{Field, described_by, id_of};
use crate::components::Icon;
use crate::hooks::Binding;
use crate::i18n::number;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`CountField`].
#[derive(Properties, PartialEq)]
pub struct CountFieldProps {
    /// The text as typed; read it with [`number::parse_integer`].
    pub bind: Binding<String>,
    /// What is counted.
    pub label: AttrValue,
    /// How to count.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What the button for one less is called, for screen readers.
    pub less: AttrValue,
    /// What the button for one more is called.
    pub more: AttrValue,
}

/// Asks for a count.
#[component]
pub fn CountField(props: &CountFieldProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let by = |step: i64| {
        // From nothing, one less is 0: a tap says that there was none.
        let next = number::parse_integer(value).unwrap_or(0).saturating_add(step).max(0);
        change.reform(move |_: MouseEvent| next.to_string())
    };
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    let button = |label: &AttrValue, icon: Icon, onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="stepper-button" aria-label={label.clone()} aria-controls={id.clone()} {onclick}>
                { icon }
            </button>
        }
    };
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()}>
            <div class="stepper">
                { button(&props.less, Icon::Minus, by(-1)) }
                <input
                    class="input"
                    id={id.clone()}
                    name={id.clone()}
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    value={value.clone()}
                    aria-invalid={error.is_some().then_some("true")}
                    aria-describedby={described}
                    {oninput}
                />
                { button(&props.more, Icon::Plus, by(1)) }
            </div>
        </Field>
    }
}
