//! Days at one tap, below the field of a date.

use crate::hooks::Binding;
use crate::i18n::{t, time, zone};
use chrono::Days;
use yew::prelude::*;

/// The days so many days from today; a tap types one.
pub fn near_dates(bind: &Binding<String>, days: &[u64]) -> Html {
    let today = zone::today();
    let near = |ahead: &u64| {
        let day = today.checked_add_days(Days::new(*ahead)).unwrap_or(today);
        let onclick = bind.change.reform(move |_: MouseEvent| day.to_string());
        let pressed = if bind.value == day.to_string() { "true" } else { "false" };
        html! { <button type="button" class="quick" aria-pressed={pressed} {onclick}>{ time::day(day) }</button> }
    };
    html! { <div class="cluster" role="group" aria-label={t!("publish.near_dates")}>{ for days.iter().map(near) }</div> }
}
