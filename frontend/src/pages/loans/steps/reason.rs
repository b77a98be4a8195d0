//! Declining and cancelling: the other side reads why.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{Button, ProblemView, ReasonDraft, TextArea, Tone};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use shared::loans::LoanAction;
use shared::organisations::Reason;
use std::rc::Rc;
use yew::prelude::*;

/// Asks why.
#[hook]
pub fn use_reason_form(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.id, props.action, props.done.clone());
    let send = use_mutation(move |reason: Reason| client::loans::tell(id, action, reason), move |loan| done.emit(loan));
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

fn usual_reasons(action: LoanAction) -> [AttrValue; 3] {
    match action {
        LoanAction::Decline => [t!("loan.reason_own_use"), t!("loan.reason_broken"), t!("claim.reason_closed")],
        _ => [t!("loan.reason_postponed"), t!("loan.reason_found"), t!("claim.reason_no_people")],
    }
}
