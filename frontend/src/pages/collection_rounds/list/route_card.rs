//! A route as a card: its habit, its shops, and the way into today's round of it.

use crate::client;
use crate::components::{Badge, Button, ButtonLink, Icon, Mood, ProblemView, Tone, use_disclosure};
use crate::hooks::{use_key_of, use_mutation, use_session};
use crate::i18n::{t, zone};
use crate::pages::collection_rounds::forget_collections;
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::words;
use shared::collection_rounds::{
    CollectionPlace, CollectionRound, CollectionRoundState, CollectionRoute, NewCollectionRound,
};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_route_card`].
#[derive(PartialEq)]
pub struct RouteCardProps {
    /// The route.
    pub route: CollectionRoute,
    /// Reads the routes anew.
    pub reload: Callback<()>,
    /// Whether the way to change it is shown, too.
    pub changes: bool,
}

/// The card.
#[hook]
pub fn use_route_card(props: Rc<RouteCardProps>) -> Html {
    let route = &props.route;
    let (id, session) = (route.id, use_session());
    let (navigator, keys) = (use_navigator(), use_key_of());
    let begin = use_mutation(
        move |()| {
            let new = NewCollectionRound {
                route_id: Some(id),
                site_id: None,
                title: None,
                stops: Vec::new(),
                day: None,
                drivers: None,
            };
            // Tomorrow's is another one.
            let key = keys.of(&(new.clone(), zone::today()));
            client::collection_rounds::begin(new, key)
        },
        move |round: CollectionRound| {
            forget_collections();
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Round(round.id).route());
            }
        },
    );
    let shops = use_disclosure(false, false);
    let stop = |place: &CollectionPlace| html! { <li>{ &place.name }</li> };
    let list = html! { <ol class="collecting-shops">{ for route.stops.iter().map(stop) }</ol> };
    let tone = if route.is_due_today { Tone::Primary } else { Tone::Secondary };
    let label = t!("collections.begin_of", route = route.title.as_str());
    html! {
        <article class="card">
            <div class="spread">
                <h3 class="card-title">{ &route.title }</h3>
                if route.retired {
                    <Badge icon={Icon::Close}>{ t!("collection_route.retired_badge") }</Badge>
                } else if route.is_due_today {
                    <Badge mood={Mood::Warm} icon={Icon::Calendar}>{ t!("collections.today") }</Badge>
                }
            </div>
            <p class="offer-line">{ Icon::Calendar }{ words::rhythm(route) }</p>
            <p class="offer-line">{ Icon::Home }{ &route.site.name }</p>
            if let Some(note) = &route.note {
                <p class="prose">{ note }</p>
            }
            { shops.around(t!("collection_route.shop_count", n = route.stops.len()), list) }
            if let Some(round) = route.round_today {
                <ButtonLink to={Place::Round(round.id).route()} {tone} icon={Icon::ArrowRight} wide=true>{ go_on(round.state) }</ButtonLink>
            } else if session.may_write() && !route.retired {
                <Button {tone} icon={Icon::Truck} wide=true busy={begin.busy} onclick={begin.run.clone()} {label}>
                    { if route.is_due_today { t!("collections.begin") } else { t!("collections.begin_today") } }
                </Button>
                <ProblemView failure={begin.failure.clone()} retry={props.reload.clone()} />
            }
            if props.changes && route.can_edit && session.may_write() {
                <ButtonLink to={Place::EditRoute(id).route()} tone={Tone::Quiet} icon={Icon::Edit}>{ t!("collection_route.change") }</ButtonLink>
            }
        </article>
    }
}

/// "Continuer" while it is open.
fn go_on(state: CollectionRoundState) -> AttrValue {
    if state == CollectionRoundState::Open { t!("collections.go_on") } else { t!("collections.see_today") }
}
