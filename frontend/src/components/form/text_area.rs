//! Several lines of text.

use super::field::{Field, described_by, id_of};
use crate::hooks::Binding;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Props of [`TextArea`].
#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    /// Value, error and change.
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
    /// Lines shown.
    #[prop_or(3)]
    pub rows: u32,
}

/// Asks for several lines of text.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            <textarea
                class="input"
                id={id.clone()}
                name={id}
                rows={props.rows.to_string()}
                value={value.clone()}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described}
                {oninput}
            />
        </Field>
    }
}
