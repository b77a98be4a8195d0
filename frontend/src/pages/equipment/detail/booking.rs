//! Asking for an item: from when until when, what for, for whom, and what its owner wants to be sure of.

use super::availability::busy;
use super::booking_draft::BookingDraft;
use crate::client::Failure;
use crate::components::{
    Button, Card, Choice, Icon, Mood, Notice, ProblemView, SelectField, TextArea, TextField, Tone, any_of, checklist, one_of,
};
use crate::hooks::{Binding, Form, Mutation};
use crate::i18n::{t, time, zone};
use crate::pages::equipment::words::statement;
use crate::pages::offers::WindowDraft;
use shared::equipment::Equipment;
use shared::loans::NewLoan;
use shared::organisations::OrganisationSummary;
use shared::time::UtcMillis;
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
}

/// The form.
#[hook]
pub fn use_booking(props: Rc<BookingProps>) -> Html {
    let BookingProps { item, ours, form, send } = &*props;
    let purpose = form.field("/purpose", |draft| &mut draft.purpose);
    let words = if item.needs_approval { t!("booking.send") } else { t!("booking.take") };
    html! {
        <Card title={t!("booking.title")} class="claim-form">
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
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
    checklist(&question, t!("booking.states"), None)
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

/// The same length, from when it is free again.
fn after(form: &Form<BookingDraft>, until: UtcMillis) -> Callback<()> {
    let form = form.clone();
    Callback::from(move |()| {
        let from = zone::picker_text(zone::wall(until));
        form.edit_at("/starts_at", move |draft| draft.window = WindowDraft::moved_to(&draft.window, from));
    })
}
