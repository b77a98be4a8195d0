//! Where one is on the way.

use crate::i18n::t;
use yew::prelude::*;

/// The steps of a way, the current one (from 0) marked; as many as there are names: all done.
pub fn steps(names: &[AttrValue], current: usize) -> Html {
    let step = |(index, name): (usize, &AttrValue)| {
        let (class, state) = match index.cmp(&current) {
            std::cmp::Ordering::Less => ("step step-done", t!("steps.done")),
            std::cmp::Ordering::Equal => ("step step-current", t!("steps.current")),
            std::cmp::Ordering::Greater => ("step", t!("steps.to_come")),
        };
        let current = (index == current).then_some("step");
        html! {
            <li {class} aria-current={current}>
                <span class="step-mark" aria-hidden="true"></span>
                <span class="step-name">{ name }</span>
                <span class="visually-hidden">{ " – " }{ state }</span>
            </li>
        }
    };
    html! { <ol class="steps">{ for names.iter().enumerate().map(step) }</ol> }
}
