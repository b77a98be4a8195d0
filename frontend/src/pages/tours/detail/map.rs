//! The stops on a map, beside the list that says the same.

use crate::components::map::{Look, MapView, Place};
use crate::i18n::{number, t};
use crate::pages::tours::words;
use shared::tours::Tour;
use yew::prelude::*;

/// The stops with their numbers, and where the tour starts; nothing where no stop's position is known.
pub fn tour_map(tour: &Tour) -> Html {
    let stops = places(tour);
    if stops.is_empty() {
        return html! {};
    }
    let places: Vec<_> = stops.into_iter().chain(start(tour)).collect();
    html! { <MapView label={t!("tour.map")} {places} /> }
}

/// One place for all stops at the same door.
fn places(tour: &Tour) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (index, stop) in tour.stops.iter().enumerate() {
        let Some(at) = stop.place.position else { continue };
        let key = AttrValue::from(format!("{} {}", number::degrees(at.latitude), number::degrees(at.longitude)));
        let number = index + 1;
        match places.iter_mut().find(|place| place.key == key) {
            Some(place) => {
                place.name = also(&place.name, number);
                place.label = also(&place.label, number);
            }
            None => places.push(Place {
                key,
                at,
                name: format!("{number}. {}", words::place(&stop.place)).into(),
                label: format!("{number}. {}", stop.place.commune).into(),
                count: None,
                look: Look::Normal,
                pressable: false,
            }),
        }
    }
    places
}

/// "1. Libourne" becomes "1, 4. Libourne".
fn also(text: &str, number: usize) -> AttrValue {
    let (numbers, place) = text.split_once(". ").unwrap_or(("", text));
    format!("{numbers}, {number}. {place}").into()
}

fn start(tour: &Tour) -> Option<Place> {
    Some(Place {
        key: "start".into(),
        at: tour.site.position?,
        name: t!("tour.starts_here", place = tour.site.name.as_str()),
        label: tour.site.commune.clone().into(),
        count: None,
        look: Look::Home,
        pressable: false,
    })
}
