//! How much of a whole is left.

use yew::prelude::*;

/// A bar for "so much of so much", with the same in words; the browser's own `<meter>`.
pub fn meter(value: i64, of: i64, label: &AttrValue) -> Html {
    let (value, max) = (value.to_string(), of.max(1).to_string());
    html! { <meter class="meter" min="0" {max} {value} aria-label={label.clone()}>{ label }</meter> }
}
