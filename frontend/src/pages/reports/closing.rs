//! The administrator closes a report: what came of it, and a word to its author.

use super::words;
use crate::client;
use crate::components::{Button, Choice, Dialog, Icon, ProblemView, SelectField, TextArea, Tone, one_of, part, use_toast};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_mutation};
use crate::i18n::t;
use shared::problem::FieldError;
use shared::reports::{Report, ReportClosing, ReportOutcome};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_closing`].
#[derive(PartialEq)]
pub struct ClosingProps {
    /// The report.
    pub report: Report,
    /// It is closed: the list is out of date.
    pub onclosed: Callback<()>,
}

/// The end of a report as it is being written.
#[derive(Clone, Default, PartialEq)]
struct ClosingDraft {
    outcome: Option<ReportOutcome>,
    answer: String,
}

impl Draft for ClosingDraft {
    type Wire = ReportClosing;

    fn build(&self) -> Result<ReportClosing, Vec<FieldError>> {
        let missing = self.outcome.is_none().then(|| FieldError::new("/outcome", "required"));
        // Never sent so: without an outcome there is an error.
        let outcome = self.outcome.unwrap_or(ReportOutcome::Other);
        checked_beside(missing.into_iter().collect(), ReportClosing { outcome, answer: optional(&self.answer) })
    }
}

/// The way to the end of a report, which asks what came of it.
#[hook]
pub fn use_closing(props: Rc<ClosingProps>) -> Html {
    let open = use_state(|| false);
    let set = |on: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(on))
    };
    let title = t!("report.close_of", organisation = props.report.about.name.as_str());
    let form = FormProps { report: props.report.clone(), onclosed: props.onclosed.clone(), onclose: set(false) };
    html! {
        <>
            <div class="form-actions">
                <Button icon={Icon::Check} onclick={set(true)} label={title.clone()}>{ t!("report.close") }</Button>
            </div>
            <Dialog open={*open} {title} onclose={set(false)}>{ part(use_closing_form, form) }</Dialog>
        </>
    }
}

#[derive(PartialEq)]
struct FormProps {
    report: Report,
    onclosed: Callback<()>,
    onclose: Callback<()>,
}

#[hook]
fn use_closing_form(props: Rc<FormProps>) -> Html {
    let toast = use_toast();
    let (id, version) = (props.report.id, props.report.version);
    let close = {
        let (onclosed, onclose) = (props.onclosed.clone(), props.onclose.clone());
        use_mutation(
            move |closing: ReportClosing| client::reports::close(id, version, closing),
            move |_: Report| {
                toast.emit(t!("report.closed_now"));
                onclose.emit(());
                onclosed.emit(());
            },
        )
    };
    let form = use_form(ClosingDraft::default, close.failure.clone());
    let bind = form.field("/outcome", |draft| &mut draft.outcome);
    let outcomes: Vec<_> =
        ReportOutcome::ALL.iter().map(|outcome| Choice::new(Some(*outcome), words::outcome(*outcome))).collect();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(close.run.clone())}>
            <ProblemView failure={close.failure.clone()} retry={props.onclosed.clone()} />
            <SelectField question={one_of(&bind, &outcomes)} label={t!("report.outcome")} hint={t!("report.outcome_hint")} />
            <TextArea
                bind={form.field("/answer", |draft| &mut draft.answer)}
                label={t!("report.answer")}
                hint={t!("report.answer_hint", name = props.report.reported_by.as_str())}
                optional=true
            />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={close.busy}>{ t!("report.close") }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}
