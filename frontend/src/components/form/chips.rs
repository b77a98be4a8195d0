//! Any of a few, as rounded switches.

use super::choice::{Choice, Question, any_of};
use super::field::{Field, id_of};
use crate::components::{Icon, IconView};
use crate::hooks::Binding;
use yew::prelude::*;

/// Props of [`Chips`].
#[derive(Properties, PartialEq)]
pub struct ChipsProps<V: Clone + PartialEq + 'static> {
    /// Value, error and change.
    pub bind: Binding<Vec<V>>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The possible answers; the value keeps their order.
    pub choices: Vec<Choice<V>>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for any of a few.
#[component]
pub fn Chips<V: Clone + PartialEq + 'static>(props: &ChipsProps<V>) -> Html {
    draw(any_of(&props.bind, &props.choices), props.label.clone(), props.hint.clone(), props.optional)
}

fn draw(question: Question, label: AttrValue, hint: Option<AttrValue>, optional: bool) -> Html {
    let chip = |(place, answer): (usize, &Choice<bool>)| {
        let onchange = question.choose.reform(move |_: Event| place);
        html! {
            <label class="chip">
                <input type="checkbox" checked={answer.value} {onchange} />
                <span>{ &answer.label }</span>
            </label>
        }
    };
    html! {
        <Field id={id_of(question.pointer)} {label} {hint} error={question.error.clone()} {optional} group=true>
            <div class="chips">{ for question.answers.iter().enumerate().map(chip) }</div>
        </Field>
    }
}

/// Props of [`Chip`].
#[derive(Properties, PartialEq)]
pub struct ChipProps {
    /// What the filter keeps.
    pub children: Html,
    /// What taking it away is called, for screen readers.
    pub remove_label: AttrValue,
    /// Takes it away.
    pub onremove: Callback<()>,
}

/// A filter that is on and can be taken away.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let onclick = props.onremove.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="chip-removable" aria-label={props.remove_label.clone()} {onclick}>
            { props.children.clone() }
            <IconView icon={Icon::Close} />
        </button>
    }
}
