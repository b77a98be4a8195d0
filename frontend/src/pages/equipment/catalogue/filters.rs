//! What narrows the catalogue: kind, days, place, distance.

use super::address::{Catalogue, Wish};
use crate::components::{Choice, Icon, SelectField, TextField, one_of, part};
use crate::hooks::Binding;
use crate::i18n::{t, word, zone};
use crate::pages::offers::board::{FiltersProps as PlaceProps, use_place_choice};
use shared::equipment::EquipmentKind;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_filters`].
#[derive(PartialEq)]
pub struct FiltersProps {
    /// The filters, and how to change them.
    pub catalogue: Catalogue,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// The filters; behind a button on a phone.
#[hook]
pub fn use_filters(props: Rc<FiltersProps>) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let Catalogue { steering, wish, .. } = &props.catalogue;
    html! {
        <search class={classes!("board-filters", open.then_some("board-filters-open"))} aria-label={t!("board.filters")}>
            <div class="board-filters-top catalogue-filters-top">
                { kinds(&props.catalogue) }
                <button
                    type="button"
                    class="button button-secondary board-filters-button"
                    aria-expanded={if *open { "true" } else { "false" }}
                    aria-controls="filtres"
                    onclick={toggle}
                >
                    { Icon::Sliders }
                    <span>{ t!("board.filters") }</span>
                </button>
            </div>
            <div class="board-filters-more" id="filtres">
                { day(&props.catalogue, "/free_from", t!("equipment.free_from"), wish.free_from.as_ref(), |wish, day| wish.free_from = day) }
                { day(&props.catalogue, "/free_until", t!("equipment.free_until"), wish.free_until.as_ref(), |wish, day| wish.free_until = day) }
                if !steering.address.is_ours() {
                    { part(use_place_choice, PlaceProps { steering: steering.clone(), sites: Rc::clone(&props.sites) }) }
                }
            </div>
        </search>
    }
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
