//! Rounds that begin by themselves, every week: listed, made, ended.

mod draft;
mod form;

use super::may_lead;
use super::place::Place;
use crate::browser;
use crate::client;
use crate::components::{
    Button, ButtonLink, Dialog, Empty, Icon, PageHeader, ProblemView, ResourceView, Tone, keyed_part, part, use_toast,
};
use crate::hooks::{use_mutation, use_resource, use_session};
use crate::i18n::{t, time, word};
use form::{FormProps, use_schedule_form};
use shared::local_time::LocalTime;
use shared::rounds::{AllocationSchedule, AllocationScheduleList};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[hook]
pub fn use_schedules_page() -> Html {
    let session = use_session();
    let schedules = use_resource("rounds schedules".to_owned(), client::rounds::schedules);
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let us = session.organisation().filter(|_| may_lead(&session));
    let changed = {
        let (close, reload) = (set(false), schedules.reload.clone());
        Callback::from(move |()| {
            close.emit(());
            reload.emit(());
        })
    };
    let ready = {
        let (reload, leads) = (schedules.reload.clone(), us.is_some());
        Callback::from(move |list: Rc<AllocationScheduleList>| {
            let item = |schedule: &AllocationSchedule| {
                let of = ScheduleProps { schedule: schedule.clone(), leads, reload: reload.clone() };
                let key = schedule.id.to_string();
                html! { <li key={key.clone()}>{ keyed_part(&key, use_schedule, of) }</li> }
            };
            html! { <ul class="list">{ for list.items.iter().map(item) }</ul> }
        })
    };
    let empty =
        html! { <Empty icon={Icon::Calendar} title={t!("round_schedules.none")} hint={t!("round_schedules.none_hint")} /> };
    html! {
        <div class="readable">
            <PageHeader title={t!("round_schedules.title")} lead={t!("round_schedules.lead")} back={Place::List.route()} back_label={t!("rounds.title")}>
                if us.is_some() {
                    <Button tone={Tone::Primary} icon={Icon::Plus} onclick={set(true)}>{ t!("round_schedules.new") }</Button>
                }
            </PageHeader>
            <ResourceView shown={schedules.shown(&ready)} {empty} />
            <Dialog open={*asking && us.is_some()} title={t!("round_schedules.new")} onclose={set(false)}>
                { us.map(|us| part(use_schedule_form, FormProps { us, done: changed })) }
            </Dialog>
        </div>
    }
}

#[derive(PartialEq)]
struct ScheduleProps {
    schedule: AllocationSchedule,
    leads: bool,
    reload: Callback<()>,
}

#[hook]
fn use_schedule(props: Rc<ScheduleProps>) -> Html {
    let schedule = &props.schedule;
    let id = schedule.id;
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let toast = use_toast();
    let end = {
        let (close, reload) = (set(false), props.reload.clone());
        use_mutation(
            move |()| client::rounds::end_schedule(id),
            move |()| {
                toast.emit(t!("round_schedules.ended"));
                close.emit(());
                reload.emit(());
                // The card is gone.
                browser::after(80, || browser::focus_first("h1"));
            },
        )
    };
    html! {
        <article class="card">
            <h2 class="card-title">{ &schedule.title }</h2>
            <p class="with-icon">{ Icon::Calendar }{ every(schedule) }</p>
            <p class="muted">{ fetched(schedule) }</p>
            <p class="muted">{ t!("round_schedules.next", when = time::moment(schedule.next_at)) }</p>
            <div class="cluster">
                if let Some(round) = schedule.last_round_id {
                    <ButtonLink to={Place::Round(round).route()} tone={Tone::Quiet} icon={Icon::ArrowRight}>{ t!("round_schedules.last") }</ButtonLink>
                }
                if props.leads {
                    <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("round_schedules.end") }</Button>
                }
            </div>
            <Dialog open={*asking} title={t!("round_schedules.end_question")} onclose={set(false)}>
                <p>{ t!("round_schedules.end_text") }</p>
                <ProblemView failure={end.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={end.busy} onclick={end.run.clone()}>{ t!("round_schedules.end") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </article>
    }
}

/// "Chaque mardi à 7 h"
fn every(schedule: &AllocationSchedule) -> AttrValue {
    t!("round_schedules.every", day = word(schedule.weekday), clock = clock(schedule.minute))
}

fn fetched(schedule: &AllocationSchedule) -> AttrValue {
    match schedule.fetched_after_days {
        0 => t!("round_schedules.same_day"),
        days => t!("round_schedules.days_later", n = days),
    }
}

/// Minutes from midnight as a clock shows them.
fn clock(minute: i64) -> AttrValue {
    let minutes = u32::try_from(minute).unwrap_or_default();
    LocalTime::new(minutes / 60, minutes % 60).map(time::of_day).unwrap_or_default()
}
