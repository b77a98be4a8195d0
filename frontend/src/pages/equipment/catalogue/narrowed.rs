//! The filters of the catalogue that are on, each with a way to take it away.

use super::address::{Catalogue, Wish};
use crate::i18n::{t, time, word};
use crate::pages::offers::board::{On, chips, near};
use shared::sites::Site;
use yew::prelude::*;

/// The filters that are on.
pub fn narrowed(catalogue: &Catalogue, sites: &[Site]) -> Html {
    let Catalogue { steering, wish, go, .. } = catalogue;
    let mut on: Vec<On> = Vec::new();
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
    on.extend(near(steering, sites));
    chips(on)
}
