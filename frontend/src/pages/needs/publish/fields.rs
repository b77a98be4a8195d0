//! The fields of a need: what and how much, by when, where and how.

use super::draft::{MeasuredIn, NeedDraft, evening_in};
use crate::components::{Chips, Choice, Icon, QuantityField, Segmented, SelectField, TextArea, TextField, any_of, one_of};
use crate::hooks::{Binding, Form};
use crate::i18n::{number, t, time, word, zone};
use crate::pages::categories::{described, use_categories};
use shared::needs::{NeedKind, grams_per_person};
use shared::sites::{Site, Weekday};
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;

/// What one tap on the stepper adds: kilograms, and people.
const STEP: i64 = 5;
/// Days from today that a need is often at.
const NEAR_DAYS: [u64; 4] = [0, 1, 3, 7];
/// How far a site may go, km; none: to be talked about, 0: it must be brought.
const REACHES: [i64; 5] = [10, 20, 35, 50, 100];

/// Props of [`use_what`].
#[derive(PartialEq)]
pub struct WhatProps {
    /// The draft.
    pub form: Form<NeedDraft>,
}

/// What is lacking.
#[hook]
pub fn use_what(props: Rc<WhatProps>) -> Html {
    let hints = [t!("need_form.category_hint"), t!("need_form.title_hint")];
    described(&props.form, &use_categories(), false, hints)
}

/// How much: a weight, or people to feed.
pub fn how_much(form: &Form<NeedDraft>) -> Html {
    let ways = [
        Choice::new(MeasuredIn::Kilograms, t!("need_form.in_kilograms")),
        Choice::new(MeasuredIn::People, t!("need_form.in_people")),
    ];
    let in_people = form.draft.measure == MeasuredIn::People;
    let portion = grams_per_person(form.draft.category.code.as_deref().unwrap_or_default());
    let weight = form.draft.fed().ok().filter(|people| in_people && *people > 0);
    let weight = weight.map(|people| number::weight(Grams(people.saturating_mul(portion.0))));
    html! {
        <>
            <Segmented question={one_of(&form.field("/measure", |draft| &mut draft.measure), &ways)} label={t!("need_form.measure")} />
            if in_people {
                <QuantityField bind={form.field("/people", |draft| &mut draft.people)} label={t!("need_form.how_many")} unit={t!("need_form.people")} step={STEP} />
            } else {
                <QuantityField bind={form.field("/wanted_grams", |draft| &mut draft.kilograms)} label={t!("publish.amount")} unit="kg" step={STEP} />
            }
            if let Some(weight) = weight {
                <p class="muted" role="status">{ t!("need_form.about", weight = weight) }</p>
            }
        </>
    }
}

/// By when. Whether it comes once is settled when it is published.
pub fn when(form: &Form<NeedDraft>, published: bool) -> Html {
    let kinds: Vec<_> = NeedKind::ALL.iter().map(|kind| Choice::new(*kind, word(*kind))).collect();
    html! {
        <>
            if !published {
                <Segmented question={one_of(&form.field("/kind", |draft| &mut draft.kind), &kinds)} label={t!("need_form.how_often")} />
            }
            if form.draft.kind == NeedKind::Once {
                { once(form) }
            } else {
                { weekly(form) }
            }
        </>
    }
}

fn once(form: &Form<NeedDraft>) -> Html {
    let bind = form.field("/needed_by", |draft| &mut draft.by);
    let near = |days: u64| near(days, &bind);
    let urgencies = [Choice::new(false, t!("need_form.not_urgent")), Choice::new(true, t!("need_form.urgent"))];
    html! {
        <>
            <div class="stack-tight">
                <TextField kind="datetime-local" bind={bind.clone()} label={t!("need_form.by")} min={zone::picker_text(zone::wall(zone::now()))} />
                <div class="cluster" role="group" aria-label={t!("publish.near_dates")}>{ for NEAR_DAYS.map(near) }</div>
            </div>
            <Segmented question={one_of(&form.field("/urgent", |draft| &mut draft.urgent), &urgencies)} label={t!("need_form.urgency")} />
        </>
    }
}

/// A moment at one tap; none that is past.
fn near(days: u64, bind: &Binding<String>) -> Html {
    let text = evening_in(days);
    let Some(at) = zone::read(&text).map(zone::instant).filter(|at| *at > zone::now()) else { return html! {} };
    let pressed = if bind.value == text { "true" } else { "false" };
    let onclick = bind.change.reform(move |_: MouseEvent| text.clone());
    html! { <button type="button" class="quick" aria-pressed={pressed} {onclick}>{ time::day_of(at) }</button> }
}

fn weekly(form: &Form<NeedDraft>) -> Html {
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    html! {
        <>
            <div class="amount-row">
                <SelectField question={one_of(&form.field("/weekly/weekday", |draft| &mut draft.weekday), &days)} label={t!("need_form.weekday")} />
                <TextField kind="time" bind={form.field("/weekly/time", |draft| &mut draft.time)} label={t!("need_form.time")} />
            </div>
            <TextField
                kind="date"
                bind={form.field("/weekly", |draft| &mut draft.ends_on)}
                label={t!("need_form.ends_on")}
                hint={t!("need_form.ends_on_hint")}
                min={zone::today().to_string()}
                optional=true
            />
        </>
    }
}

/// Where, which food can be taken, how it gets there, remarks.
pub fn where_and_how(form: &Form<NeedDraft>, sites: Option<&[Site]>) -> Html {
    let classes: Vec<_> = TemperatureClass::ALL.iter().map(|class| Choice::new(*class, word(*class))).collect();
    html! {
        <>
            { sites.map(|sites| site_choice(form, sites)) }
            <Chips question={any_of(&form.field("/temperature_classes", |draft| &mut draft.classes), &classes)} label={t!("need_form.classes")} />
            { reach(form) }
            <TextArea bind={form.field("/remarks", |draft| &mut draft.remarks)} label={t!("publish.remarks")} hint={t!("need_form.remarks_hint")} optional=true />
        </>
    }
}

/// Which of our sites; only asked where there are several.
fn site_choice(form: &Form<NeedDraft>, sites: &[Site]) -> Html {
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    if let [only] = choices.as_slice() {
        return html! { <p class="with-icon">{ Icon::Pin }{ &only.label }</p> };
    }
    html! { <SelectField question={one_of(&form.field("/site_id", |draft| &mut draft.site), &choices)} label={t!("need_form.site")} /> }
}

/// How far the site goes to fetch; the distance that it has said before is among the answers.
fn reach(form: &Form<NeedDraft>) -> Html {
    let bind = form.field("/pickup_km", |draft| &mut draft.pickup_km);
    let mut reaches: Vec<i64> = REACHES.into_iter().chain(bind.value.filter(|km| *km > 0)).collect();
    reaches.sort_unstable();
    reaches.dedup();
    let distances = reaches.into_iter().map(|km| Choice::new(Some(km), t!("need.fetches", km = km)));
    let talk = [Choice::new(None, t!("offer.to_be_agreed")), Choice::new(Some(0), t!("need.brought"))];
    let choices: Vec<_> = talk.into_iter().chain(distances).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("need_form.pickup")} /> }
}
