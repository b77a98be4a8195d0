//! One tour: where it stands, what is next on the road, its stops in order, what it carries and what lies on its way.

mod facts;
mod map;
mod road;
mod shop;
mod shop_draft;
pub mod steps;
mod stops;
mod suggestions;

use super::loads::{LoadProps, load_article};
use super::place::Place;
use super::{TourPageProps, words};
use crate::browser;
use crate::client;
use crate::components::{Button, ButtonLink, Card, Icon, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{t, time};
use facts::facts;
use map::tour_map;
use road::use_road;
use shared::tours::{Tour, TourAction, TourLoad, TourLoadState, TourParty, TourState};
use shop::use_shop;
use std::rc::Rc;
use steps::{TourStepsProps, use_tour_steps};
use stops::use_stops;
use suggestions::use_suggestions;
use yew::prelude::*;

/// A tour, and what follows when something is done about it.
#[derive(Clone, PartialEq)]
pub struct PartProps {
    /// The tour.
    pub tour: Tour,
    /// Something was done; this is the tour from then on.
    pub onchange: Callback<Tour>,
    /// The tour is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// One tour.
#[hook]
pub fn use_tour_page(props: Rc<TourPageProps>) -> Html {
    let id = props.id;
    let tour = use_resource(format!("tour {id}"), move || client::tours::find(id));
    use_fresh(&tour.reload);
    let shown = tour.data();
    let title = shown.as_ref().map_or_else(|| t!("tours.one"), |tour| AttrValue::from(tour.title.clone()));
    let eyebrow = shown.as_ref().map(|tour| words::span(tour));
    let ready = {
        let resource = tour.clone();
        Callback::from(move |tour: Rc<Tour>| body(&tour, &resource))
    };
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Place::List.route()} back_label={t!("tours.title")}>
                if let Some(tour) = shown {
                    { actions(&tour) }
                }
            </PageHeader>
            <ResourceView shown={tour.shown(&ready)} lines=4 />
        </>
    }
}

/// What is done with the page itself: its sheet on paper, and changes.
fn actions(tour: &Tour) -> Html {
    html! {
        <>
            if !tour.stops.is_empty() {
                <Button icon={Icon::Printer} onclick={Callback::from(|()| browser::print())}>{ t!("tour.print") }</Button>
            }
            if tour.actions.contains(&TourAction::Update) {
                <ButtonLink to={Place::Edit(tour.id).route()} icon={Icon::Edit}>{ t!("tour.update") }</ButtonLink>
            }
        </>
    }
}

fn body(tour: &Tour, resource: &Resource<Tour>) -> Html {
    let onchange = {
        let resource = resource.clone();
        Callback::from(move |tour: Tour| resource.replace(tour))
    };
    let props = PartProps { tour: tour.clone(), onchange, onstale: resource.reload.clone() };
    let plans = tour.state == TourState::Planned && tour.actions.contains(&TourAction::Order);
    let looks = plans || tour.state == TourState::Planned && tour.parties.contains(&TourParty::Driver);
    let asked = loads(tour, |load| load.state == TourLoadState::Asked);
    let others = loads(tour, |load| load.state != TourLoadState::Asked);
    html! {
        <div class="split">
            <div class="stack">
                { standing(&props) }
                if on_road(tour) {
                    { part(use_road, props.clone()) }
                }
                { section(&props, t!("tour.asked_loads"), asked) }
                { part(use_stops, props.clone()) }
                { section(&props, t!("tour.loads"), others) }
                if looks {
                    { part(use_suggestions, props.clone()) }
                }
                if plans {
                    { part(use_shop, props.clone()) }
                }
                if tour.parties.is_empty() && tour.state == TourState::Planned {
                    <p class="muted">{ t!("tour.how_to_ask") }</p>
                }
            </div>
            <div class="stack">
                <Card title={t!("tour.facts")}>{ facts(tour) }</Card>
                { tour_map(tour) }
            </div>
        </div>
    }
}

/// Whether the caller is on the road with it, or follows it from the organisation.
fn on_road(tour: &Tour) -> bool {
    let drives = |party: &TourParty| matches!(party, TourParty::Carrier | TourParty::Driver);
    tour.state == TourState::Running && tour.parties.iter().any(drives)
}

fn loads(tour: &Tour, wanted: impl Fn(&TourLoad) -> bool) -> Vec<&TourLoad> {
    tour.loads.iter().filter(|load| wanted(load)).collect()
}

/// Loads below a heading; nothing where there are none.
fn section(props: &PartProps, title: AttrValue, loads: Vec<&TourLoad>) -> Html {
    if loads.is_empty() {
        return html! {};
    }
    let article = |load: &TourLoad| {
        load_article(LoadProps {
            tour: props.tour.clone(),
            load: load.clone(),
            onchange: props.onchange.clone(),
            onstale: props.onstale.clone(),
        })
    };
    html! { <Card {title} class="no-print">{ for loads.into_iter().map(article) }</Card> }
}

/// Where it stands and what to do: the first thing on the page.
fn standing(props: &PartProps) -> Html {
    let tour = &props.tour;
    let (mood, icon) = words::look(tour.state);
    let steps =
        TourStepsProps { tour: tour.clone(), only: None, onchange: props.onchange.clone(), onstale: props.onstale.clone() };
    html! {
        <section class={classes!("card", "standing", "no-print", mood.class())} aria-label={t!("tour.standing")}>
            <div class="standing-head">
                <span class="standing-mark">{ icon }</span>
                <div>
                    <p class="standing-state">{ words::state(tour.state) }</p>
                    <p>{ next(tour) }</p>
                </div>
            </div>
            if let Some(reason) = &tour.reason {
                <p class="claim-message">{ t!("history.reason", reason = reason.as_str()) }</p>
            }
            { part(use_tour_steps, steps) }
        </section>
    }
}

/// What comes next.
fn next(tour: &Tour) -> AttrValue {
    let when = time::moment(tour.leaves_at);
    match tour.state {
        TourState::Planned if tour.wants_driver && tour.actions.contains(&TourAction::Drive) => t!("tour.next_volunteer"),
        TourState::Planned if tour.wants_driver => t!("tour.next_driver"),
        TourState::Planned if tour.parties.contains(&TourParty::Driver) => t!("tour.next_yours", when = when),
        TourState::Planned => t!("tour.next_planned", when = when),
        TourState::Running => t!("tour.next_running", when = time::moment(tour.returns_at)),
        TourState::Done => t!("tour.next_done"),
        TourState::Cancelled => t!("tour.next_cancelled"),
    }
}
