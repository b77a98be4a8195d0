//! One of many, in the browser's own list.

use super::field::{Field, described_by, id_of};
use crate::hooks::Binding;
use crate::i18n::t;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// One possible answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<V> {
    /// What is answered.
    pub value: V,
    /// How it reads.
    pub label: AttrValue,
    /// More about it.
    pub detail: Option<AttrValue>,
    /// Heading of its group; neighbours of one group stand together.
    pub group: Option<AttrValue>,
}

impl<V> Choice<V> {
    /// An answer that needs no more words.
    pub fn new(value: V, label: AttrValue) -> Self {
        Self { value, label, detail: None, group: None }
    }

    /// With more about it.
    #[must_use]
    pub fn detailed(mut self, detail: AttrValue) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Below a heading.
    #[must_use]
    pub fn grouped(mut self, group: AttrValue) -> Self {
        self.group = Some(group);
        self
    }
}

/// Props of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps<V: Clone + PartialEq + 'static> {
    /// Value, error and change.
    pub bind: Binding<V>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The possible answers.
    pub choices: Vec<Choice<V>>,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for one of many. Where the value is none of the choices, "choose…" is shown.
#[component]
pub fn SelectField<V: Clone + PartialEq + 'static>(props: &SelectFieldProps<V>) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let onchange = {
        let (choices, change) = (props.choices.clone(), change.clone());
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(choice) = chosen.parse::<usize>().ok().and_then(|index| choices.get(index)) {
                change.emit(choice.value.clone());
            }
        })
    };
    let nothing_chosen = !props.choices.iter().any(|choice| choice.value == *value);
    let option = |(index, choice): (usize, &Choice<V>)| {
        html! { <option value={index.to_string()} selected={choice.value == *value}>{ &choice.label }</option> }
    };
    let indexed: Vec<_> = props.choices.iter().enumerate().collect();
    let groups = indexed.chunk_by(|(_, a), (_, b)| a.group == b.group).map(|group| {
        let options: Html = group.iter().map(|(index, choice)| option((*index, choice))).collect();
        match group.first().and_then(|(_, choice)| choice.group.clone()) {
            Some(label) => html! { <optgroup {label}>{ options }</optgroup> },
            None => options,
        }
    });
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            <select
                class="input select"
                id={id.clone()}
                name={id}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described}
                {onchange}
            >
                if nothing_chosen {
                    <option value="" selected=true disabled=true>{ t!("field.choose") }</option>
                }
                { for groups }
            </select>
        </Field>
    }
}
