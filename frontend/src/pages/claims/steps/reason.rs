//! Declining and cancelling: the other side reads why.

use super::take::{Taken, use_taker};
use super::words;
use crate::components::{ReasonDraft, reason_form};
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
    reason_form(&form, &send, usual_reasons(action), words(action))
}

fn usual_reasons(action: ClaimAction) -> [AttrValue; 3] {
    match action {
        ClaimAction::Decline => [t!("claim.reason_promised"), t!("claim.reason_spoiled"), t!("claim.reason_closed")],
        _ => [t!("claim.reason_no_vehicle"), t!("claim.reason_no_people"), t!("claim.reason_no_room")],
    }
}
