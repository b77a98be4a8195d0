//! A form that has kept its draft.

use super::{Button, Icon, Mood, Notice, Tone};
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_resumed`].
#[derive(PartialEq)]
pub struct ResumedProps {
    /// Throws the draft away.
    pub start_over: Callback<()>,
}

/// Tells that this is the draft of last time, which can be thrown away.
#[hook]
pub fn use_resumed(props: Rc<ResumedProps>) -> Html {
    let shown = use_state(|| true);
    if !*shown {
        return html! {};
    }
    let onclick = props.start_over.reform(move |()| shown.set(false));
    html! {
        <Notice mood={Mood::Info} icon={Icon::Edit}>
            <div class="spread"><p>{ t!("draft.resumed") }</p><Button tone={Tone::Quiet} {onclick}>{ t!("draft.start_over") }</Button></div>
        </Notice>
    }
}
