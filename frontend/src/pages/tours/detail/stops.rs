//! The stops in order, with times and what is on board; for who plans, the way to put them into another order.

use super::PartProps;
use crate::browser;
use crate::client::{self, Failure};
use crate::components::{Button, Card, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::{field_error, number, t};
use crate::pages::offers::pins::geo;
use crate::pages::tours::{forget_tours, words};
use shared::tours::{StopTask, Tour, TourAction, TourCapacity, TourLoadState, TourStop, TourStopOrder, TourVisit};
use std::rc::Rc;
use yew::prelude::*;

/// An order of the stops, what stands at the stop that was moved, and which of its buttons moved it.
type Move = (Vec<TourVisit>, TourVisit, Way);

/// Which way a stop goes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
}

impl Way {
    /// Its button, or the only one that is left.
    const fn button(self) -> &'static str {
        match self {
            Self::Up => "button:first-of-type",
            Self::Down => "button:last-of-type",
        }
    }
}

/// The list; nothing before there is a stop.
#[hook]
pub fn use_stops(props: Rc<PartProps>) -> Html {
    let tour = &props.tour;
    let (id, version, before) = (tour.id, tour.version, tour.metres);
    let toast = use_toast();
    let changed = {
        let onchange = props.onchange.clone();
        Callback::from(move |(tour, said): (Tour, AttrValue)| {
            forget_tours();
            toast.emit(said);
            onchange.emit(tour);
        })
    };
    let arrange = {
        let changed = changed.clone();
        use_mutation(
            move |(tasks, moved, way): Move| async move {
                let order = TourStopOrder { tasks };
                client::tours::replace_stops(id, version, order).await.map(|tour| (tour, moved, way))
            },
            move |(tour, moved, way): (Tour, TourVisit, Way)| {
                let at = tour.stops.iter().position(|stop| stop.tasks.contains(&moved)).unwrap_or_default();
                changed.emit((tour, t!("tour.moved", n = at + 1)));
                // The buttons have moved with their stop: the keyboard follows the one that was pressed.
                let button = format!("#{} .tour-stop-moves {}", stop_id(at), way.button());
                browser::after(80, move || browser::focus_first(&button));
            },
        )
    };
    let best = use_mutation(
        move |()| client::tours::order(id, version),
        move |tour: Tour| {
            let distance = number::distance(tour.metres);
            let said =
                if tour.metres < before { t!("tour.ordered", distance = distance) } else { t!("tour.ordered_already") };
            changed.emit((tour, said));
        },
    );
    if tour.stops.is_empty() {
        return html! {};
    }
    let may_order = tour.actions.contains(&TourAction::Order) && tour.stops.len() > 1;
    let aboard = words::aboard(tour);
    let row = |(at, (stop, aboard)): (usize, (&TourStop, Option<TourCapacity>))| {
        let moves = if may_order {
            move_buttons(tour, at, &arrange.run)
        } else {
            html! {}
        };
        stop_view(tour, at, stop, aboard, moves)
    };
    html! {
        <Card title={t!("tour.stops")}>
            <p class="with-icon">{ Icon::Home }{ t!("tour.leaves", hour = words::hour(tour, tour.leaves_at), place = words::place_of_site(&tour.site)) }</p>
            <ol class="tour-stops">{ for tour.stops.iter().zip(aboard).enumerate().map(row) }</ol>
            <p class="with-icon">{ Icon::Home }{ t!("tour.returns", hour = words::hour(tour, tour.returns_at), place = words::place_of_site(&tour.site)) }</p>
            { refusal(&arrange.failure, &props.onstale) }
            { refusal(&best.failure, &props.onstale) }
            if may_order {
                <div><Button icon={Icon::Refresh} busy={best.busy} onclick={best.run.clone()}>{ t!("tour.order") }</Button></div>
            }
        </Card>
    }
}

fn stop_id(at: usize) -> String {
    format!("arret-{}", at + 1)
}

/// A stop.
fn stop_view(tour: &Tour, at: usize, stop: &TourStop, aboard: Option<TourCapacity>, moves: Html) -> Html {
    let (from, until) = (words::hour(tour, stop.arrives_at), words::hour(tour, stop.leaves_at));
    html! {
        <li id={stop_id(at)} class="tour-stop">
            <span class="tour-stop-number">{ at + 1 }</span>
            <div class="stack-tight">
                <p class="row-title">{ t!("tour.stop_times", from = from, until = until) }{ " " }{ &stop.place.name }</p>
                <p class="offer-line">
                    { Icon::Pin }{ words::address(&stop.place) }
                    if stop.metres > 0 {
                        <span class="muted">{ t!("tour.after", distance = number::distance(stop.metres)) }</span>
                    }
                </p>
                <ul class="plain-list stack-tight">{ for stop.tasks.iter().filter_map(|visit| task(tour, visit)) }</ul>
                if let Some(aboard) = aboard {
                    <p class="muted">{ words::aboard_words(tour, aboard) }</p>
                }
                <div class="cluster no-print">
                    if let Some(position) = stop.place.position {
                        <a class="button button-secondary phone-only" href={geo(position)}>{ Icon::Map }<span>{ t!("contact.directions") }</span></a>
                    }
                    { moves }
                </div>
            </div>
        </li>
    }
}

