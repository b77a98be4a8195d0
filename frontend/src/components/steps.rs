//! Where one is on the way.

use crate::i18n::t;
use yew::prelude::*;

/// Props of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// The names of the steps.
    pub names: Vec<AttrValue>,
    /// The current one, from 0; as many as there are names: all done.
    pub current: usize,
}

/// The steps of a way, the current one marked.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let step = |(index, name): (usize, &AttrValue)| {
        let (class, state) = match index.cmp(&props.current) {
            std::cmp::Ordering::Less => ("step step-done", t!("steps.done")),
            std::cmp::Ordering::Equal => ("step step-current", t!("steps.current")),
            std::cmp::Ordering::Greater => ("step", t!("steps.to_come")),
        };
        let current = (index == props.current).then_some("step");
        html! {
            <li {class} aria-current={current}>
                <span class="step-mark" aria-hidden="true"></span>
                <span class="step-name">{ name }</span>
                <span class="visually-hidden">{ " – " }{ state }</span>
            </li>
        }
    };
    html! { <ol class="steps">{ for props.names.iter().enumerate().map(step) }</ol> }
}
