//! A new schedule.

use super::draft::ScheduleDraft;
use crate::client;
use crate::components::{Button, Choice, Icon, ProblemView, SelectField, TextField, Tone, one_of, use_toast};
use crate::hooks::{use_form, use_key_of, use_mutation};
use crate::i18n::{t, word};
use crate::pages::rounds::dials::{name_field, tolerance_field, window_field};
use shared::ids::OrganisationId;
use shared::rounds::{AllocationSchedule, NewAllocationSchedule};
use shared::sites::Weekday;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_schedule_form`].
#[derive(PartialEq)]
pub struct FormProps {
    /// The food bank.
    pub us: OrganisationId,
    /// It was made.
    pub done: Callback<()>,
}

/// The form.
#[hook]
pub fn use_schedule_form(props: Rc<FormProps>) -> Html {
    let us = props.us;
    let (toast, keys) = (use_toast(), use_key_of());
    let send = {
        let done = props.done.clone();
        use_mutation(
            move |new: NewAllocationSchedule| {
                let key = keys.of(&new);
                client::rounds::schedule(new, key)
            },
            move |_: AllocationSchedule| {
                toast.emit(t!("round_schedules.made"));
                done.emit(());
            },
        )
    };
    let form = use_form(|| ScheduleDraft::new(us), send.failure.clone());
    let weekday = form.field("/weekday", |draft| &mut draft.weekday);
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            { name_field(form.field("/title", |draft| &mut draft.title)) }
            <div class="amount-row">
                <SelectField question={one_of(&weekday, &days)} label={t!("round_schedules.weekday")} />
                <TextField kind="time" bind={form.field("/minute", |draft| &mut draft.time)} label={t!("round_schedules.time")} />
            </div>
            <TextField bind={form.field("/fetched_after_days", |draft| &mut draft.after_days)} label={t!("round_schedules.after_days")} hint={t!("round_schedules.after_days_hint")} inputmode="numeric" />
            { window_field(form.field("/window", |draft| &mut draft.window)) }
            { tolerance_field(form.field("/tolerance_kg", |draft| &mut draft.tolerance)) }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Calendar} submit=true busy={send.busy}>{ t!("round_schedules.send") }</Button>
            </div>
        </form>
    }
}
