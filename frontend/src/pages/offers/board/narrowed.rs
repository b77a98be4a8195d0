//! The filters that are on, each with a way to take it away.

use super::address::{BoardAddress, Place, Steering};
use super::filters::only_word;
use crate::components::Chip;
use crate::i18n::{t, word};
use crate::pages::categories::{label_of, use_categories};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_narrowed`].
#[derive(PartialEq)]
pub struct NarrowedProps {
    /// The filters, and how to change them.
    pub steering: Steering,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// The filters that are on.
#[hook]
pub fn use_narrowed(props: Rc<NarrowedProps>) -> Html {
    let tree = use_categories();
    let address = &props.steering.address;
    let mut on: Vec<(AttrValue, BoardAddress)> = Vec::new();
    if let Some(text) = &address.text {
        on.push((t!("board.chip_text", text = text.as_str()), BoardAddress { text: None, ..address.clone() }));
    }
    if let Some(code) = &address.category {
        on.push((label_of(&tree, code), BoardAddress { category: None, ..address.clone() }));
    }
    if let Some(class) = address.temperature {
        on.push((word(class), BoardAddress { temperature: None, ..address.clone() }));
    }
    if let Some(only) = address.only {
        on.push((only_word(only), BoardAddress { only: None, ..address.clone() }));
    }
    let anywhere = address.anywhere();
    let km = i64::from(address.within());
    match address.place(&props.sites) {
        Place::Anywhere => {}
        Place::Site(site) => on.push((t!("board.chip_near", place = site.name.as_str(), km = km), anywhere)),
        Place::Commune(_, name) => on.push((t!("board.chip_near", place = name, km = km), anywhere)),
    }
    if on.is_empty() {
        return html! {};
    }
    let chip = |(words, without): (AttrValue, BoardAddress)| {
        let onremove = props.steering.go.reform(move |()| without.clone());
        html! { <Chip remove_label={t!("board.remove", filter = words.clone())} {onremove}>{ words }</Chip> }
    };
    html! { <div class="cluster" role="group" aria-label={t!("board.filters_on")}>{ for on.into_iter().map(chip) }</div> }
}
