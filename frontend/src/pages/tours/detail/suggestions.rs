//! What lies on the tour's way, and what it would cost to take it along.

use super::PartProps;
use crate::client;
use crate::components::{Button, Card, Empty, Icon, ProblemView, ResourceView, Tone, keyed_part, use_toast};
use crate::hooks::{use_mutation, use_resource};
use crate::i18n::{number, t};
use crate::pages::offers::words::temperature;
use crate::pages::tours::{forget_tours, words};
use shared::tours::{NewTourLoad, TourAction, TourLoad, TourLoadState, TourSuggestion, TourSuggestionList};
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// The claims on the way, the shortest detour first.
#[hook]
pub fn use_suggestions(props: Rc<PartProps>) -> Html {
    let (id, version) = (props.tour.id, props.tour.version);
    // Each change of the tour is another question.
    let found = use_resource(format!("tour suggestions {id} {version}"), move || client::tours::suggestions(id));
    let ready = {
        let props = (*props).clone();
        Callback::from(move |found: Rc<TourSuggestionList>| {
            let row = |one: &TourSuggestion| {
                let key = one.claim_id.to_string();
                let item = SuggestionProps { part: props.clone(), suggestion: one.clone() };
                html! { <li key={key.clone()}>{ keyed_part(&key, use_suggestion, item) }</li> }
            };
            html! { <ul class="list">{ for found.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Map} title={t!("tour_way.none")} hint={t!("tour_way.none_hint")} /> };
    html! {
        <Card title={t!("tour_way.title")} class="no-print">
            <ResourceView shown={found.shown(&ready)} {empty} />
        </Card>
    }
}

#[derive(PartialEq)]
struct SuggestionProps {
    part: PartProps,
    suggestion: TourSuggestion,
}

#[hook]
fn use_suggestion(props: Rc<SuggestionProps>) -> Html {
    let (tour, one) = (&props.part.tour, &props.suggestion);
    let (id, claim) = (tour.id, one.claim_id);
    let toast = use_toast();
    let propose = {
        let (reload, taker) = (props.part.onstale.clone(), one.taker.name.clone());
        use_mutation(
            move |()| client::tours::add_load(id, NewTourLoad { claim_id: Some(claim), ..NewTourLoad::default() }),
            move |load: TourLoad| {
                forget_tours();
                let planned = load.state == TourLoadState::Planned;
                toast.emit(if planned {
                    t!("tour_load.said_accept")
                } else {
                    t!("tour_way.proposed", taker = taker.as_str())
                });
                reload.emit(());
            },
        )
    };
    let (from, to) = (words::place(&one.from), words::place(&one.to));
    let (pickup, drop) = (words::hour(tour, one.fit.pickup_at), words::hour(tour, one.fit.drop_at));
    let label = t!("tour.step_of", step = t!("tour_way.propose"), tour = one.title.as_str());
    html! {
        <article class="tour-load stack-tight">
            <div class="spread">
                <h3 class="card-title">{ &one.title }</h3>
                <strong>{ words::detour(&one.fit) }</strong>
            </div>
            <p class="offer-line">{ Icon::Building }{ t!("tour_load.from", sender = one.giver.name.as_str(), place = from) }</p>
            <p class="offer-line">{ Icon::Home }{ t!("tour_load.to", receiver = one.taker.name.as_str(), place = to) }</p>
            <p class="offer-line">{ Icon::Clock }{ t!("tour_way.times", pickup = pickup, drop = drop) }</p>
            <div class="cluster">
                <strong>{ number::weight(one.grams) }</strong>
                if one.temperature_class != TemperatureClass::Ambient {
                    { temperature(one.temperature_class) }
                }
            </div>
            if tour.actions.contains(&TourAction::Update) {
                <div><Button tone={Tone::Secondary} icon={Icon::Plus} busy={propose.busy} onclick={propose.run.clone()} {label}>{ t!("tour_way.propose") }</Button></div>
            }
            <ProblemView failure={propose.failure.clone()} retry={props.part.onstale.clone()} />
        </article>
    }
}
