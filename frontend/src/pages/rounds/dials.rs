//! What is asked alike of a new round, of one that is changed, and of those that begin by themselves.

use crate::components::TextField;
use crate::hooks::Binding;
use crate::i18n::{t, zone};
use yew::prelude::*;

/// What it is called.
pub fn name_field(bind: Binding<String>) -> Html {
    html! { <TextField {bind} label={t!("round_form.name")} autocomplete="off" /> }
}

/// On which day food is fetched.
pub fn day_field(bind: Binding<String>) -> Html {
    let min = zone::today().to_string();
    html! { <TextField kind="date" {bind} label={t!("round_form.fetched_on")} hint={t!("round_form.fetched_on_hint")} {min} /> }
}

/// Over how many rounds levels are counted.
pub fn window_field(bind: Binding<String>) -> Html {
    html! { <TextField {bind} label={t!("round_form.window")} hint={t!("round_form.window_hint")} inputmode="numeric" /> }
}

/// How far a share may be from the fairest one.
pub fn tolerance_field(bind: Binding<String>) -> Html {
    html! {
        <TextField {bind} label={t!("round_form.tolerance")} hint={t!("round_form.tolerance_hint")} inputmode="numeric" unit="kg" />
    }
}
