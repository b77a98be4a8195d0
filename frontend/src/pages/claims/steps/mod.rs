//! The steps that somebody may take on a claim now, as the server lists them in `claim.actions`.

mod collect;
mod reason;
mod receive;
mod take;

use crate::components::{Button, Dialog, Icon, Mood, Notice, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_mutation, use_session};
use crate::i18n::{t, word};
use crate::outbox::{Deed, Entry, Outcome, use_outbox};
use crate::routes::Route;
use collect::{CollectFormProps, use_collect_form};
use reason::{ReasonFormProps, use_reason_form};
use receive::{ReceiveFormProps, use_receive_form};
use shared::claims::{Claim, ClaimAction};
use shared::problem::Code;
use std::rc::Rc;
use take::{Taken, use_taker};
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_claim_steps`].
#[derive(PartialEq)]
pub struct ClaimStepsProps {
    /// The claim.
    pub claim: Claim,
    /// A step was taken; this is the claim from then on.
    pub onchange: Callback<Claim>,
    /// The claim is not as we thought: fetch it again.
    pub onstale: Callback<()>,
    /// Whether only the way forward is shown; a claim's own page can also call it off.
    pub forward: bool,
}

/// Buttons for the steps; those that need more than the will ask in a dialog.
#[hook]
pub fn use_claim_steps(props: Rc<ClaimStepsProps>) -> Html {
    let claim = &props.claim;
    let toast = use_toast();
    let asking = use_state(|| None::<ClaimAction>);
    let done = {
        let (asking, onchange) = (asking.clone(), props.onchange.clone());
        Callback::from(move |taken: Taken| {
            asking.set(None);
            let claim = match taken {
                Outcome::Sent(claim) => claim,
                Outcome::Waiting => return toast.emit(t!("outbox.kept")),
            };
            for family in ["claims", "offer", "today"] {
                forget(family);
            }
            toast.emit(t!("claim.now", state = word(claim.state)));
            onchange.emit(claim);
        })
    };
    // A suspended organisation makes no new promise; all other steps bring to an end what was promised.
    let may_write = use_session().may_write();
    let (taker, outbox) = (use_taker(claim), use_outbox());
    let plain = {
        let done = done.clone();
        use_mutation(move |action| taker.clone().take(action), move |taken| done.emit(taken))
    };
    if let Some(waiting) = outbox.step_on(claim.id) {
        return kept(waiting);
    }
    let shown = shown(claim, props.forward, may_write);
    if shown.is_empty() {
        return html! {};
    }
    let button = |action: &ClaimAction| {
        let action = *action;
        let onclick = match action {
            ClaimAction::Accept | ClaimAction::Ready => plain.run.reform(move |()| action),
            _ => {
                let asking = asking.clone();
                Callback::from(move |()| asking.set(Some(action)))
            }
        };
        let busy = plain.busy && needs_only_the_will(action);
        html! { <Button tone={tone(action)} icon={icon(action)} {busy} {onclick} label={label(claim, action)}>{ words(action) }</Button> }
    };
    let onclose = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let stale = plain.failure.as_ref().is_some_and(|failure| failure.is(Code::ClaimState));
    html! {
        <div class="stack-tight claim-steps">
            <div class="cluster">{ for shown.iter().map(button) }</div>
            <ProblemView failure={plain.failure.clone()} retry={stale.then(|| props.onstale.clone())} />
            <Dialog open={asking.is_some()} title={asking.map(words).unwrap_or_default()} {onclose}>
                if let Some(action) = *asking {
                    { form(claim, action, done) }
                }
            </Dialog>
        </div>
    }
}

/// Instead of the buttons, while a step that was taken here has not reached the server.
fn kept(waiting: &Entry) -> Html {
    let Deed::Step { step, .. } = &waiting.deed else { return html! {} };
    let sentence = match waiting.refusal {
        Some(_) => t!("outbox.step_refused", step = words(*step)),
        None => t!("outbox.step_kept", step = words(*step)),
    };
    let mood = if waiting.refusal.is_some() { Mood::Bad } else { Mood::Warm };
    html! {
        <Notice {mood} icon={Icon::Offline}>
            <p>{ sentence }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}

/// The form of a step.
fn form(claim: &Claim, action: ClaimAction, done: Callback<Taken>) -> Html {
    let claim = claim.clone();
    match action {
        ClaimAction::Collect => part(use_collect_form, CollectFormProps { claim, done }),
        ClaimAction::Receive => part(use_receive_form, ReceiveFormProps { claim, done }),
        _ => part(use_reason_form, ReasonFormProps { claim, action, done }),
    }
}

/// Declining and cancelling are the same to a giver who has not answered yet: one button is enough.
fn shown(claim: &Claim, forward: bool, may_write: bool) -> Vec<ClaimAction> {
    let no_cancel = forward || claim.actions.contains(&ClaimAction::Decline);
    let offered = |action: &ClaimAction| match action {
        ClaimAction::Cancel => !no_cancel,
        ClaimAction::Accept => may_write,
        _ => true,
    };
    claim.actions.iter().copied().filter(offered).collect()
}

const fn needs_only_the_will(action: ClaimAction) -> bool {
    matches!(action, ClaimAction::Accept | ClaimAction::Ready)
}

/// The words on the button.
pub(super) fn words(action: ClaimAction) -> AttrValue {
    match action {
        ClaimAction::Cancel => t!("claim.cancel"),
        other => word(other),
    }
}

/// The words for screen readers: which claim among many.
fn label(claim: &Claim, action: ClaimAction) -> AttrValue {
    t!("claim.step_of", step = words(action), title = claim.offer.title.as_str(), taker = claim.taker.name.as_str())
}

const fn tone(action: ClaimAction) -> Tone {
    match action {
        ClaimAction::Accept | ClaimAction::Ready | ClaimAction::Collect | ClaimAction::Receive => Tone::Primary,
        ClaimAction::Decline => Tone::Secondary,
        ClaimAction::Cancel | ClaimAction::Expire => Tone::Quiet,
    }
}

const fn icon(action: ClaimAction) -> Icon {
    match action {
        ClaimAction::Accept => Icon::Check,
        ClaimAction::Ready => Icon::Package,
        ClaimAction::Collect => Icon::Handover,
        ClaimAction::Receive => Icon::Home,
        ClaimAction::Decline | ClaimAction::Cancel | ClaimAction::Expire => Icon::Close,
    }
}
