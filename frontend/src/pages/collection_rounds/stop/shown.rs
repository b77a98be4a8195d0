//! A shop before one writes anything: where it is, when it expects somebody, what to know; and what was noted already.

use crate::components::{Card, Icon, Notice};
use crate::i18n::{t, time};
use crate::pages::collection_rounds::words;
use crate::pages::stock::place::Place;
use crate::routes::Route;
use shared::collection_rounds::{CollectedFood, CollectionStop};
use yew::prelude::*;
use yew_router::prelude::Link;

/// The shop; nothing where there is nothing to say of it.
pub fn shop(stop: &CollectionStop) -> Html {
    let place = &stop.place;
    if place.address.is_none() && place.expected_at.is_none() && place.note.is_none() {
        return html! {};
    }
    html! {
        <section class="card" aria-label={t!("collection_stop.shop")}>
            { words::whereabouts(place) }
            if let Some(note) = &place.note {
                <Notice><p class="prose">{ note }</p></Notice>
            }
            if let Some(address) = &place.address {
                <a class="button button-secondary phone-only" href={words::map_link(address)}>
                    { Icon::Map }<span>{ t!("contact.directions") }</span>
                </a>
            }
        </section>
    }
}

/// What was noted of a stop that cannot be changed any more.
pub fn noted(stop: &CollectionStop) -> Html {
    html! {
        <Card title={t!("collection_stop.what")} action={words::stop_badge(stop.state)}>
            { food_list(&stop.foods) }
            if let Some(note) = &stop.note {
                <p class="prose">{ note }</p>
            }
            { who(stop) }
        </Card>
    }
}

/// What was given, each with the way to its lot once there is one; nothing where nothing was.
pub fn food_list(foods: &[CollectedFood]) -> Html {
    if foods.is_empty() {
        return html! {};
    }
    let row = |food: &CollectedFood| {
        let words_of = words::food(&food.title, food.grams);
        match food.lot_id {
            Some(lot) => html! { <li><Link<Route> to={Place::Lot(lot).route()}>{ words_of }</Link<Route>></li> },
            None => html! { <li>{ words_of }</li> },
        }
    };
    html! { <ul class="plain-list">{ for foods.iter().map(row) }</ul> }
}

/// Who has noted it last, and when somebody was there; nothing where nobody was.
pub fn who(stop: &CollectionStop) -> Html {
    let Some(at) = stop.at else { return html! {} };
    let when = time::moment(at);
    let said = match &stop.by {
        Some(by) => t!("collection_stop.noted_by", by = by.as_str(), when = when),
        None => t!("collection_stop.noted", when = when),
    };
    html! { <p class="muted">{ said }</p> }
}
