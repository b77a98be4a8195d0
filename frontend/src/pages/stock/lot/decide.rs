//! Whether a lot may leave: its coordinators hold it back, put it apart or clear it; whoever has it checks what is past its
//! best-before day.

use super::PartProps;
use crate::client;
use crate::components::{
    Button, Choice, Dialog, Icon, Mood, Notice, ProblemView, SelectField, TextArea, Tone, one_of, part, use_toast,
};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::offers::check::{CheckDraft, check_fields};
use crate::pages::stock::words;
use shared::offers::NewBestBeforeCheck;
use shared::problem::FieldError;
use shared::stock::{Lot, LotStatus, LotStatusCause, NewLotStatus};
use std::rc::Rc;
use yew::prelude::*;

/// What is asked.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Status(LotStatus),
    Check,
}

/// The buttons, each with its form; nothing where nothing is to be decided.
#[hook]
pub fn use_decisions(props: Rc<PartProps>) -> Html {
    let lot = &props.lot;
    let asking = use_state(|| None::<Asking>);
    let ask = |what: Option<Asking>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let choices = choices(lot);
    if choices.is_empty() {
        return html! {};
    }
    let button = |what: Asking| {
        let icon = if let Asking::Status(status) = what { words::look(status).1 } else { Icon::Shield };
        html! { <Button tone={tone(what)} {icon} onclick={ask(Some(what))}>{ name(what) }</Button> }
    };
    let form = |what: Asking| {
        let props = DecisionProps { of: (*props).clone(), done: ask(None) };
        match what {
            Asking::Status(status) => part(use_status_form, StatusProps { decision: props, status }),
            Asking::Check => part(use_check_form, props),
        }
    };
    html! {
        <>
            <div class="cluster no-print">{ for choices.into_iter().map(button) }</div>
            <Dialog open={asking.is_some()} title={(*asking).map(name).unwrap_or_default()} onclose={ask(None)}>
                { (*asking).map(form) }
            </Dialog>
        </>
    }
}

fn choices(lot: &Lot) -> Vec<Asking> {
    let decides = lot.can_decide && lot.status != LotStatus::Recalled;
    let statuses = [LotStatus::Approved, LotStatus::OnHold, LotStatus::Quarantined].into_iter();
    let others = statuses.filter(|status| decides && *status != lot.status).map(Asking::Status);
    let has_some = lot.places.iter().any(|place| place.can_move);
    let due = lot.overdue && lot.best_before.is_some() && has_some;
    due.then_some(Asking::Check).into_iter().chain(others).collect()
}

fn name(what: Asking) -> AttrValue {
    match what {
        Asking::Status(LotStatus::Approved) => t!("stock_decide.approve"),
        Asking::Status(LotStatus::OnHold) => t!("stock_decide.hold"),
        Asking::Status(LotStatus::Quarantined | LotStatus::Recalled) => t!("stock_decide.quarantine"),
        Asking::Check => t!("check.title"),
    }
}

const fn tone(what: Asking) -> Tone {
    match what {
        Asking::Status(LotStatus::Approved) | Asking::Check => Tone::Primary,
        Asking::Status(_) => Tone::Quiet,
    }
}

#[derive(Clone, PartialEq)]
struct DecisionProps {
    of: PartProps,
    done: Callback<()>,
}

#[derive(PartialEq)]
struct StatusProps {
    decision: DecisionProps,
    status: LotStatus,
}

#[derive(Clone, Debug, PartialEq)]
struct StatusDraft {
    status: LotStatus,
    cause: Option<LotStatusCause>,
    note: String,
}

impl Draft for StatusDraft {
    type Wire = NewLotStatus;

    fn build(&self) -> Result<NewLotStatus, Vec<FieldError>> {
        let missing = self.cause.is_none().then(|| FieldError::new("/cause", "required"));
        let cause = self.cause.unwrap_or(LotStatusCause::Doubt);
        let new = NewLotStatus { status: self.status, cause, note: optional(&self.note) };
        checked_beside(missing.into_iter().collect(), new)
    }
}

/// Causes that fit a status.
fn causes(status: LotStatus) -> &'static [LotStatusCause] {
    use LotStatusCause::{Checked, ColdChain, Damaged, Doubt, Other, Recall};
    match status {
        LotStatus::Approved => &[Checked, Other],
        LotStatus::OnHold | LotStatus::Quarantined | LotStatus::Recalled => &[Doubt, Damaged, ColdChain, Recall, Other],
    }
}

#[hook]
fn use_status_form(props: Rc<StatusProps>) -> Html {
    let (of, status) = (props.decision.of.clone(), props.status);
    let (id, version) = (of.lot.id, of.lot.version);
    let toast = use_toast();
    let reload = of.resource.reload.clone();
    let decide = {
        let done = props.decision.done.clone();
        use_mutation(
            move |new: NewLotStatus| client::stock::decide(id, version, new),
            move |lot: Lot| {
                toast.emit(words::status(status));
                done.emit(());
                of.changed(lot);
            },
        )
    };
    let usual = (status == LotStatus::Approved).then_some(LotStatusCause::Checked);
    let form = use_form(|| StatusDraft { status, cause: usual, note: String::new() }, decide.failure.clone());
    let bind = form.field("/cause", |draft| &mut draft.cause);
    let causes: Vec<_> = causes(status).iter().map(|one| Choice::new(Some(*one), words::cause(*one))).collect();
    let needed = form.draft.cause == Some(LotStatusCause::Other);
    let lead = if status == LotStatus::Approved { t!("stock_decide.lead_approve") } else { t!("stock_decide.lead_block") };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(decide.run.clone())}>
            <p>{ lead }</p>
            <SelectField question={one_of(&bind, &causes)} label={t!("stock_decide.cause")} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional={!needed} />
            <ProblemView failure={decide.failure.clone()} retry={reload} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={decide.busy}>{ name(Asking::Status(status)) }</Button>
            </div>
        </form>
    }
}

#[hook]
fn use_check_form(props: Rc<DecisionProps>) -> Html {
    let id = props.of.lot.id;
    let toast = use_toast();
    let record = {
        let (of, done) = (props.of.clone(), props.done.clone());
        use_mutation(
            move |told: NewBestBeforeCheck| client::stock::check(id, told),
            move |lot: Lot| {
                toast.emit(t!("check.recorded"));
                done.emit(());
                of.changed(lot);
            },
        )
    };
    let form = use_form(CheckDraft::default, record.failure.clone());
    let passes = form.draft.told().passes();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(record.run.clone())}>
            { check_fields(&form) }
            <div role="status">
                if !passes {
                    <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("check.would_fail") }</p></Notice>
                }
            </div>
            <ProblemView failure={record.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Shield} submit=true busy={record.busy}>
                    { if passes { t!("check.send") } else { t!("check.send_failed") } }
                </Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_says_why() {
        let draft = StatusDraft { status: LotStatus::OnHold, cause: None, note: String::new() };
        assert_eq!(draft.build().unwrap_err()[0].pointer, "/cause");
        let other = StatusDraft { cause: Some(LotStatusCause::Other), ..draft.clone() };
        assert_eq!(other.build().unwrap_err()[0].pointer, "/note");
        let doubt = StatusDraft { cause: Some(LotStatusCause::Doubt), ..draft };
        assert_eq!(doubt.build().unwrap().cause, LotStatusCause::Doubt);
    }
}
