//! What happened while one was typing, above the form.

use crate::browser;
use crate::components::{Icon, Mood, Notice};
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_notice`].
#[derive(PartialEq)]
pub struct NoticeProps {
    /// Counts changes by others: each takes the keyboard's focus.
    pub round: u32,
    /// The labels of what was taken from them.
    pub taken: Vec<AttrValue>,
    /// The labels of what both have changed.
    pub to_choose: Vec<AttrValue>,
}

/// What happened, and what to do now.
#[hook]
pub fn use_notice(props: Rc<NoticeProps>) -> Html {
    use_effect_with(props.round, |_| browser::focus_first("#merge"));
    let list = |labels: &[AttrValue]| labels.iter().map(AttrValue::as_str).collect::<Vec<_>>().join(", ");
    html! {
        <div id="merge" tabindex="-1">
            <Notice mood={Mood::Warm} icon={Icon::Users} title={t!("merge.title")} alert=true>
                <p>{ t!("merge.kept") }</p>
                if !props.taken.is_empty() {
                    <p>{ t!("merge.taken", fields = list(&props.taken)) }</p>
                }
                if props.to_choose.is_empty() {
                    <p>{ t!("merge.save_again") }</p>
                } else {
                    <p>{ t!("merge.choose", fields = list(&props.to_choose)) }</p>
                }
            </Notice>
        </div>
    }
}
