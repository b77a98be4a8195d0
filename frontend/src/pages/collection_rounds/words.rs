//! Routes, rounds and stops in words.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, time, word};
use shared::collection_rounds::{CollectionPlace, CollectionRoundState, CollectionRoute, CollectionStopState};
use shared::sites::Weekday;
use shared::units::Grams;
use yew::prelude::*;

/// Where a round stands, as a badge.
pub fn state_badge(state: CollectionRoundState) -> Html {
    let (mood, icon, words) = match state {
        CollectionRoundState::Open => (Mood::Info, Icon::Truck, t!("collections.open")),
        CollectionRoundState::Done => (Mood::Good, Icon::Check, t!("collections.done")),
        CollectionRoundState::Cancelled => (Mood::Neutral, Icon::Close, t!("collections.cancelled")),
    };
    html! { <Badge {mood} {icon}>{ words }</Badge> }
}

/// What came of a stop.
#[must_use]
pub fn stop_state(state: CollectionStopState) -> AttrValue {
    match state {
        CollectionStopState::Planned => t!("collection_stop.planned"),
        CollectionStopState::Collected => t!("collection_stop.collected"),
        CollectionStopState::Nothing => t!("collection_stop.nothing"),
        CollectionStopState::Missed => t!("collection_stop.missed"),
    }
}

/// The same as a badge.
pub fn stop_badge(state: CollectionStopState) -> Html {
    let (mood, icon) = match state {
        CollectionStopState::Planned => (Mood::Neutral, Icon::Clock),
        CollectionStopState::Collected => (Mood::Good, Icon::Check),
        CollectionStopState::Nothing => (Mood::Neutral, Icon::Minus),
        CollectionStopState::Missed => (Mood::Warm, Icon::Close),
    };
    html! { <Badge {mood} {icon}>{ stop_state(state) }</Badge> }
}

/// "lundi, jeudi, départ à 8 h 30"
#[must_use]
pub fn rhythm(route: &CollectionRoute) -> AttrValue {
    let days = days(&route.weekdays);
    match route.leaves_at {
        Some(at) => t!("collection_route.days_and_time", days = days, time = time::of_day(at)),
        None => days,
    }
}

/// "lundi, jeudi"
#[must_use]
pub fn days(days: &[Weekday]) -> AttrValue {
    if days.is_empty() {
        return t!("collection_route.no_days");
    }
    days.iter().map(|day| word(*day).to_string()).collect::<Vec<_>>().join(", ").into()
}

/// "4 magasins sur 7, 38,5 kg"
#[must_use]
pub fn progress(noted: i64, stops: i64, grams: Grams) -> AttrValue {
    t!("collection.progress", n = noted, total = stops, kg = number::weight(grams))
}

/// "Pain 12,5 kg"
#[must_use]
pub fn food(what: &str, grams: Grams) -> String {
    format!("{what}\u{a0}{}", number::weight(grams))
}

/// Where a shop is, and when it expects somebody; nothing where neither is known.
pub fn whereabouts(place: &CollectionPlace) -> Html {
    html! {
        <>
            if let Some(address) = &place.address {
                <p class="with-icon">{ Icon::Pin }<span>{ address }</span></p>
            }
            if let Some(at) = place.expected_at {
                <p class="with-icon">{ Icon::Clock }<span>{ t!("collection_stop.expected", time = time::of_day(at)) }</span></p>
            }
        </>
    }
}

/// A link that looks an address up on the phone's own map: no outside host.
#[must_use]
pub fn map_link(address: &str) -> String {
    format!("geo:0,0?q={}", js_sys::encode_uri_component(address))
}
