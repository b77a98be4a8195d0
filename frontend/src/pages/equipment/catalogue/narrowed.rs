//! The filters of the catalogue that are on, each with a way to take it away.

use super::query::days;
use crate::components::Chip;
use crate::i18n::{t, time, word};
use crate::pages::offers::board::{BoardAddress, Place, Steering};
use shared::sites::Site;
use yew::prelude::*;

/// The filters that are on.
pub fn narrowed(steering: &Steering, sites: &[Site]) -> Html {
    let address = &steering.address;
    let mut on: Vec<(AttrValue, BoardAddress)> = Vec::new();
    if let Some(kind) = address.kind {
        on.push((word(kind), BoardAddress { kind: None, ..address.clone() }));
    }
    if let Some((first, last)) = days(address) {
        let words = if first == last {
            t!("equipment.chip_free_on", day = time::day(first))
        } else {
            t!("equipment.chip_free", from = time::day(first), until = time::day(last))
        };
        on.push((words, BoardAddress { free_from: None, free_until: None, ..address.clone() }));
    }
    let (anywhere, km) = (address.anywhere(), i64::from(address.within()));
    match address.place(sites) {
        Place::Anywhere => {}
        Place::Site(site) => on.push((t!("board.chip_near", place = site.name.as_str(), km = km), anywhere)),
        Place::Commune(_, name) => on.push((t!("board.chip_near", place = name, km = km), anywhere)),
    }
    if on.is_empty() {
        return html! {};
    }
    let chip = |(words, without): (AttrValue, BoardAddress)| {
        let onremove = steering.go.reform(move |()| without.clone());
        html! { <Chip remove_label={t!("board.remove", filter = words.clone())} {onremove}>{ words }</Chip> }
    };
    html! { <div class="cluster" role="group" aria-label={t!("board.filters_on")}>{ for on.into_iter().map(chip) }</div> }
}
