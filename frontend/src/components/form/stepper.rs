//! A number between large buttons for less and more.

use crate::components::Icon;
use yew::prelude::*;

/// A button: what it is called for screen readers, and what a tap does.
pub(super) type Step = (AttrValue, Callback<MouseEvent>);

/// The input with this id, between its buttons.
pub(super) fn stepper(id: &AttrValue, less: Step, input: Html, more: Step) -> Html {
    let button = |icon: Icon, (label, onclick): Step| {
        html! {
            <button type="button" class="stepper-button" aria-label={label} aria-controls={id.clone()} {onclick}>
                { icon }
            </button>
        }
    };
    html! {
        <div class="stepper">
            { button(Icon::Minus, less) }
            { input }
            { button(Icon::Plus, more) }
        </div>
    }
}
