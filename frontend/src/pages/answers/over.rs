//! A link that answers nothing any more: why, and what to do instead.

use crate::client::Failure;
use crate::components::{ButtonLink, Icon, Mood, Notice, Tone};
use crate::i18n::t;
use crate::routes::Route;
use shared::problem::Code;
use yew::prelude::*;

/// In kind words; none for a failure that is no fault of the link.
pub fn over(failure: &Failure) -> Option<Html> {
    let why = match failure {
        Failure::Problem(problem) if problem.code == Code::LinkOver => {
            problem.params.get("why").and_then(serde_json::Value::as_str).unwrap_or_default()
        }
        Failure::Problem(problem) if problem.code == Code::NotFound => "",
        _ => return None,
    };
    let (mood, title, text) = match why {
        "take" => (Mood::Good, t!("answering.taken_title"), t!("answering.taken")),
        "decline" => (Mood::Good, t!("answering.declined_title"), t!("answering.declined_before")),
        "exhausted" => (Mood::Warm, t!("answering.exhausted_title"), t!("answering.exhausted")),
        "removed" => (Mood::Warm, t!("answering.removed_title"), t!("answering.removed")),
        "closed" => (Mood::Warm, t!("answering.closed_title"), t!("answering.closed")),
        _ => (Mood::Warm, t!("answering.unknown_title"), t!("answering.unknown")),
    };
    Some(html! {
        <>
            <Notice {mood} icon={Icon::Info} {title}><p>{ text }</p></Notice>
            <div class="cluster">
                <ButtonLink to={Route::Login}>{ t!("answering.log_in") }</ButtonLink>
                <ButtonLink to={Route::Offers} tone={Tone::Quiet}>{ t!("answering.other_offers") }</ButtonLink>
            </div>
        </>
    })
}
