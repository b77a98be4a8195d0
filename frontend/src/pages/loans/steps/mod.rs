//! The steps that somebody may take on a loan now, as the server lists them in `loan.actions`.

mod handling;
mod reason;

use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_mutation, use_session};
use crate::i18n::{t, word};
use handling::use_handling_form;
use reason::use_reason_form;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanAction};
use shared::problem::Code;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_loan_steps`].
#[derive(PartialEq)]
pub struct LoanStepsProps {
    /// The loan.
    pub loan: Loan,
    /// A step was taken; this is the loan from then on.
    pub onchange: Callback<Loan>,
    /// The loan is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// Props of the forms of steps that tell something.
#[derive(PartialEq)]
pub struct StepFormProps {
    /// The loan.
    pub id: LoanId,
    /// The step.
    pub action: LoanAction,
    /// The step was taken.
    pub done: Callback<Loan>,
}

/// Buttons for the steps; all but accepting tell something, in a dialog.
#[hook]
pub fn use_loan_steps(props: Rc<LoanStepsProps>) -> Html {
    let loan = &props.loan;
    let id = loan.id;
    let toast = use_toast();
    let asking = use_state(|| None::<LoanAction>);
    let done = {
        let (asking, onchange) = (asking.clone(), props.onchange.clone());
        Callback::from(move |loan: Loan| {
            asking.set(None);
            for family in ["loans", "equipment calendar"] {
                forget(family);
            }
            toast.emit(t!("loan.now", state = word(loan.state)));
            onchange.emit(loan);
        })
    };
    let accept = {
        let done = done.clone();
        use_mutation(move |()| client::loans::accept(id), move |loan| done.emit(loan))
    };
    // A suspended organisation makes no new promise; all other steps bring to an end what was promised.
    let may_write = use_session().may_write();
    let shown = shown(loan, may_write);
    if shown.is_empty() {
        return html! {};
    }
    let button = |action: &LoanAction| {
        let action = *action;
        let (asking, accepting) = (asking.clone(), action == LoanAction::Accept);
        let onclick = if accepting { accept.run.clone() } else { Callback::from(move |()| asking.set(Some(action))) };
        html! { <Button tone={tone(action)} icon={icon(action)} busy={accepting && accept.busy} {onclick}>{ words(action) }</Button> }
    };
    let onclose = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let stale = accept.failure.as_ref().is_some_and(|failure| failure.is(Code::LoanState));
    html! {
        <div class="stack-tight claim-steps">
            <div class="cluster">{ for shown.iter().map(button) }</div>
            <ProblemView failure={accept.failure.clone()} retry={stale.then(|| props.onstale.clone())} />
            <Dialog open={asking.is_some()} title={asking.map(words).unwrap_or_default()} {onclose}>
                if let Some(action) = *asking {
                    { form(StepFormProps { id, action, done }) }
                }
            </Dialog>
        </div>
    }
}

/// The form of a step.
fn form(props: StepFormProps) -> Html {
    match props.action {
        LoanAction::HandOut | LoanAction::TakeBack => part(use_handling_form, props),
        _ => part(use_reason_form, props),
    }
}

/// Declining and cancelling are the same to a lender who has not answered yet: one button is enough.
fn shown(loan: &Loan, may_write: bool) -> Vec<LoanAction> {
    let declines = loan.actions.contains(&LoanAction::Decline);
    let offered = |action: &LoanAction| match action {
        LoanAction::Cancel => !declines,
        LoanAction::Accept => may_write,
        _ => true,
    };
    loan.actions.iter().copied().filter(offered).collect()
}

/// The words on the button.
pub(super) fn words(action: LoanAction) -> AttrValue {
    match action {
        LoanAction::Cancel => t!("loan.cancel"),
        other => word(other),
    }
}

const fn tone(action: LoanAction) -> Tone {
    match action {
        LoanAction::Accept | LoanAction::HandOut | LoanAction::TakeBack => Tone::Primary,
        LoanAction::Decline => Tone::Secondary,
        LoanAction::Cancel | LoanAction::Expire => Tone::Quiet,
    }
}

const fn icon(action: LoanAction) -> Icon {
    match action {
        LoanAction::Accept => Icon::Check,
        LoanAction::HandOut => Icon::Handover,
        LoanAction::TakeBack => Icon::Home,
        LoanAction::Decline | LoanAction::Cancel | LoanAction::Expire => Icon::Close,
    }
}
