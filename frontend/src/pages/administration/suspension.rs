//! Bars an organisation, and lets it in again.

use super::decision::DecisionProps;
use super::reason::{Decision, ReasonFormProps, use_reason_form};
use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, part, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// The way to a suspension, which asks for its reason.
#[hook]
pub fn use_suspension(props: Rc<DecisionProps>) -> Html {
    let open = use_state(|| false);
    let set = |on: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(on))
    };
    let title = t!("administration.suspend_of", organisation = props.name.as_str());
    let form = ReasonFormProps {
        id: props.id,
        decision: Decision::Suspend,
        ondecided: props.ondecided.clone(),
        onclose: set(false),
    };
    html! {
        <>
            <div class="form-actions">
                <Button tone={Tone::Quiet} onclick={set(true)} label={title.clone()}>{ t!("administration.suspend") }</Button>
            </div>
            <Dialog open={*open} {title} onclose={set(false)}>{ part(use_reason_form, form) }</Dialog>
        </>
    }
}

/// Lifts a suspension; that harms nobody, so nothing is asked.
#[hook]
pub fn use_reinstatement(props: Rc<DecisionProps>) -> Html {
    let toast = use_toast();
    let id = props.id;
    let reinstate = {
        let (ondecided, name) = (props.ondecided.clone(), props.name.clone());
        use_mutation(
            move |()| client::organisations::reinstate(id),
            move |()| {
                toast.emit(t!("administration.reinstated", organisation = name.as_str()));
                ondecided.emit(());
            },
        )
    };
    html! {
        <>
            <ProblemView failure={reinstate.failure.clone()} retry={props.ondecided.clone()} />
            <div class="form-actions">
                <Button
                    tone={Tone::Primary}
                    icon={Icon::Check}
                    busy={reinstate.busy}
                    onclick={reinstate.run.clone()}
                    label={t!("administration.reinstate_of", organisation = props.name.as_str())}
                >
                    { t!("administration.reinstate") }
                </Button>
            </div>
        </>
    }
}
