//! A whole number that may be left out, with large buttons for one less and one more. Nothing typed is no 0.

use super::field::{Field, described_by, id_of};
use super::stepper::stepper;
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
    let input = html! {
        <input
            class="input"
            id={id.clone()}
            name={id.clone()}
            type="text"
            inputmode="numeric"
            autocomplete="off"
            value={value.clone()}
            aria-invalid={error.is_some().then_some("true")}
            aria-describedby={described_by(&id, false, error.is_some())}
            {oninput}
        />
    };
    html! {
        <Field id={id.clone()} label={props.label.clone()} error={error.clone()}>
            { stepper(&id, (props.less.clone(), by(-1)), input, (props.more.clone(), by(1))) }
        </Field>
    }
}
