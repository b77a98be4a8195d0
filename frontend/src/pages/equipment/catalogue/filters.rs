//! What narrows the catalogue: kind, days, place, distance.

use super::address::{Catalogue, Wish};
use crate::components::{Choice, FilterPanelProps, SelectField, TextField, one_of, part, use_filter_panel};
use crate::hooks::Binding;
use crate::i18n::{t, word, zone};
use crate::pages::offers::board::{FiltersProps as PlaceProps, use_place_choice};
use shared::equipment::EquipmentKind;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The filters; behind a button on a phone, but for the kind.
pub fn filters(catalogue: &Catalogue, sites: &Rc<Vec<Site>>) -> Html {
    let Catalogue { steering, wish, .. } = catalogue;
    let more = html! {
        <>
            { day(catalogue, "/free_from", t!("equipment.free_from"), wish.free_from.as_ref(), |wish, day| wish.free_from = day) }
            { day(catalogue, "/free_until", t!("equipment.free_until"), wish.free_until.as_ref(), |wish, day| wish.free_until = day) }
            if !steering.address.is_ours() {
                { part(use_place_choice, PlaceProps { steering: steering.clone(), sites: Rc::clone(sites) }) }
            }
        </>
    };
    part(use_filter_panel, FilterPanelProps { top: kinds(catalogue), more, class: Some("catalogue-filters-top") })
}

fn kinds(catalogue: &Catalogue) -> Html {
    let wish = catalogue.wish.clone();
    let change = catalogue.go.reform(move |kind: Option<EquipmentKind>| Wish { kind, ..wish.clone() });
    let all = Choice::new(None, t!("equipment.any_kind"));
    let kinds = EquipmentKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind)));
    let choices: Vec<_> = std::iter::once(all).chain(kinds).collect();
    let bind = Binding { pointer: "/kind", value: catalogue.wish.kind, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("equipment.kind")} /> }
}

/// One of the two days between which the item is to be free.
fn day(
    catalogue: &Catalogue,
    pointer: &'static str,
    label: AttrValue,
    value: Option<&String>,
    part: fn(&mut Wish, Option<String>),
) -> Html {
    let wish = catalogue.wish.clone();
    let change = catalogue.refine.reform(move |typed: String| {
        let mut wish = wish.clone();
        part(&mut wish, (!typed.is_empty()).then_some(typed));
        wish
    });
    let bind = Binding { pointer, value: value.cloned().unwrap_or_default(), error: None, change };
    html! { <TextField kind="date" {bind} {label} min={zone::today().to_string()} optional=true /> }
}
