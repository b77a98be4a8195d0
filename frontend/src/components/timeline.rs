//! What happened, in order.

use super::{Icon, Mood};
use yew::prelude::*;

/// Something that happened, or is to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// What.
    pub title: AttrValue,
    /// When, and by whom.
    pub detail: AttrValue,
    /// More: a reason, a reading.
    pub note: Option<AttrValue>,
    /// Its colour.
    pub mood: Mood,
    /// Its picture.
    pub icon: Icon,
    /// Whether it is still to come.
    pub pending: bool,
}

/// What happened, oldest first.
pub fn timeline(moments: &[Moment]) -> Html {
    let moment = |moment: &Moment| {
        let class = classes!("moment", moment.mood.class(), moment.pending.then_some("moment-pending"));
        html! {
            <li {class}>
                <span class="moment-mark">{ moment.icon }</span>
                <div>
                    <p class="moment-title">{ &moment.title }</p>
                    <p class="muted">{ &moment.detail }</p>
                    if let Some(note) = &moment.note {
                        <p class="moment-note">{ note }</p>
                    }
                </div>
            </li>
        }
    };
    html! { <ol class="timeline">{ for moments.iter().map(moment) }</ol> }
}
