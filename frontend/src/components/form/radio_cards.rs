//! One of a few, each with its explanation: large targets, everything visible.

use super::field::{Field, id_of};
use super::select_field::Choice;
use crate::hooks::Binding;
use yew::prelude::*;

/// Props of [`RadioCards`].
#[derive(Properties, PartialEq)]
pub struct RadioCardsProps<V: Clone + PartialEq + 'static> {
    /// Value, error and change.
    pub bind: Binding<V>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The possible answers.
    pub choices: Vec<Choice<V>>,
}

/// Asks for one of a few.
#[component]
pub fn RadioCards<V: Clone + PartialEq + 'static>(props: &RadioCardsProps<V>) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let card = |choice: &Choice<V>| {
        let (change, answer) = (change.clone(), choice.value.clone());
        let onchange = Callback::from(move |_: Event| change.emit(answer.clone()));
        html! {
            <label class="radio-card">
                <input type="radio" name={id.clone()} checked={choice.value == *value} {onchange} />
                <span class="radio-card-words">
                    <span class="radio-card-label">{ &choice.label }</span>
                    if let Some(detail) = &choice.detail {
                        <span class="hint">{ detail }</span>
                    }
                </span>
            </label>
        }
    };
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} group=true>
            <div class="radio-cards">{ for props.choices.iter().map(card) }</div>
        </Field>
    }
}
