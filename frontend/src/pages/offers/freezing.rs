//! Somebody froze food: the giver what it offers, or a taker what arrived. Both tell the same.

use crate::client::Failure;
use crate::components::{Button, Icon, ProblemView, TextArea, TextField, Tone};
use crate::hooks::{Draft, checked, optional, use_form};
use crate::i18n::{t, zone};
use chrono::NaiveDate;
use shared::offers::NewFreezing;
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// A freezing as it is being told.
#[derive(Clone, PartialEq)]
struct FreezingDraft {
    day: String,
    note: String,
}

impl Draft for FreezingDraft {
    type Wire = NewFreezing;

    fn build(&self) -> Result<NewFreezing, Vec<FieldError>> {
        let missing = || vec![FieldError::new("/frozen_on", "required")];
        let frozen_on: NaiveDate = self.day.parse().map_err(|_| missing())?;
        checked(NewFreezing { frozen_on, note: optional(&self.note) })
    }
}

/// Props of [`use_freezing_form`].
#[derive(PartialEq)]
pub struct FreezingFormProps {
    /// What freezing means here.
    pub rule: AttrValue,
    /// Records it.
    pub run: Callback<NewFreezing>,
    /// Whether that is under way.
    pub busy: bool,
    /// Why it failed.
    pub failure: Option<Failure>,
}

/// Asks on which day.
#[hook]
pub fn use_freezing_form(props: Rc<FreezingFormProps>) -> Html {
    let today = || FreezingDraft { day: zone::today().to_string(), note: String::new() };
    let form = use_form(today, props.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(props.run.clone())}>
            <p>{ props.rule.clone() }</p>
            <TextField kind="date" bind={form.field("/frozen_on", |draft| &mut draft.day)} label={t!("freeze.day")} hint={t!("freeze.day_hint")} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("check.note")} hint={t!("freeze.note_hint")} optional=true />
            <ProblemView failure={props.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Frozen} submit=true busy={props.busy}>{ t!("freeze.send") }</Button>
            </div>
        </form>
    }
}