/// What is done with one load there, and whether it is done.
fn task(tour: &Tour, visit: &TourVisit) -> Option<Html> {
    let load = tour.loads.iter().find(|load| load.id == visit.load_id)?;
    let (icon, words_of) = match visit.task {
        StopTask::PickUp => {
            let sender = words::sender(load);
            (Icon::Handover, t!("tour.pick_up", load = words::load(load), sender = sender))
        }
        StopTask::Drop => (Icon::Package, t!("tour.drop", load = words::load(load), receiver = load.receiver.name.as_str())),
    };
    let done = match visit.task {
        StopTask::PickUp => matches!(load.state, TourLoadState::Collected | TourLoadState::Delivered),
        StopTask::Drop => load.state == TourLoadState::Delivered,
    };
    let is_off = matches!(load.state, TourLoadState::Failed | TourLoadState::Withdrawn | TourLoadState::Declined);
    Some(html! {
        <li class="offer-line">
            { if done { Icon::Check } else { icon } }
            <span>
                { words_of }
                if done {
                    <strong>{ " " }{ t!("tour.task_done") }</strong>
                }
                if is_off {
                    <strong>{ " " }{ words::load_state(load.state) }</strong>
                }
            </span>
        </li>
    })
}

/// One place up, one place down, as far as there is one.
fn move_buttons(tour: &Tour, at: usize, arrange: &Callback<Move>) -> Html {
    let Some(moved) = tour.stops.get(at).and_then(|stop| stop.tasks.first()).copied() else { return html! {} };
    let name = tour.stops.get(at).map(|stop| stop.place.name.clone()).unwrap_or_default();
    let button = |order: Option<Vec<TourVisit>>, way: Way, words: AttrValue, label: AttrValue| {
        let onclick = order.map(|order| arrange.reform(move |()| (order.clone(), moved, way)));
        let icon = if way == Way::Up { Icon::ArrowUp } else { Icon::ArrowDown };
        html! {
            if let Some(onclick) = onclick {
                <Button tone={Tone::Quiet} {icon} {onclick} {label}>{ words }</Button>
            }
        }
    };
    let up = at.checked_sub(1).and_then(|before| swapped(&tour.stops, before));
    let down = swapped(&tour.stops, at);
    html! {
        <span class="cluster tour-stop-moves">
            { button(up, Way::Up, t!("tour.up"), t!("tour.up_of", place = name.as_str())) }
            { button(down, Way::Down, t!("tour.down"), t!("tour.down_of", place = name.as_str())) }
        </span>
    }
}

/// The tasks of all stops once the one at `at` and the next have changed places; `None` where there is no next.
fn swapped(stops: &[TourStop], at: usize) -> Option<Vec<TourVisit>> {
    let (head, rest) = stops.split_at_checked(at)?;
    let [one, next, tail @ ..] = rest else { return None };
    let order = head.iter().chain([next, one]).chain(tail);
    Some(order.flat_map(|stop| stop.tasks.iter().copied()).collect())
}

/// Why it stays as it was. What is wrong with an order stands at no field.
fn refusal(failure: &Option<Failure>, onstale: &Callback<()>) -> Html {
    let wrong = failure.as_ref().and_then(|failure| failure.field_errors().first().map(field_error));
    match wrong {
        Some(sentence) => html! { <Notice mood={Mood::Warm} icon={Icon::Warning} alert=true><p>{ sentence }</p></Notice> },
        None => html! { <ProblemView failure={failure.clone()} retry={onstale.clone()} /> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::TourLoadId;
    use shared::time::UtcMillis;
    use shared::tours::TourPlace;

    fn visit(load: u128, task: StopTask) -> TourVisit {
        TourVisit { load_id: TourLoadId(uuid::Uuid::from_u128(load)), task }
    }

    fn stop(tasks: Vec<TourVisit>) -> TourStop {
        let place = TourPlace {
            site_id: None,
            name: String::new(),
            address: None,
            postcode: String::new(),
            commune: String::new(),
            position: None,
        };
        TourStop { place, arrives_at: UtcMillis(0), leaves_at: UtcMillis(0), metres: 0, aboard_grams: None, tasks }
    }

    #[test]
    fn neighbours_change_places_with_all_that_is_done_there() {
        use StopTask::{Drop, PickUp};
        let stops = [
            stop(vec![visit(1, PickUp), visit(2, PickUp)]),
            stop(vec![visit(3, PickUp)]),
            stop(vec![visit(1, Drop), visit(2, Drop), visit(3, Drop)]),
        ];
        let order = swapped(&stops, 0).unwrap();
        assert_eq!(order[..3], [visit(3, PickUp), visit(1, PickUp), visit(2, PickUp)]);
        assert_eq!(order.len(), 6);
        assert_eq!(swapped(&stops, 1).unwrap()[2], visit(1, Drop));
        assert_eq!(swapped(&stops, 2), None);
        assert_eq!(swapped(&stops, 7), None);
    }
}
