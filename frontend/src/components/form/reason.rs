//! The reason of a decision, as somebody types it.

use super::text_area::TextArea;
use crate::components::{Button, ProblemView, Tone};
use crate::hooks::{Draft, Form, Mutation, checked};
use crate::i18n::t;
use shared::organisations::Reason;
use shared::problem::FieldError;
use yew::prelude::*;

/// A reason that the other side reads.
#[derive(Clone, Default, PartialEq)]
pub struct ReasonDraft {
    /// As typed.
    pub reason: String,
}

impl Draft for ReasonDraft {
    type Wire = Reason;

    fn build(&self) -> Result<Reason, Vec<FieldError>> {
        checked(Reason { reason: self.reason.trim().to_owned() })
    }
}

/// Asks why something is declined or called off; the other side reads it. `usual` are reasons at one tap, `words` what the
/// button says.
pub fn reason_form(form: &Form<ReasonDraft>, send: &Mutation<Reason>, usual: [AttrValue; 3], words: AttrValue) -> Html {
    let bind = form.field("/reason", |draft| &mut draft.reason);
    let usual = usual.into_iter().map(|text| {
        let words = text.to_string();
        let onclick = bind.change.reform(move |_: MouseEvent| words.clone());
        html! { <button type="button" class="quick" {onclick}>{ text }</button> }
    });
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <TextArea bind={bind.clone()} label={t!("claim.reason")} hint={t!("claim.reason_hint")} />
            <div class="cluster" role="group" aria-label={t!("claim.usual_reasons")}>{ for usual }</div>
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={send.busy}>{ words }</Button>
            </div>
        </form>
    }
}
