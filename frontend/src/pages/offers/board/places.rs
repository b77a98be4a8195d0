//! The offers of the list as places of the map: one place for all offers at the same door.

use super::super::words;
use crate::components::map::{Look, Place};
use crate::i18n::{number, t};
use shared::offers::Offer;
use shared::sites::Site;
use yew::AttrValue;

/// The key of our own site.
const HOME: &str = "home";

/// What tells the place of an offer from others; none where its position is not known.
#[must_use]
pub fn key_of(offer: &Offer) -> Option<AttrValue> {
    offer.site.position.map(|at| format!("{} {}", number::degrees(at.latitude), number::degrees(at.longitude)).into())
}

/// The offers at a place.
#[must_use]
pub fn at<'a>(offers: &'a [Offer], key: &AttrValue) -> Vec<&'a Offer> {
    offers.iter().filter(|offer| key_of(offer).as_ref() == Some(key)).collect()
}

/// The places of the offers in the order of the list, and our own site.
#[must_use]
pub fn places(offers: &[Offer], home: Option<&Site>) -> Vec<Place> {
    let mut keys: Vec<AttrValue> = Vec::new();
    for key in offers.iter().filter_map(key_of) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let mut places: Vec<Place> = keys.iter().filter_map(|key| place(key, &at(offers, key))).collect();
    places.extend(home.and_then(own));
    places
}

fn place(key: &AttrValue, offers: &[&Offer]) -> Option<Place> {
    let first = offers.first()?;
    let titles: Vec<_> = offers.iter().map(|offer| offer.title.as_str()).collect();
    Some(Place {
        key: key.clone(),
        at: first.site.position?,
        name: t!("board.place_name", commune = first.site.commune.as_str(), titles = titles.join(", ")),
        label: first.site.commune.clone().into(),
        count: Some(offers.len()),
        look: if offers.iter().any(|offer| words::is_urgent(offer)) { Look::Urgent } else { Look::Normal },
        pressable: true,
    })
}

fn own(site: &Site) -> Option<Place> {
    Some(Place {
        key: HOME.into(),
        at: site.position?,
        name: t!("board.home", site = site.name.as_str()),
        label: site.name.clone().into(),
        count: None,
        look: Look::Home,
        pressable: false,
    })
}
