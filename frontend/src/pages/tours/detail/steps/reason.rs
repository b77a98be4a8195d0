//! Calling a tour off: everybody concerned reads why.

use super::StepFormProps;
use crate::client;
use crate::components::{ReasonDraft, reason_form};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use crate::pages::tours::words;
use shared::organisations::Reason;
use std::rc::Rc;
use yew::prelude::*;

/// Asks why.
#[hook]
pub fn use_cancel_form(props: Rc<StepFormProps>) -> Html {
    let (id, done) = (props.tour.id, props.done.clone());
    let send = use_mutation(move |reason: Reason| client::tours::cancel(id, reason), move |tour| done.emit(tour));
    let form = use_form(ReasonDraft::default, send.failure.clone());
    let usual = [t!("tour.reason_vehicle"), t!("tour.reason_driver"), t!("claim.reason_no_people")];
    html! {
        <>
            <p>{ t!("tour.ask_cancel") }</p>
            { reason_form(&form, &send, usual, words::action(props.action)) }
        </>
    }
}
