//! The fields of a surplus that comes back: on which days, from when until when, how long before it is published.

use super::draft::RecurringDraft;
use super::words;
use crate::components::{Chips, Choice, SelectField, TextField, any_of, one_of, use_disclosure};
use crate::hooks::Form;
use crate::i18n::{t, word, zone};
use crate::pages::categories::{described, use_categories};
use crate::pages::offers::date_kind;
use crate::pages::offers::product::{POINTERS, product_fields};
use shared::categories::DateKind;
use shared::sites::Weekday;
use std::rc::Rc;
use yew::prelude::*;

/// How long before the pick-up an offer can be published, hours.
const LEADS: [i64; 6] = [6, 12, 24, 48, 72, 168];

/// Props of the parts.
#[derive(PartialEq)]
pub struct FieldsProps {
    /// The draft.
    pub form: Form<RecurringDraft>,
}

/// What it is.
#[hook]
pub fn use_what(props: Rc<FieldsProps>) -> Html {
    let hints = [t!("publish.category_hint"), t!("publish.name_hint")];
    described(&props.form, &use_categories(), false, hints)
}

/// Which date its offers carry, counted from the day of the pick-up.
pub fn dates(form: &Form<RecurringDraft>) -> Html {
    let label = match form.draft.food.date_kind {
        DateKind::UseBy => Some(t!("recurring.use_by_days")),
        DateKind::BestBefore => Some(t!("recurring.best_before_days")),
        DateKind::None => None,
    };
    let bind = form.field(form.draft.date_pointer(), |draft| &mut draft.after_days);
    html! {
        <>
            { date_kind(form) }
            if let Some(label) = label {
                <TextField {bind} {label} hint={t!("recurring.days_hint")} inputmode="numeric" />
            }
        </>
    }
}

/// On which days, and from when until when.
pub fn rhythm(form: &Form<RecurringDraft>) -> Html {
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    let weekdays = form.field("/weekdays", |draft| &mut draft.weekdays);
    let lead = form.field("/lead_hours", |draft| &mut draft.lead_hours);
    // What was planned through another program may be another number.
    let mut leads: Vec<i64> = LEADS.into_iter().chain([lead.value]).collect();
    leads.sort_unstable();
    leads.dedup();
    let leads: Vec<_> = leads.into_iter().map(|hours| Choice::new(hours, words::lead(hours))).collect();
    html! {
        <>
            <Chips question={any_of(&weekdays, &days)} label={t!("recurring.weekdays")} />
            <div class="amount-row">
                <TextField kind="time" bind={form.field("/pickup_from", |draft| &mut draft.from)} label={t!("recurring.from")} />
                <TextField kind="time" bind={form.field("/pickup_until", |draft| &mut draft.until)} label={t!("recurring.until")} />
            </div>
            <SelectField question={one_of(&lead, &leads)} label={t!("recurring.lead")} hint={t!("recurring.lead_hint")} />
        </>
    }
}

/// From which day on; asked once.
pub fn starts_on(form: &Form<RecurringDraft>) -> Html {
    let bind = form.field("/starts_on", |draft| &mut draft.starts_on);
    html! { <TextField kind="date" {bind} label={t!("recurring.starts_on")} min={zone::today().to_string()} /> }
}

/// Until which day.
pub fn ends_on(form: &Form<RecurringDraft>) -> Html {
    let bind = form.field("/ends_on", |draft| &mut draft.ends_on);
    html! { <TextField kind="date" {bind} label={t!("recurring.ends_on")} hint={t!("recurring.ends_on_hint")} optional=true /> }
}

/// What few need.
#[hook]
pub fn use_more(props: Rc<FieldsProps>) -> Html {
    let product = &props.form.draft.food.product;
    let wrong = POINTERS.iter().any(|pointer| props.form.error(pointer).is_some());
    let disclosure = use_disclosure(product.is_filled(), wrong);
    html! { <section class="card">{ disclosure.around(t!("product.more"), product_fields(&props.form, product)) }</section> }
}
