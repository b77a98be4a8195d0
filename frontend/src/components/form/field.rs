//! The frame of a field: label, hint, error, and the ids that join them.

use super::Clashes;
use crate::components::Icon;
use crate::i18n::t;
use yew::prelude::*;

/// The element id of the field at a JSON pointer: `/organisation/name` → `f-organisation-name`.
pub(super) fn id_of(pointer: &str) -> String {
    format!("f{}", pointer.replace('/', "-"))
}

/// The ids of hint and error, for `aria-describedby`.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let ids = [(hint, "hint"), (error, "error")];
    let ids: Vec<_> = ids.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The id of the control inside.
    pub id: AttrValue,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with the answer.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether an answer may be left out; fields that must be filled in carry no mark.
    #[prop_or_default]
    pub optional: bool,
    /// Whether this is a group of controls, named by a legend.
    #[prop_or_default]
    pub group: bool,
    /// The control.
    pub children: Html,
}

/// Label, hint, control and error.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let id = &props.id;
    let label = html! {
        <>
            { &props.label }
            if props.optional {
                <span class="optional">{ t!("field.optional") }</span>
            }
        </>
    };
    // Each is one node, also where there is nothing to say: Yew matches children by their place, and a control whose place
    // changes is made anew, without the focus and what is being typed.
    let hint = html! {
        if let Some(hint) = &props.hint {
            <p class="hint" id={format!("{id}-hint")}>{ hint }</p>
        }
    };
    let error = html! {
        if let Some(error) = &props.error {
            <p class="error" id={format!("{id}-error")}>{ Icon::Warning }{ error }</p>
        }
    };
    // Below the answer: what somebody else has answered meanwhile.
    let clash = use_context::<Clashes>().map(|clashes| clashes.at(id)).unwrap_or_default();
    let class = classes!("field", props.error.is_some().then_some("field-wrong"));
    if props.group {
        let described = described_by(id, props.hint.is_some(), props.error.is_some());
        return html! {
            <fieldset {class} aria-describedby={described}>
                <legend class="label">{ label }</legend>
                { hint }
                { props.children.clone() }
                { error }
                { clash }
            </fieldset>
        };
    }
    html! {
        <div {class}>
            <label class="label" for={id.clone()}>{ label }</label>
            { hint }
            { props.children.clone() }
            { error }
            { clash }
        </div>
    }
}
