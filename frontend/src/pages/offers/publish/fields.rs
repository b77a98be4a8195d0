//! The fields of an offer: what, how much, how kept and until when, remarks. `pickup.rs` has where and when.

use super::draft::OfferDraft;
use super::window::in_days;
use crate::components::{Choice, Icon, QuantityField, Segmented, SelectField, TextArea, TextField, near_dates, one_of};
use crate::hooks::{Binding, Draft, Form};
use crate::i18n::{number, t, word};
use crate::pages::categories::{described, use_categories};
use crate::pages::offers::check::check_fields;
use shared::categories::DateKind;
use shared::sites::Site;
use shared::units::{Grams, TemperatureClass, Unit};
use std::rc::Rc;
use yew::prelude::*;

/// What one tap on the stepper adds, kg.
const KG_STEP: i64 = 5;
/// Days from today that a date is often at.
const NEAR_DATES: [u64; 3] = [0, 1, 3];

/// A draft about food that is given: an offer, or a surplus that comes back.
pub trait Given: Draft {
    /// The food.
    fn given(&self) -> &OfferDraft;

    /// The food, to be changed.
    fn given_mut(&mut self) -> &mut OfferDraft;
}

impl Given for OfferDraft {
    fn given(&self) -> &OfferDraft {
        self
    }

    fn given_mut(&mut self) -> &mut OfferDraft {
        self
    }
}

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
pub fn how_much<D: Given>(form: &Form<D>, published: bool) -> Html {
    let given = form.draft.given();
    let unit = given.unit;
    let units: Vec<_> = Unit::ALL.iter().map(|unit| Choice::new(*unit, word(*unit))).collect();
    let mut bind = form.field("/unit", |draft| &mut draft.given_mut().unit);
    let edit = form.clone();
    bind.change = Callback::from(move |unit: Unit| edit.edit(move |draft| draft.given_mut().count_in(unit)));
    let step = if unit == Unit::Kilogram { KG_STEP } else { 1 };
    let weight = match (given.total(), unit) {
        (Ok(total), unit) if unit != Unit::Kilogram && total > Grams::ZERO => {
            Some(t!("publish.in_all", weight = number::weight(total)))
        }
        _ => None,
    };
    html! {
        <>
            <div class={if published { "stack" } else { "amount-row" }}>
                <QuantityField bind={form.field("/total_grams", |draft| &mut draft.given_mut().amount)} label={t!("publish.amount")} unit={word(unit)} {step} />
                if !published {
                    <SelectField question={one_of(&bind, &units)} label={t!("publish.unit")} />
                }
            </div>
            if unit != Unit::Kilogram && !published {
                <TextField
                    bind={form.field("/grams_per_unit", |draft| &mut draft.given_mut().piece_kg)}
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
                { temperature(form) }
            }
            { date_kind(form) }
            if let Some((bind, label, hint)) = date {
                <div class="stack-tight">
                    <TextField kind="date" bind={bind.clone()} {label} {hint} min={(kind == DateKind::UseBy).then(|| in_days(0).to_string())} />
                    { near_dates(&bind, &NEAR_DATES) }
                </div>
            }
            if form.draft.needs_check() {
                { check_fields(form) }
            }
        </>
    }
}

/// How it is kept.
pub fn temperature<D: Given>(form: &Form<D>) -> Html {
    temperature_of(&form.field("/temperature_class", |draft| &mut draft.given_mut().temperature))
}

/// The same, for what is bound otherwise.
pub fn temperature_of(bind: &Binding<TemperatureClass>) -> Html {
    let classes: Vec<_> = TemperatureClass::ALL.iter().map(|class| Choice::new(*class, word(*class))).collect();
    let icons = vec![Icon::Ambient, Icon::Chilled, Icon::Frozen];
    html! { <Segmented question={one_of(bind, &classes)} label={t!("publish.temperature")} {icons} /> }
}

/// Which date its label carries.
pub fn date_kind<D: Given>(form: &Form<D>) -> Html {
    date_kind_of(&form.field("/date_kind", |draft| &mut draft.given_mut().date_kind))
}

/// The same, for what is bound otherwise.
pub fn date_kind_of(bind: &Binding<DateKind>) -> Html {
    let kinds = [DateKind::UseBy, DateKind::BestBefore, DateKind::None].map(|kind| Choice::new(kind, kind_word(kind)));
    html! { <Segmented question={one_of(bind, &kinds)} label={t!("publish.date_kind")} /> }
}

fn kind_word(kind: DateKind) -> AttrValue {
    match kind {
        DateKind::UseBy => t!("publish.kind_use_by"),
        DateKind::BestBefore => t!("publish.kind_best_before"),
        DateKind::None => t!("publish.kind_none"),
    }
}

/// What the taker should know.
pub fn remarks<D: Given>(form: &Form<D>) -> Html {
    let bind = form.field("/remarks", |draft| &mut draft.given_mut().remarks);
    html! { <TextArea {bind} label={t!("publish.remarks")} hint={t!("publish.remarks_hint")} optional=true /> }
}

/// Which of our sites; only asked where there are several.
pub fn site_choice<D: Given>(form: &Form<D>, sites: &[Site]) -> Html {
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    if let [only] = choices.as_slice() {
        return html! { <p class="with-icon">{ Icon::Pin }{ &only.label }</p> };
    }
    let bind = form.field("/site_id", |draft| &mut draft.given_mut().site);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("publish.site")} /> }
}
