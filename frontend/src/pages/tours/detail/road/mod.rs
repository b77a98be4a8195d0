//! On the road: one stop at a time, with large buttons; what is done without network waits on the device.

mod fail;
mod handover;
mod taker;
mod task;

use super::PartProps;
use crate::browser;
use crate::components::{Button, Icon, Mood, Notice, Tone, keyed_part};
use crate::i18n::t;
use crate::outbox::{Deed, Entry, Outbox, use_departures, use_outbox};
use crate::pages::offers::pins::geo;
use crate::pages::tours::words;
use crate::routes::Route;
use shared::tours::{StopTask, Tour, TourLoad, TourLoadState, TourStop, TourVisit};
use std::rc::Rc;
use task::{TaskProps, use_task};
use yew::prelude::*;
use yew_router::prelude::Link;

/// The stop that is next; others by a press.
#[hook]
pub fn use_road(props: Rc<PartProps>) -> Html {
    let tour = &props.tour;
    let outbox = use_outbox();
    let chosen = use_state(|| None::<usize>);
    let waiting: usize = tour.loads.iter().map(|load| outbox.steps_of(load.id).len()).sum();
    use_departures(waiting, &props.onstale);
    let next = tour.stops.iter().position(|stop| stop.tasks.iter().any(|visit| is_open(tour, visit, &outbox)));
    let at = (*chosen).or(next);
    let shown = at.and_then(|at| Some((at, tour.stops.get(at)?)));
    let go = |to: Option<usize>| {
        let chosen = chosen.clone();
        Callback::from(move |()| {
            chosen.set(to);
            // What was pressed may be gone: the keyboard goes to the stop that is shown now, and a screen reader hears which.
            browser::after(80, || browser::focus_first(".road h2"));
        })
    };
    let ondone = go(None);
    html! {
        <section class="card road no-print" aria-label={t!("tour_road.title")}>
            { refused(tour, &outbox) }
            if let Some((at, stop)) = shown {
                <div class="stack-tight">
                    <p class="eyebrow">{ t!("tour_road.stop_of", n = at + 1, count = tour.stops.len()) }</p>
                    <h2 tabindex="-1">{ &stop.place.name }</h2>
                    { place(tour, stop) }
                </div>
                <ul class="list">{ for stop.tasks.iter().filter_map(|visit| task(&props, visit, &outbox, &ondone)) }</ul>
                <div class="spread">
                    if at > 0 {
                        <Button tone={Tone::Quiet} icon={Icon::ArrowLeft} onclick={go(Some(at - 1))}>{ t!("tour_road.before") }</Button>
                    }
                    if at + 1 < tour.stops.len() {
                        <Button tone={Tone::Quiet} icon={Icon::ArrowRight} onclick={go(Some(at + 1))}>{ t!("tour_road.after") }</Button>
                    }
                </div>
            } else {
                <h2 tabindex="-1">{ t!("tour_road.all_done") }</h2>
                <p>{ t!("tour_road.all_done_hint", place = words::place_of_site(&tour.site)) }</p>
            }
        </section>
    }
}

/// When one should be there, and how to get there.
fn place(tour: &Tour, stop: &TourStop) -> Html {
    html! {
        <>
            <p class="with-icon">{ Icon::Clock }{ t!("tour_road.expected", hour = words::hour(tour, stop.arrives_at)) }</p>
            <p class="with-icon">{ Icon::Pin }{ words::address(&stop.place) }</p>
            if let Some(position) = stop.place.position {
                <a class="button button-secondary button-wide phone-only" href={geo(position)}>{ Icon::Map }<span>{ t!("contact.directions") }</span></a>
            }
        </>
    }
}

/// Where a load stands once what waits on this device has been sent.
fn standing(load: &TourLoad, outbox: &Outbox) -> TourLoadState {
    outbox.steps_of(load.id).into_iter().fold(load.state, |state, step| state.after(step).unwrap_or(state))
}

/// Whether something is still to be done there.
fn is_open(tour: &Tour, visit: &TourVisit, outbox: &Outbox) -> bool {
    let load = tour.loads.iter().find(|load| load.id == visit.load_id);
    load.map(|load| (visit.task, standing(load, outbox)))
        .is_some_and(|it| matches!(it, (_, TourLoadState::Planned) | (StopTask::Drop, TourLoadState::Collected)))
}

fn task(props: &PartProps, visit: &TourVisit, outbox: &Outbox, ondone: &Callback<()>) -> Option<Html> {
    let load = props.tour.loads.iter().find(|load| load.id == visit.load_id)?;
    let key = format!("{} {}", visit.load_id, visit.task);
    let task = TaskProps {
        tour: props.tour.id,
        load: load.clone(),
        task: visit.task,
        state: standing(load, outbox),
        waits: !outbox.steps_of(load.id).is_empty(),
        onchange: props.onchange.clone(),
        ondone: ondone.clone(),
    };
    Some(html! { <li key={key.clone()}>{ keyed_part(&key, use_task, task) }</li> })
}

/// What was done without network and refused later.
fn refused(tour: &Tour, outbox: &Outbox) -> Html {
    let of_tour = |entry: &&Entry| matches!(&entry.deed, Deed::TourStep { tour: id, .. } if *id == tour.id);
    if !outbox.entries.iter().filter(of_tour).any(|entry| entry.refusal.is_some()) {
        return html! {};
    }
    html! {
        <Notice mood={Mood::Bad} icon={Icon::Offline} alert=true>
            <p>{ t!("tour_road.refused") }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}
