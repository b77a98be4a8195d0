//! One line of text.

use super::field::{Field, described_by, id_of};
use crate::hooks::Binding;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// Value, error and change.
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// `type` of the input. With `date` the value is `2026-11-25`, with `datetime-local` `2026-11-25T14:30` on the
    /// network's clocks (see `i18n::zone::instant`): the browser's own pickers speak the reader's language.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What the browser may fill in.
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    /// Which keyboard a phone shows.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    /// The first possible answer, where it is a date or time.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    /// After the input, as "kg".
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for one line of text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    let input = html! {
        <input
            class="input"
            id={id.clone()}
            name={id.clone()}
            type={props.kind.clone()}
            value={value.clone()}
            min={props.min.clone()}
            autocomplete={props.autocomplete.clone()}
            inputmode={props.inputmode.clone()}
            aria-required={(!props.optional).then_some("true")}
            aria-invalid={error.is_some().then_some("true")}
            aria-describedby={described}
            {oninput}
        />
    };
    html! {
        <Field {id} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            if let Some(unit) = &props.unit {
                <div class="input-with-unit">{ input }<span class="unit" aria-hidden="true">{ unit }</span></div>
            } else {
                { input }
            }
        </Field>
    }
}
