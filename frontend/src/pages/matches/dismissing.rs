//! "Not this one", with a reason, in two taps; and back again in one.

use crate::client::{self, Failure};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, Tone};
use crate::hooks::use_mutation;
use crate::i18n::{t, word};
use shared::ids::{DismissalId, NeedId, OfferId};
use shared::matches::{Dismissal, DismissalReason, NewDismissal};
use yew::prelude::*;

/// Which match is asked about, and what was dismissed last.
#[derive(Clone, PartialEq)]
pub struct Dismissing {
    asked: UseStateHandle<Option<(OfferId, NeedId)>>,
    last: Option<DismissalId>,
    failure: Option<Failure>,
    busy: bool,
    dismiss: Callback<NewDismissal>,
    undo: Callback<DismissalId>,
}

/// Dismisses matches of a list, which is then read again.
#[hook]
pub fn use_dismissing(reload: &Callback<()>) -> Dismissing {
    let asked = use_state(|| None);
    let last = use_state(|| None);
    let dismiss = {
        let (asked, last, reload) = (asked.clone(), last.clone(), reload.clone());
        use_mutation(client::matches::dismiss, move |dismissal: Dismissal| {
            asked.set(None);
            last.set(Some(dismissal.id));
            reload.emit(());
        })
    };
    let undo = {
        let (last, reload) = (last.clone(), reload.clone());
        use_mutation(client::matches::undo, move |()| {
            last.set(None);
            reload.emit(());
        })
    };
    Dismissing {
        asked,
        last: *last,
        failure: dismiss.failure.or(undo.failure),
        busy: dismiss.busy || undo.busy,
        dismiss: dismiss.run,
        undo: undo.run,
    }
}

impl Dismissing {
    /// What was done last, with the way back. It stands in the page and not in a passing message, because it is the only
    /// way back.
    pub fn said(&self) -> Html {
        let undo = self.last.map(|id| self.undo.reform(move |()| id));
        html! {
            <>
                <div role="status">
                    if let Some(onclick) = undo {
                        <Notice mood={Mood::Neutral}>
                            <p>{ t!("matches.dismissed") }</p>
                            <div><Button tone={Tone::Secondary} icon={Icon::Refresh} busy={self.busy} {onclick}>{ t!("matches.undo") }</Button></div>
                        </Notice>
                    }
                </div>
                <ProblemView failure={self.failure.clone()} />
            </>
        }
    }

    /// What can be done about a match: `act`, or not this one.
    pub fn around(&self, name: &AttrValue, new: NewDismissal, act: Html) -> Html {
        let pair = (new.offer_id, new.need_id);
        let open = *self.asked == Some(pair);
        let toggle = {
            let asked = self.asked.clone();
            Callback::from(move |()| asked.set((!open).then_some(pair)))
        };
        let answer = |reason: &DismissalReason| {
            let new = NewDismissal { reason: *reason, ..new };
            let onclick = self.dismiss.reform(move |_: MouseEvent| new);
            html! { <button type="button" class="quick" disabled={self.busy} {onclick}>{ word(*reason) }</button> }
        };
        html! {
            <>
                <div class="cluster">
                    { act }
                    <Button tone={Tone::Quiet} icon={Icon::Close} onclick={toggle} label={t!("matches.not_this_one", name = name.clone())}>
                        { t!("matches.dismiss") }
                    </Button>
                </div>
                if open {
                    <div class="cluster" role="group" aria-label={t!("matches.why_not")}>
                        <span class="muted">{ t!("matches.why_not") }</span>
                        { for DismissalReason::ALL.iter().map(answer) }
                    </div>
                }
            </>
        }
    }
}
