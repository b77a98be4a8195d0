//! Declining and cancelling: the other side reads why.

use super::take::{Taken, use_taker};
use super::words;
use crate::components::{Button, ProblemView, ReasonDraft, TextArea, Tone};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use shared::claims::{Claim, ClaimAction};
use shared::organisations::Reason;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_reason_form`].
#[derive(PartialEq)]
pub struct ReasonFormProps {
    /// The claim.
    pub claim: Claim,
    /// Decline or cancel.
    pub action: ClaimAction,
    /// The step was taken.
    pub done: Callback<Taken>,
}

/// Asks why.
#[hook]
pub fn use_reason_form(props: Rc<ReasonFormProps>) -> Html {
    let (taker, action, done) = (use_taker(&props.claim), props.action, props.done.clone());
    let send = use_mutation(move |reason: Reason| taker.clone().tell(action, reason), move |taken| done.emit(taken));
    let form = use_form(ReasonDraft::default, send.failure.clone());
    let bind = form.field("/reason", |draft| &mut draft.reason);
    let usual = |text: AttrValue| {
        let words = text.to_string();
        let onclick = bind.change.reform(move |_: MouseEvent| words.clone());
        html! { <button type="button" class="quick" {onclick}>{ text }</button> }
    };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <TextArea bind={bind.clone()} label={t!("claim.reason")} hint={t!("claim.reason_hint")} />
            <div class="cluster" role="group" aria-label={t!("claim.usual_reasons")}>{ for usual_reasons(action).into_iter().map(usual) }</div>
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={send.busy}>{ words(action) }</Button>
            </div>
        </form>
    }
}

fn usual_reasons(action: ClaimAction) -> [AttrValue; 3] {
    match action {
        ClaimAction::Decline => [t!("claim.reason_promised"), t!("claim.reason_spoiled"), t!("claim.reason_closed")],
        _ => [t!("claim.reason_no_vehicle"), t!("claim.reason_no_people"), t!("claim.reason_no_room")],
    }
}
