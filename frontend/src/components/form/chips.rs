//! Any of a few, as rounded switches.

use super::choice::{Choice, Question};
use super::field::{Field, id_of};
use crate::components::Icon;
use yew::prelude::*;

/// Props of [`Chips`].
#[derive(Properties, Clone, PartialEq)]
pub struct ChipsProps {
    /// What is asked; see [`super::any_of`].
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

/// Asks for any of a few.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let ChipsProps { question, label, hint, optional } = props.clone();
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
            { Icon::Close }
        </button>
    }
}
