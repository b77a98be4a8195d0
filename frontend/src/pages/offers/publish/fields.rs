//! The fields of an offer: what, how much, how kept and until when, remarks. `pickup.rs` has where and when.

use super::draft::OfferDraft;
use super::window::in_days;
use crate::components::{Choice, Icon, QuantityField, Segmented, SelectField, TextArea, TextField, one_of};
use crate::hooks::{Binding, Form};
use crate::i18n::{number, t, time, word};
use crate::pages::categories::{described, use_categories};
use crate::pages::offers::check::check_fields;
use shared::categories::DateKind;
use shared::units::{Grams, TemperatureClass, Unit};
use std::rc::Rc;
use yew::prelude::*;

/// What one tap on the stepper adds, kg.
const KG_STEP: i64 = 5;
/// Days from today that a date is often at.
const NEAR_DATES: [u64; 3] = [0, 1, 3];

/// Props of all parts.
#[derive(PartialEq)]
pub struct PartProps {
    /// The draft.
    pub form: Form<OfferDraft>,
    /// Whether the offer is published already: then its unit and temperature stay.
    pub published: bool,
}

/// What it is.
#[hook]
pub fn use_what(props: Rc<PartProps>) -> Html {
    let hints = [t!("publish.category_hint"), t!("publish.name_hint")];
    described(&props.form, &use_categories(), props.published, hints)
}

/// How much.
pub fn how_much(form: &Form<OfferDraft>, published: bool) -> Html {
    let unit = form.draft.unit;
    let units: Vec<_> = Unit::ALL.iter().map(|unit| Choice::new(*unit, word(*unit))).collect();
    let mut bind = form.field("/unit", |draft| &mut draft.unit);
    let edit = form.clone();
    bind.change = Callback::from(move |unit: Unit| edit.edit(move |draft| draft.count_in(unit)));
    let step = if unit == Unit::Kilogram { KG_STEP } else { 1 };
    let weight = match (form.draft.total(), unit) {
        (Ok(total), unit) if unit != Unit::Kilogram && total > Grams::ZERO => {
            Some(t!("publish.in_all", weight = number::weight(total)))
        }
        _ => None,
    };
    html! {
        <>
            <div class={if published { "stack" } else { "amount-row" }}>
                <QuantityField bind={form.field("/total_grams", |draft| &mut draft.amount)} label={t!("publish.amount")} unit={word(unit)} {step} />
                if !published {
                    <SelectField question={one_of(&bind, &units)} label={t!("publish.unit")} />
                }
            </div>
            if unit != Unit::Kilogram && !published {
                <TextField
                    bind={form.field("/grams_per_unit", |draft| &mut draft.piece_kg)}
                    label={t!("publish.piece", unit = word(unit))}
                    hint={t!("publish.piece_hint")}
                    inputmode="decimal"
                    unit="kg"
                />
            }
            if let Some(weight) = weight {
                <p class="muted" role="status">{ weight }</p>
            }
        </>
    }
}

/// How it is kept, and until when.
pub fn keeping(form: &Form<OfferDraft>, published: bool) -> Html {
    let classes: Vec<_> = TemperatureClass::ALL.iter().map(|class| Choice::new(*class, word(*class))).collect();
    let kinds = [DateKind::UseBy, DateKind::BestBefore, DateKind::None];
    let kinds: Vec<_> = kinds.into_iter().map(|kind| Choice::new(kind, kind_word(kind))).collect();
    let kind = form.draft.date_kind;
    let date = match kind {
        DateKind::UseBy => {
            Some((form.field("/use_by", |draft| &mut draft.date), t!("publish.use_by"), t!("publish.use_by_hint")))
        }
        DateKind::BestBefore => Some((
            form.field("/best_before", |draft| &mut draft.date),
            t!("publish.best_before"),
            t!("publish.best_before_hint"),
        )),
        DateKind::None => None,
    };
    html! {
        <>
            if !published {
                <Segmented question={one_of(&form.field("/temperature_class", |draft| &mut draft.temperature), &classes)} label={t!("publish.temperature")} icons={vec![Icon::Ambient, Icon::Chilled, Icon::Frozen]} />
            }
            <Segmented question={one_of(&form.field("/date_kind", |draft| &mut draft.date_kind), &kinds)} label={t!("publish.date_kind")} />
            if let Some((bind, label, hint)) = date {
                <div class="stack-tight">
                    <TextField kind="date" bind={bind.clone()} {label} {hint} min={(kind == DateKind::UseBy).then(|| in_days(0).to_string())} />
                    <div class="cluster" role="group" aria-label={t!("publish.near_dates")}>{ for NEAR_DATES.map(|days| near(days, &bind)) }</div>
                </div>
            }
            if form.draft.needs_check() {
                { check_fields(form) }
            }
        </>
    }
}

fn kind_word(kind: DateKind) -> AttrValue {
    match kind {
        DateKind::UseBy => t!("publish.kind_use_by"),
        DateKind::BestBefore => t!("publish.kind_best_before"),
        DateKind::None => t!("publish.kind_none"),
    }
}

fn near(days: u64, bind: &Binding<String>) -> Html {
    let day = in_days(days);
    let onclick = bind.change.reform(move |_: MouseEvent| day.to_string());
    let pressed = if bind.value == day.to_string() { "true" } else { "false" };
    html! { <button type="button" class="quick" aria-pressed={pressed} {onclick}>{ time::day(day) }</button> }
}

/// What the taker should know.
pub fn remarks(form: &Form<OfferDraft>) -> Html {
    let bind = form.field("/remarks", |draft| &mut draft.remarks);
    html! { <TextArea {bind} label={t!("publish.remarks")} hint={t!("publish.remarks_hint")} optional=true /> }
}
