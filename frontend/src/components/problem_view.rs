//! Why something failed and what can be done.

use super::{Button, Icon, Mood, Notice};
use crate::client::Failure;
use crate::i18n::t;
use shared::problem::Code;
use yew::prelude::*;

/// Props of [`ProblemView`].
#[derive(Properties, PartialEq)]
pub struct ProblemViewProps {
    /// What failed; nothing is drawn where nothing did.
    pub failure: Option<Failure>,
    /// Tries again, where that can help.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
}

/// Why something failed, in the reader's language, announced at once.
#[component]
pub fn ProblemView(props: &ProblemViewProps) -> Html {
    let Some(failure) = &props.failure else {
        return html! {};
    };
    let changed = failure.is(Code::PreconditionFailed);
    let (mood, icon) = match failure {
        Failure::Offline => (Mood::Warm, Icon::Offline),
        _ if changed => (Mood::Warm, Icon::Refresh),
        Failure::Problem(_) | Failure::Unreadable => (Mood::Bad, Icon::Warning),
    };
    let retry = props.retry.clone().map(|onclick| {
        let label = if changed { t!("problem_view.reload") } else { t!("problem_view.retry") };
        html! { <div><Button icon={Icon::Refresh} {onclick}>{ label }</Button></div> }
    });
    html! {
        <Notice {mood} {icon} alert=true>
            <p>{ failure.sentence() }</p>
            { retry }
        </Notice>
    }
}
