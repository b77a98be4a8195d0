//! Any of a few, as rounded switches.

use super::field::{Field, id_of};
use super::select_field::Choice;
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
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let chip = |choice: &Choice<V>| {
        let on = value.contains(&choice.value);
        let onchange = {
            let (choices, value, answer, change) = (props.choices.clone(), value.clone(), choice.value.clone(), change.clone());
            Callback::from(move |_: Event| {
                let is_on = |v: &V| if *v == answer { !on } else { value.contains(v) };
                change.emit(choices.iter().map(|choice| choice.value.clone()).filter(|v| is_on(v)).collect());
            })
        };
        html! {
            <label class="chip">
                <input type="checkbox" checked={on} {onchange} />
                <span>{ &choice.label }</span>
            </label>
        }
    };
    html! {
        <Field id={id} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional} group=true>
            <div class="chips">{ for props.choices.iter().map(chip) }</div>
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
