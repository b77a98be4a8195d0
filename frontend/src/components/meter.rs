//! How much of a whole is left.

use yew::prelude::*;

/// Props of [`Meter`].
#[derive(Properties, PartialEq)]
pub struct MeterProps {
    /// This much.
    pub value: i64,
    /// Of this much.
    pub of: i64,
    /// The same in words.
    pub label: AttrValue,
}

/// A bar for "so much of so much"; the browser's own `<meter>`.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    let (value, max) = (props.value.to_string(), props.of.max(1).to_string());
    html! { <meter class="meter" min="0" {max} {value} aria-label={props.label.clone()}>{ &props.label }</meter> }
}
