//! Declining and cancelling: the other side reads why.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{ReasonDraft, reason_form};
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
    reason_form(&form, &send, usual_reasons(action), words(action))
}

fn usual_reasons(action: LoanAction) -> [AttrValue; 3] {
    match action {
        LoanAction::Decline => [t!("loan.reason_own_use"), t!("loan.reason_broken"), t!("claim.reason_closed")],
        _ => [t!("loan.reason_postponed"), t!("loan.reason_found"), t!("claim.reason_no_people")],
    }
}
