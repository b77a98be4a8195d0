//! Asking for an item: from when until when, what for, for whom, and what its owner wants to be sure of.

use super::availability::busy;
use super::booking_draft::BookingDraft;
use super::for_need::{ForNeedProps, use_for_need};
use crate::client::Failure;
use crate::components::{
    Button, Card, Choice, Icon, Mood, Notice, ProblemView, SelectField, TextArea, TextField, Tone, any_of, checklist,
    one_of, part,
};
use crate::hooks::{Binding, Form, Mutation};
use crate::i18n::{t, time, zone};
use crate::pages::equipment::words::statement;
use crate::pages::offers::WindowDraft;
use shared::equipment::{Equipment, Requirement};
use shared::loans::NewLoan;
use shared::organisations::OrganisationSummary;
use shared::problem::Code;
use shared::time::UtcMillis;
use shared::waits::NewWait;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_booking`].
#[derive(PartialEq)]
pub struct BookingProps {
    /// The item.
    pub item: Equipment,
    /// Our organisations that may borrow it.
    pub ours: Vec<OrganisationSummary>,
    /// What is being typed.
    pub form: Form<BookingDraft>,
    /// How it is sent.
    pub send: Mutation<NewLoan>,
    /// How one waits for days that are taken.
    pub wait: Mutation<NewWait>,
}

/// The form.
#[hook]
pub fn use_booking(props: Rc<BookingProps>) -> Html {
    let BookingProps { item, ours, form, send, wait } = &*props;
    let purpose = form.field("/purpose", |draft| &mut draft.purpose);
    let words = if item.is_answered() { t!("booking.send") } else { t!("booking.take") };
    html! {
        <Card title={t!("booking.title")} class="claim-form">
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
                if let Some((need, _)) = form.draft.need {
                    { part(use_for_need, ForNeedProps { need, form: form.clone() }) }
                }
                { times(form) }
                if ours.len() > 1 {
                    { whom(form, ours) }
                }
                <TextArea bind={purpose} label={t!("booking.purpose")} hint={t!("booking.purpose_hint")} rows={2} />
                if !item.requirements.is_empty() {
                    { statements(form, item) }
                }
                if let Some(deposit) = crate::pages::equipment::words::deposit(item) {
                    <p class="muted">{ t!("booking.deposit", deposit = deposit) }</p>
                }
                { refusal(&send.failure, form) }
                { waiting(&send.failure, form, wait) }
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Handover} submit=true busy={send.busy} wide=true>{ words }</Button>
                </div>
            </form>
        </Card>
    }
}

/// From when until when; another start moves the end along.
fn times(form: &Form<BookingDraft>) -> Html {
    let whole = form.field("/starts_at", |draft| &mut draft.window);
    let window = whole.value.clone();
    let change = whole.change.reform(move |from: String| window.moved_to(from));
    let from = Binding { pointer: "/starts_at", value: whole.value.from.clone(), error: whole.error, change };
    let to = form.field("/ends_at", |draft| &mut draft.window.to);
    let min = zone::picker_text(zone::wall(zone::now()));
    html! {
        <>
            <TextField kind="datetime-local" bind={from} label={t!("booking.from")} min={min.clone()} />
            <TextField kind="datetime-local" bind={to} label={t!("booking.until")} {min} />
        </>
    }
}

fn whom(form: &Form<BookingDraft>, ours: &[OrganisationSummary]) -> Html {
    let bind = form.field("/organisation_id", |draft| &mut draft.organisation);
    let choices: Vec<_> = ours.iter().map(|one| Choice::new(Some(one.id), one.name.clone().into())).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("booking.organisation")} /> }
}

fn statements(form: &Form<BookingDraft>, item: &Equipment) -> Html {
    let bind = form.field("/confirmed", |draft| &mut draft.confirmed);
    let choices: Vec<_> = item.requirements.iter().map(|one| Choice::new(*one, statement(*one))).collect();
    let mut question = any_of(&bind, &choices);
    // "To be filled in" would not say that a tick is meant.
    question.error = question.error.map(|_| t!("booking.states_missing"));
    let stated = |one: Requirement| item.requirements.contains(&one) && form.draft.confirmed.contains(&one);
    html! {
        <>
            { checklist(&question, t!("booking.states"), None) }
            if stated(Requirement::DrivingLicence) {
                <TextField bind={form.field("/answers/licence", |draft| &mut draft.answers.licence)} label={t!("booking.who_drives")} hint={t!("booking.who_drives_hint")} optional=true />
            }
            if stated(Requirement::InsuranceProof) {
                <TextField bind={form.field("/answers/insurance", |draft| &mut draft.answers.insurance)} label={t!("booking.which_insurance")} hint={t!("booking.which_insurance_hint")} optional=true />
            }
            if stated(Requirement::TrainedPerson) {
                <TextField bind={form.field("/answers/training", |draft| &mut draft.answers.training)} label={t!("booking.who_knows")} optional=true />
            }
        </>
    }
}

/// Why it did not work. Where the item is taken, until when, and the way to ask for the time after.
fn refusal(failure: &Option<Failure>, form: &Form<BookingDraft>) -> Html {
    let Some((from, until)) = failure.as_ref().and_then(busy) else {
        return html! { <ProblemView failure={failure.clone()} /> };
    };
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Calendar} alert=true title={t!("booking.busy_title")}>
            <p>{ t!("booking.busy", span = time::span(from, until), until = time::moment(until)) }</p>
            <div><Button tone={Tone::Secondary} icon={Icon::ArrowRight} onclick={after(form, until)}>{ t!("booking.after") }</Button></div>
        </Notice>
    }
}

/// The way to wait for these days, where somebody else has them.
fn waiting(failure: &Option<Failure>, form: &Form<BookingDraft>, wait: &Mutation<NewWait>) -> Html {
    let taken = failure.as_ref().is_some_and(|failure| failure.is(Code::EquipmentBusy) || failure.is(Code::KeptForOther));
    let Some(new) = form.draft.wait().filter(|_| taken) else { return html! {} };
    html! {
        <div class="stack-tight">
            <p>{ t!("waits.lead") }</p>
            <div><Button tone={Tone::Secondary} icon={Icon::Bell} busy={wait.busy} onclick={wait.run.reform(move |()| new.clone())}>{ t!("waits.join") }</Button></div>
            <ProblemView failure={wait.failure.clone()} />
        </div>
    }
}

/// The same length, from when it is free again.
fn after(form: &Form<BookingDraft>, until: UtcMillis) -> Callback<()> {
    let form = form.clone();
    Callback::from(move |()| {
        let from = zone::picker_text(zone::wall(until));
        form.edit_at("/starts_at", move |draft| draft.window = WindowDraft::moved_to(&draft.window, from));
    })
}
