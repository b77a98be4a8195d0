//! "Not this one", with a reason, in two taps; and back again in one. The same for food, equipment and skills.

use crate::client::{self, Failure};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, Tone};
use crate::hooks::use_mutation;
use crate::i18n::t;
use shared::matches::help::{HelpDismissal, NewHelpDismissal};
use shared::matches::{Dismissal, NewDismissal};
use std::future::Future;
use yew::prelude::*;

/// Which match is asked about, and what was dismissed last.
#[derive(Clone, PartialEq)]
pub struct Dismissing {
    asked: UseStateHandle<Option<String>>,
    undo: Option<Callback<()>>,
    failure: Option<Failure>,
    busy: bool,
}

/// What stands beside a list of matches of food, and what dismisses one.
pub type FoodDismissing = (Dismissing, Callback<NewDismissal>);

/// The same for matches of equipment and skills.
pub type HelpDismissing = (Dismissing, Callback<NewHelpDismissal>);

/// Dismisses matches of food of a list, which is then read again.
#[hook]
pub fn use_dismissing(reload: Callback<()>) -> FoodDismissing {
    use_dismissals(reload, client::matches::dismiss, client::matches::undo, |dismissal: Dismissal| dismissal.id)
}

/// Dismisses matches of equipment or of skills of a list, which is then read again.
#[hook]
pub fn use_help_dismissing(reload: Callback<()>) -> HelpDismissing {
    use_dismissals(reload, client::matches::dismiss_help, client::matches::undo_help, |done: HelpDismissal| done.id)
}

/// A dismissal as it is asked for, as it is answered, and its identifier.
#[hook]
fn use_dismissals<N, D, I, F, A, G, B>(
    reload: Callback<()>,
    dismiss: F,
    undo: G,
    id: fn(D) -> I,
) -> (Dismissing, Callback<N>)
where
    N: 'static,
    D: 'static,
    I: Copy + 'static,
    F: Fn(N) -> A + 'static,
    A: Future<Output = Result<D, Failure>> + 'static,
    G: Fn(I) -> B + 'static,
    B: Future<Output = Result<(), Failure>> + 'static,
{
    let asked = use_state(|| None::<String>);
    let last = use_state(|| None::<I>);
    let dismiss = {
        let (asked, last, reload) = (asked.clone(), last.clone(), reload.clone());
        use_mutation(dismiss, move |dismissal: D| {
            asked.set(None);
            last.set(Some(id(dismissal)));
            reload.emit(());
        })
    };
    let undo = {
        let last = last.clone();
        use_mutation(undo, move |()| {
            last.set(None);
            reload.emit(());
        })
    };
    let back = last.map(|id| undo.run.reform(move |()| id));
    let (failure, busy) = (dismiss.failure.or(undo.failure), dismiss.busy || undo.busy);
    (Dismissing { asked, undo: back, failure, busy }, dismiss.run)
}

impl Dismissing {
    /// Whether one was dismissed and can be taken back.
    #[must_use]
    pub const fn has_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// What was done last, with the way back. It stands in the page and not in a passing message, because it is the only
    /// way back.
    pub fn said(&self) -> Html {
        html! {
            <>
                <div role="status">
                    if let Some(onclick) = self.undo.clone() {
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

    /// What can be done about a match: `act`, or not this one. `pair` tells it from its neighbours; each of `reasons` has its
    /// words and dismisses the match.
    pub fn around(&self, name: &AttrValue, pair: String, reasons: Vec<(AttrValue, Callback<()>)>, act: Html) -> Html {
        let open = self.asked.as_deref() == Some(pair.as_str());
        let toggle = {
            let asked = self.asked.clone();
            Callback::from(move |()| asked.set((!open).then(|| pair.clone())))
        };
        let answer = |(words, dismiss): (AttrValue, Callback<()>)| {
            let onclick = dismiss.reform(|_: MouseEvent| ());
            html! { <button type="button" class="quick" disabled={self.busy} {onclick}>{ words }</button> }
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
                        { for reasons.into_iter().map(answer) }
                    </div>
                }
            </>
        }
    }
}
