//! The filters of the catalogue that are on, each with a way to take it away.

use super::address::{Catalogue, Wish};
use crate::components::Chip;
use crate::i18n::{t, time, word};
use crate::pages::offers::board::Place;
use shared::sites::Site;
use yew::prelude::*;

/// The filters that are on.
pub fn narrowed(catalogue: &Catalogue, sites: &[Site]) -> Html {
    let Catalogue { steering, wish, go, .. } = catalogue;
    let address = &steering.address;
    let mut on: Vec<(AttrValue, Callback<()>)> = Vec::new();
    let without = |wish: Wish| go.reform(move |()| wish.clone());
    if let Some(kind) = wish.kind {
        on.push((word(kind), without(Wish { kind: None, ..wish.clone() })));
    }
    if let Some((first, last)) = wish.days() {
        let words = if first == last {
            t!("equipment.chip_free_on", day = time::day(first))
        } else {
            t!("equipment.chip_free", from = time::day(first), until = time::day(last))
        };
        on.push((words, without(Wish { free_from: None, free_until: None, ..wish.clone() })));
    }
    let (anywhere, km) = (address.anywhere(), i64::from(address.within()));
    let anywhere = steering.go.reform(move |()| anywhere.clone());
    match address.place(sites) {
        Place::Anywhere => {}
        Place::Site(site) => on.push((t!("board.chip_near", place = site.name.as_str(), km = km), anywhere)),
        Place::Commune(_, name) => on.push((t!("board.chip_near", place = name, km = km), anywhere)),
    }
    if on.is_empty() {
        return html! {};
    }
    let chip = |(words, onremove): (AttrValue, Callback<()>)| {
        html! { <Chip remove_label={t!("board.remove", filter = words.clone())} {onremove}>{ words }</Chip> }
    };
    html! { <div class="cluster" role="group" aria-label={t!("board.filters_on")}>{ for on.into_iter().map(chip) }</div> }
}
