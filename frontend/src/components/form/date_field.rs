//! Days and times, by the browser's own pickers: they speak the reader's language and work on every phone.

use super::field::{Field, described_by, id_of};
use crate::hooks::Binding;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`DateField`] and [`DateTimeField`].
#[derive(Properties, PartialEq)]
pub struct DateFieldProps {
    /// As `2026-11-25`; with time `2026-11-25T14:30`, on the network's clocks (see `i18n::zone::instant`).
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The first possible one, written as the value.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    /// The last possible one, written as the value.
    #[prop_or_default]
    pub max: Option<AttrValue>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for a day.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    picker("date", props)
}

/// Asks for a day and a time of day.
#[component]
pub fn DateTimeField(props: &DateFieldProps) -> Html {
    picker("datetime-local", props)
}

fn picker(kind: &'static str, props: &DateFieldProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            <input
                class="input"
                id={id.clone()}
                name={id}
                type={kind}
                value={value.clone()}
                min={props.min.clone()}
                max={props.max.clone()}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described}
                {oninput}
            />
        </Field>
    }
}
