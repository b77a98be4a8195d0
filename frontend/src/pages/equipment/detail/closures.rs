//! Times in which the owner keeps the item: maintenance, own use.

use super::availability::busy;
use crate::client;
use crate::client::Failure;
use crate::components::{Button, Card, Dialog, Icon, Mood, Notice, ProblemView, TextField, Tone, part, use_toast};
use crate::hooks::{Binding, Draft, Form, Mutation, checked_beside, forget, use_form, use_mutation};
use crate::i18n::{t, time, zone};
use crate::pages::equipment::calendar::Month;
use crate::pages::offers::WindowDraft;
use shared::equipment::{BusyPeriod, NewClosure};
use shared::ids::{ClosureId, EquipmentId};
use shared::problem::FieldError;
use shared::time::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_closures`].
#[derive(PartialEq)]
pub struct ClosuresProps {
    /// The item.
    pub id: EquipmentId,
    /// The month that is shown.
    pub month: Month,
    /// Whether a time is being typed.
    pub asking: UseStateHandle<bool>,
    /// The closure that is about to be taken away.
    pub reopening: UseStateHandle<Option<BusyPeriod>>,
}

/// The way to keep the item for a time, and the question before it is given free again.
#[hook]
pub fn use_closures(props: Rc<ClosuresProps>) -> Html {
    let id = props.id;
    let toast = use_toast();
    let asking = props.asking.clone();
    let changed = |words: AttrValue, asking: UseStateHandle<bool>| {
        let (toast, reload, reopening) = (toast.clone(), props.month.calendar.reload.clone(), props.reopening.clone());
        move || {
            asking.set(false);
            reopening.set(None);
            forget("equipment calendar");
            toast.emit(words.clone());
            reload.emit(());
        }
    };
    let closed = changed(t!("closure.added"), asking.clone());
    let close = use_mutation(move |new: NewClosure| client::equipment::close(id, new), move |_: BusyPeriod| closed());
    let opened = changed(t!("closure.removed"), asking.clone());
    let reopen = use_mutation(move |closure: ClosureId| client::equipment::reopen(id, closure), move |()| opened());
    let set = |on: bool| {
        let (asking, clear) = (asking.clone(), close.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            asking.set(on);
        })
    };
    let stay = {
        let (reopening, clear) = (props.reopening.clone(), reopen.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            reopening.set(None);
        })
    };
    html! {
        <Card title={t!("closure.title")}>
            <p>{ t!("closure.text") }</p>
            <div><Button icon={Icon::Calendar} onclick={set(true)}>{ t!("closure.add") }</Button></div>
            <Dialog open={*asking} title={t!("closure.add")} onclose={set(false)}>
                { part(use_closure_form, ClosureFormProps { close }) }
            </Dialog>
            <Dialog open={props.reopening.is_some()} title={t!("closure.remove_title")} onclose={stay.clone()}>
                { question(props.reopening.as_ref(), &reopen, &stay) }
            </Dialog>
        </Card>
    }
}

/// Whether this time is really to be given free again.
fn question(period: Option<&BusyPeriod>, reopen: &Mutation<ClosureId>, stay: &Callback<()>) -> Html {
    let Some((period, closure)) = period.and_then(|period| Some((period, period.closure_id?))) else { return html! {} };
    html! {
        <>
            <p>{ t!("closure.remove_text", span = time::span(period.starts_at, period.ends_at)) }</p>
            <ProblemView failure={reopen.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} busy={reopen.busy} onclick={reopen.run.reform(move |()| closure)}>{ t!("closure.remove") }</Button>
                <Button tone={Tone::Quiet} onclick={stay.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </>
    }
}

#[derive(Clone, Default, PartialEq)]
struct ClosureDraft {
    window: WindowDraft,
    reason: String,
}

impl Draft for ClosureDraft {
    type Wire = NewClosure;

    fn build(&self) -> Result<NewClosure, Vec<FieldError>> {
        let mut errors = Vec::new();
        let window = self.window.build();
        match &window {
            None if zone::read(&self.window.from).is_none() => errors.push(FieldError::new("/starts_at", "required")),
            None => errors.push(FieldError::new("/ends_at", "required")),
            Some(window) if window.ends_at <= window.starts_at => errors.push(FieldError::new("/ends_at", "before_start")),
            Some(_) => {}
        }
        let (starts_at, ends_at) = window.map_or((UtcMillis(0), UtcMillis(0)), |window| (window.starts_at, window.ends_at));
        checked_beside(errors, NewClosure { starts_at, ends_at, reason: self.reason.trim().to_owned() })
    }
}

#[derive(PartialEq)]
struct ClosureFormProps {
    close: Mutation<NewClosure>,
}

#[hook]
fn use_closure_form(props: Rc<ClosureFormProps>) -> Html {
    let close = &props.close;
    let form =
        use_form(|| ClosureDraft { window: WindowDraft::to_be_typed(), reason: String::new() }, close.failure.clone());
    let reason = form.field("/reason", |draft| &mut draft.reason);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(close.run.clone())}>
            { times(&form) }
            <TextField bind={reason} label={t!("closure.reason")} hint={t!("closure.reason_hint")} />
            { refusal(&close.failure) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={close.busy}>{ t!("closure.send") }</Button>
            </div>
        </form>
    }
}

fn times(form: &Form<ClosureDraft>) -> Html {
    let whole = form.field("/starts_at", |draft| &mut draft.window);
    let window = whole.value.clone();
    let change = whole.change.reform(move |from: String| window.moved_to(from));
    let from = Binding { pointer: "/starts_at", value: whole.value.from.clone(), error: whole.error, change };
    let to = form.field("/ends_at", |draft| &mut draft.window.to);
    html! {
        <>
            <TextField kind="datetime-local" bind={from} label={t!("booking.from")} />
            <TextField kind="datetime-local" bind={to} label={t!("booking.until")} />
        </>
    }
}

/// Why it did not work: what is promised already stays promised.
fn refusal(failure: &Option<Failure>) -> Html {
    match failure.as_ref().and_then(busy) {
        Some((from, until)) => html! {
            <Notice mood={Mood::Warm} icon={Icon::Calendar} alert=true title={t!("booking.busy_title")}>
                <p>{ t!("closure.busy", span = time::span(from, until)) }</p>
            </Notice>
        },
        None => html! { <ProblemView failure={failure.clone()} /> },
    }
}
