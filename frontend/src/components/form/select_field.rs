//! One of many, in the browser's own list.

use super::choice::{Choice, Question};
use super::field::{Field, described_by, id_of};
use crate::i18n::t;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Props of [`SelectField`].
#[derive(Properties, Clone, PartialEq)]
pub struct SelectFieldProps {
    /// What is asked; see [`super::one_of`].
    pub question: Question,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for one of many. Where the value is none of the choices, "choose…" is shown.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let SelectFieldProps { question, label, hint, optional } = props.clone();
    let Question { pointer, error, answers, choose } = question;
    let id = AttrValue::from(id_of(pointer));
    let onchange = Callback::from(move |event: Event| {
        if let Ok(place) = event.target_unchecked_into::<HtmlSelectElement>().value().parse() {
            choose.emit(place);
        }
    });
    let nothing_chosen = !answers.iter().any(|answer| answer.value);
    let described = described_by(&id, hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} {label} {hint} error={error.clone()} {optional}>
            <select
                class="input select"
                id={id.clone()}
                name={id}
                aria-required={(!optional).then_some("true")}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described}
                {onchange}
            >
                if nothing_chosen {
                    <option value="" selected=true disabled=true>{ t!("field.choose") }</option>
                }
                { options(&answers) }
            </select>
        </Field>
    }
}

fn options(answers: &[Choice<bool>]) -> Html {
    let indexed: Vec<_> = answers.iter().enumerate().collect();
    let groups = indexed.chunk_by(|(_, a), (_, b)| a.group == b.group).map(|group| {
        let options: Html = group
            .iter()
            .map(|(place, answer)| html! { <option value={place.to_string()} selected={answer.value}>{ &answer.label }</option> })
            .collect();
        match group.first().and_then(|(_, answer)| answer.group.clone()) {
            Some(label) => html! { <optgroup {label}>{ options }</optgroup> },
            None => options,
        }
    });
    groups.collect()
}
