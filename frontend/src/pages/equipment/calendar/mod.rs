//! When an item is free: a month as a table, on the network's calendar. Days can be chosen, by finger or by arrow keys.

mod days;
mod grid;
mod words;

pub use days::month_of;

use crate::client;
use crate::components::{Button, Icon, ResourceView, Tone, keyed_part};
use crate::hooks::{Resource, use_resource};
use crate::i18n::{t, time, zone};
use chrono::NaiveDate;
use days::{Look, moved};
use grid::{GridProps, use_grid};
use shared::equipment::{BusyKind, BusyPeriod, CalendarQuery, EquipmentCalendar};
use shared::ids::EquipmentId;
use shared::time::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;

/// A month of an item's calendar, and how to turn the pages.
#[derive(Clone, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// What is taken in it.
    pub calendar: Resource<EquipmentCalendar>,
    /// Turns to the month that begins on this day.
    pub turn: Callback<NaiveDate>,
}

/// The month that is shown, at first the present one.
#[hook]
pub fn use_month(id: EquipmentId) -> Month {
    let shown = use_state(|| month_of(zone::today()));
    let first = *shown;
    let calendar = use_resource(format!("equipment calendar {id} {first}"), move || {
        let (from, until) = (zone::midnight(first), zone::midnight(moved(first, 1)));
        client::equipment::calendar(id, CalendarQuery { from, until })
    });
    let turn = Callback::from(move |month: NaiveDate| shown.set(month));
    Month { first, calendar, turn }
}

/// Props of [`use_calendar`].
#[derive(PartialEq)]
pub struct CalendarProps {
    /// The month shown.
    pub month: Month,
    /// The time that somebody wants.
    pub wanted: Option<(UtcMillis, UtcMillis)>,
    /// The time that stood in the way.
    pub clash: Option<(UtcMillis, UtcMillis)>,
    /// Takes a day that was chosen; none where days cannot be chosen.
    pub choose: Option<Callback<NaiveDate>>,
    /// Takes a closure away; none where that is not ours to do.
    pub reopen: Option<Callback<BusyPeriod>>,
}

/// The month, a legend, and what is taken in words.
#[hook]
pub fn use_calendar(props: Rc<CalendarProps>) -> Html {
    let Month { first, calendar, turn } = props.month.clone();
    let to = |by: i32| turn.reform(move |()| moved(first, by));
    let is_past = first <= month_of(zone::today());
    let grid = |periods: &[BusyPeriod]| GridProps {
        month: first,
        periods: periods.to_vec(),
        wanted: props.wanted,
        clash: props.clash,
        choose: props.choose.clone(),
    };
    // Once a month was shown, its place is kept: turning the page must not move the page.
    let ready = {
        let drawn = calendar.data().map(|calendar| grid(&calendar.periods));
        let reopen = props.reopen.clone();
        Callback::from(move |calendar: Rc<EquipmentCalendar>| {
            let Some(drawn) = &drawn else { return html! {} };
            html! {
                <div class="stack-tight">
                    { keyed_part(&first.to_string(), use_grid, drawn.clone()) }
                    { legend() }
                    { list(&calendar.periods, reopen.as_ref()) }
                </div>
            }
        })
    };
    html! {
        <section class="card calendar" aria-label={t!("calendar.title")}>
            <div class="calendar-head">
                <h2 class="calendar-month with-icon" aria-live="polite">{ Icon::Calendar }<span>{ time::month(first) }</span></h2>
                <div class="calendar-turn">
                    <Button tone={Tone::Quiet} icon={Icon::ArrowLeft} disabled={is_past} onclick={to(-1)} label={t!("calendar.previous")}>{ "" }</Button>
                    <Button tone={Tone::Quiet} icon={Icon::ArrowRight} onclick={to(1)} label={t!("calendar.next")}>{ "" }</Button>
                </div>
            </div>
            if props.choose.is_some() {
                <p class="hint">{ t!("calendar.choose_hint") }</p>
            }
            <ResourceView shown={calendar.shown(&ready)} lines=6 />
        </section>
    }
}

/// What the looks of the days mean.
fn legend() -> Html {
    let entry = |(look, class): (Look, &'static str)| {
        html! { <li class="calendar-legend-entry"><span class={classes!("calendar-sample", class)}></span>{ words::short(look) }</li> }
    };
    let looks = [Look::Free, Look::Partly, Look::Taken, Look::Closed].map(|look| (look, grid::class(look)));
    html! { <ul class="calendar-legend" aria-hidden="true">{ for looks.into_iter().map(entry) }</ul> }
}

/// What is taken in this month, in words: a phone's days have no room for hours.
fn list(periods: &[BusyPeriod], reopen: Option<&Callback<BusyPeriod>>) -> Html {
    if periods.is_empty() {
        return html! { <p class="muted">{ t!("calendar.all_free") }</p> };
    }
    let row = |period: &BusyPeriod| {
        let span = time::span(period.starts_at, period.ends_at);
        let what = match period.kind {
            BusyKind::Loan => t!("calendar.taken"),
            BusyKind::Closure => t!("calendar.closed"),
        };
        let remove = reopen.filter(|_| period.closure_id.is_some()).map(|reopen| {
            let taken = period.clone();
            let onclick = reopen.reform(move |()| taken.clone());
            let label = t!("closure.remove_of", when = span.clone());
            html! { <Button tone={Tone::Quiet} icon={Icon::Refresh} {onclick} {label}>{ t!("closure.remove") }</Button> }
        });
        html! {
            <li class="calendar-period">
                <span><strong>{ words::because(what, period) }</strong><br /><span class="muted">{ span }</span></span>
                { remove }
            </li>
        }
    };
    html! { <ul class="calendar-periods" aria-label={t!("calendar.periods")}>{ for periods.iter().map(row) }</ul> }
}
