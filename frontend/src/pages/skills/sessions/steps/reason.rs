//! Declining, cancelling and giving up hours: the other side reads why.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{ReasonDraft, reason_form};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use shared::organisations::Reason;
use shared::skill_sessions::SkillSessionAction;
use std::rc::Rc;
use yew::prelude::*;

/// Asks why.
#[hook]
pub fn use_reason_form(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.session.id, props.action, props.done.clone());
    let send = use_mutation(
        move |reason: Reason| client::skill_sessions::tell(id, action, reason),
        move |session| done.emit(session),
    );
    let form = use_form(ReasonDraft::default, send.failure.clone());
    html! {
        <>
            if action == SkillSessionAction::Reverse {
                <p>{ t!("skill_session.reverse_lead") }</p>
            }
            { reason_form(&form, &send, usual_reasons(action), words(action)) }
        </>
    }
}

fn usual_reasons(action: SkillSessionAction) -> [AttrValue; 3] {
    match action {
        SkillSessionAction::Decline => {
            [t!("skill_session.reason_date"), t!("skill_session.reason_skill"), t!("claim.reason_no_people")]
        }
        SkillSessionAction::Reverse => {
            [t!("skill_session.reason_wrong"), t!("skill_session.reason_twice"), t!("skill_session.reason_gift")]
        }
        _ => [t!("skill_session.reason_date"), t!("skill_session.reason_found"), t!("skill_session.reason_ill")],
    }
}
