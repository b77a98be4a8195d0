//! The filters that are on, each with a way to take it away.

use super::address::{BoardAddress, Place, Steering};
use super::filters::only_word;
use crate::components::Chip;
use crate::i18n::{t, word};
use crate::pages::categories::{label_of, use_categories};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// A filter that is on, and what takes it away.
pub type On = (AttrValue, Callback<()>);

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
    let Steering { address, go, .. } = &props.steering;
    let mut on: Vec<On> = Vec::new();
    let without = |address: BoardAddress| go.reform(move |()| address.clone());
    if let Some(text) = &address.text {
        on.push((t!("board.chip_text", text = text.as_str()), without(BoardAddress { text: None, ..address.clone() })));
    }
    if let Some(code) = &address.category {
        on.push((label_of(&tree, code), without(BoardAddress { category: None, ..address.clone() })));
    }
    if let Some(class) = address.temperature {
        on.push((word(class), without(BoardAddress { temperature: None, ..address.clone() })));
    }
    if let Some(only) = address.only {
        on.push((only_word(only), without(BoardAddress { only: None, ..address.clone() })));
    }
    on.extend(near(&props.steering, &props.sites));
    chips(on)
}

/// From where and how far, as a filter; nothing from nowhere.
pub fn near(steering: &Steering, sites: &[Site]) -> Option<On> {
    let address = &steering.address;
    let km = i64::from(address.within());
    let words = match address.place(sites) {
        Place::Anywhere => return None,
        Place::Site(site) => t!("board.chip_near", place = site.name.as_str(), km = km),
        Place::Commune(_, name) => t!("board.chip_near", place = name, km = km),
    };
    let anywhere = address.anywhere();
    Some((words, steering.go.reform(move |()| anywhere.clone())))
}

/// The filters that are on, each with a way to take it away; nothing where there are none.
pub fn chips(on: Vec<On>) -> Html {
    if on.is_empty() {
        return html! {};
    }
    let chip = |(words, onremove): On| {
        html! { <Chip remove_label={t!("board.remove", filter = words.clone())} {onremove}>{ words }</Chip> }
    };
    html! { <div class="cluster" role="group" aria-label={t!("board.filters_on")}>{ for on.into_iter().map(chip) }</div> }
}
