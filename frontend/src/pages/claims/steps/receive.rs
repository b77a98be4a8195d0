//! The reception: all of it at one tap, or how much less and why.

use super::take::{Taken, use_taker};
use crate::components::{Button, Icon, ProblemView, QuantityField, TextArea, Tone};
use crate::hooks::{Draft, checked, optional, use_form, use_mutation};
use crate::i18n::{t, word};
use crate::pages::offers::words::Measure;
use crate::pages::quantities;
use shared::claims::{Claim, ClaimAction, Reception};
use shared::problem::FieldError;
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct ReceiveDraft {
    /// In the offer's unit, as typed.
    amount: String,
    reason: String,
    collected: Grams,
    measure: Measure,
}

impl ReceiveDraft {
    fn new(claim: &Claim) -> Self {
        let measure = Measure::from(&claim.offer);
        Self { amount: quantities::field(claim.grams, measure), reason: String::new(), collected: claim.grams, measure }
    }

    fn is_less(&self) -> bool {
        quantities::grams(&self.amount, self.measure).is_ok_and(|grams| grams < self.collected)
    }
}

impl Draft for ReceiveDraft {
    type Wire = Reception;

    fn build(&self) -> Result<Reception, Vec<FieldError>> {
        let refuse = |pointer: &str, code: &str| Err(vec![FieldError::new(pointer, code)]);
        match quantities::grams(&self.amount, self.measure) {
            Err(code) => refuse("/received_grams", code),
            Ok(grams) if grams > self.collected => refuse("/received_grams", "more_than_claimed"),
            Ok(grams) if grams < self.collected => match optional(&self.reason) {
                None => refuse("/reason", "reason_required"),
                reason => checked(Reception { received_grams: Some(grams), reason }),
            },
            Ok(_) => Ok(Reception::default()),
        }
    }
}

/// Props of [`use_receive_form`].
#[derive(PartialEq)]
pub struct ReceiveFormProps {
    /// The claim.
    pub claim: Claim,
    /// It has been counted in.
    pub done: Callback<Taken>,
}

/// Asks how much arrived.
#[hook]
pub fn use_receive_form(props: Rc<ReceiveFormProps>) -> Html {
    let (taker, done) = (use_taker(&props.claim), props.done.clone());
    let send =
        use_mutation(move |reception| taker.clone().tell(ClaimAction::Receive, reception), move |taken| done.emit(taken));
    let form = use_form(|| ReceiveDraft::new(&props.claim), send.failure.clone());
    let measure = Measure::from(&props.claim.offer);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <QuantityField
                bind={form.field("/received_grams", |draft| &mut draft.amount)}
                label={t!("claim.received")}
                hint={t!("claim.received_hint", quantity = measure.full(props.claim.grams))}
                unit={word(measure.unit)}
                max={quantities::thousandths(props.claim.grams, measure).0}
            />
            if form.draft.is_less() {
                <TextArea bind={form.field("/reason", |draft| &mut draft.reason)} label={t!("claim.less_reason")} hint={t!("claim.less_reason_hint")} />
            }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy}>{ word(ClaimAction::Receive) }</Button>
            </div>
        </form>
    }
}
