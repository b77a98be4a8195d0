//! One of two to five short words, side by side.

use super::choice::{Choice, Question};
use super::field::{Field, id_of};
use crate::components::Icon;
use yew::prelude::*;

/// Props of [`Segmented`].
#[derive(Properties, Clone, PartialEq)]
pub struct SegmentedProps {
    /// What is asked; see [`super::one_of`].
    pub question: Question,
    /// What is asked.
    pub label: AttrValue,
    /// Whether the question is shown; screen readers hear it anyway.
    #[prop_or(true)]
    pub show_label: bool,
    /// Icons of the answers, in their order.
    #[prop_or_default]
    pub icons: Vec<Icon>,
}

/// Asks for one of two to five.
#[component]
pub fn Segmented(props: &SegmentedProps) -> Html {
    let SegmentedProps { question, label, show_label, icons } = props.clone();
    let id = AttrValue::from(id_of(question.pointer));
    let segment = |(place, answer): (usize, &Choice<bool>)| {
        let onchange = question.choose.reform(move |_: Event| place);
        html! {
            <label class="segment">
                <input type="radio" name={id.clone()} checked={answer.value} {onchange} />
                <span>
                    if let Some(icon) = icons.get(place) {
                        { *icon }
                    }
                    { &answer.label }
                </span>
            </label>
        }
    };
    let segments = html! { <div class="segments">{ for question.answers.iter().enumerate().map(segment) }</div> };
    if show_label {
        return html! { <Field id={id.clone()} {label} error={question.error.clone()} group=true>{ segments }</Field> };
    }
    html! { <div role="group" aria-label={label}>{ segments }</div> }
}
