//! One of two to five short words, side by side.

use super::choice::{Choice, Question, one_of};
use super::field::{Field, id_of};
use crate::components::{Icon, IconView};
use crate::hooks::Binding;
use yew::prelude::*;

/// Props of [`Segmented`].
#[derive(Properties, PartialEq)]
pub struct SegmentedProps<V: Clone + PartialEq + 'static> {
    /// Value, error and change. Outside a form, make one: `Binding { pointer: "/sort", value, error: None, change }`.
    pub bind: Binding<V>,
    /// What is asked.
    pub label: AttrValue,
    /// Whether the question is shown; screen readers hear it anyway.
    #[prop_or(true)]
    pub show_label: bool,
    /// The possible answers.
    pub choices: Vec<Choice<V>>,
    /// Icons of the answers, in their order.
    #[prop_or_default]
    pub icons: Vec<Icon>,
}

/// Asks for one of two to five.
#[component]
pub fn Segmented<V: Clone + PartialEq + 'static>(props: &SegmentedProps<V>) -> Html {
    draw(one_of(&props.bind, &props.choices), props.label.clone(), props.show_label, &props.icons)
}

fn draw(question: Question, label: AttrValue, show_label: bool, icons: &[Icon]) -> Html {
    let id = AttrValue::from(id_of(question.pointer));
    let segment = |(place, answer): (usize, &Choice<bool>)| {
        let onchange = question.choose.reform(move |_: Event| place);
        html! {
            <label class="segment">
                <input type="radio" name={id.clone()} checked={answer.value} {onchange} />
                <span>
                    if let Some(icon) = icons.get(place) {
                        <IconView icon={*icon} />
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
