//! Any of a list of short sentences, each with a box to tick: what somebody states, one below the other.

use super::choice::{Choice, Question};
use super::field::{Field, id_of};
use yew::prelude::*;

/// Asks which of these are so; see [`super::any_of`].
pub fn checklist(question: &Question, label: AttrValue, hint: Option<AttrValue>) -> Html {
    let row = |(place, answer): (usize, &Choice<bool>)| {
        let onchange = question.choose.reform(move |_: Event| place);
        html! {
            <label class="radio-card check-row">
                <input type="checkbox" checked={answer.value} {onchange} />
                <span>{ &answer.label }</span>
            </label>
        }
    };
    html! {
        <Field id={id_of(question.pointer)} {label} {hint} error={question.error.clone()} group=true>
            <div class="checklist">{ for question.answers.iter().enumerate().map(row) }</div>
        </Field>
    }
}
