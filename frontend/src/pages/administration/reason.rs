//! A decision that needs a reason, which the organisation reads.

use crate::client;
use crate::components::{Button, ProblemView, ReasonDraft, TextArea, Tone};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;

/// A decision that needs a reason.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Not admitted.
    Refuse,
    /// Barred after its admission.
    Suspend,
}

/// Props of [`use_reason_form`].
#[derive(PartialEq)]
pub struct ReasonFormProps {
    /// About which organisation.
    pub id: OrganisationId,
    /// What is decided.
    pub decision: Decision,
    /// The decision is taken.
    pub ondecided: Callback<()>,
    /// Rather not.
    pub onclose: Callback<()>,
}

/// Asks why, and decides.
#[hook]
pub fn use_reason_form(props: Rc<ReasonFormProps>) -> Html {
    let (id, decision) = (props.id, props.decision);
    let decide = {
        let (ondecided, onclose) = (props.ondecided.clone(), props.onclose.clone());
        use_mutation(
            move |reason| async move {
                match decision {
                    Decision::Refuse => client::organisations::refuse(id, reason).await,
                    Decision::Suspend => client::organisations::suspend(id, reason).await,
                }
            },
            move |()| {
                onclose.emit(());
                ondecided.emit(());
            },
        )
    };
    let form = use_form(ReasonDraft::default, decide.failure.clone());
    let (label, hint, action) = match decision {
        Decision::Refuse => (t!("administration.reason"), t!("administration.reason_hint"), t!("administration.refuse")),
        Decision::Suspend => {
            (t!("administration.suspend_reason"), t!("administration.suspend_hint"), t!("administration.suspend"))
        }
    };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(decide.run.clone())}>
            <ProblemView failure={decide.failure.clone()} />
            <TextArea bind={form.field("/reason", |draft| &mut draft.reason)} {label} {hint} />
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={decide.busy}>{ action }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}
