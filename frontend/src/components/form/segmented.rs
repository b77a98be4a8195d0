//! One of two to five short words, side by side.

use super::field::{Field, id_of};
use super::select_field::Choice;
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
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let segment = |(index, choice): (usize, &Choice<V>)| {
        let (change, answer) = (change.clone(), choice.value.clone());
        let onchange = Callback::from(move |_: Event| change.emit(answer.clone()));
        html! {
            <label class="segment">
                <input type="radio" name={id.clone()} checked={choice.value == *value} {onchange} />
                <span>
                    if let Some(icon) = props.icons.get(index) {
                        <IconView icon={*icon} />
                    }
                    { &choice.label }
                </span>
            </label>
        }
    };
    let segments = html! { <div class="segments">{ for props.choices.iter().enumerate().map(segment) }</div> };
    if props.show_label {
        return html! {
            <Field id={id.clone()} label={props.label.clone()} error={error.clone()} group=true>{ segments }</Field>
        };
    }
    html! { <div role="group" aria-label={props.label.clone()}>{ segments }</div> }
}
