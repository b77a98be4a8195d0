//! One of a few, each with its explanation: large targets, everything visible.

use super::choice::{Choice, Question};
use super::field::{Field, id_of};
use yew::prelude::*;

/// Props of [`RadioCards`].
#[derive(Properties, Clone, PartialEq)]
pub struct RadioCardsProps {
    /// What is asked; see [`super::one_of`].
    pub question: Question,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// Asks for one of a few.
#[component]
pub fn RadioCards(props: &RadioCardsProps) -> Html {
    let RadioCardsProps { question, label, hint } = props.clone();
    let id = AttrValue::from(id_of(question.pointer));
    let card = |(place, answer): (usize, &Choice<bool>)| {
        let onchange = question.choose.reform(move |_: Event| place);
        html! {
            <label class="radio-card">
                <input type="radio" name={id.clone()} checked={answer.value} {onchange} />
                <span class="radio-card-words">
                    <span class="radio-card-label">{ &answer.label }</span>
                    if let Some(detail) = &answer.detail {
                        <span class="hint">{ detail }</span>
                    }
                </span>
            </label>
        }
    };
    html! {
        <Field id={id.clone()} {label} {hint} error={question.error.clone()} group=true>
            <div class="radio-cards">{ for question.answers.iter().enumerate().map(card) }</div>
        </Field>
    }
}
