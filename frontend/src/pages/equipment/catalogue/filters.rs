//! What narrows the catalogue: kind, days, place, distance.

use crate::components::{Choice, Icon, SelectField, TextField, one_of, part};
use crate::hooks::Binding;
use crate::i18n::{t, word, zone};
use crate::pages::offers::board::{BoardAddress, FiltersProps, Steering, use_place_choice};
use shared::equipment::EquipmentKind;
use std::rc::Rc;
use yew::prelude::*;

/// The filters; behind a button on a phone.
#[hook]
pub fn use_filters(props: Rc<FiltersProps>) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let steering = &props.steering;
    html! {
        <search class={classes!("board-filters", open.then_some("board-filters-open"))} aria-label={t!("board.filters")}>
            <div class="board-filters-top catalogue-filters-top">
                { kinds(steering) }
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
                { day(steering, "/free_from", t!("equipment.free_from"), steering.address.free_from.as_ref(), |address, day| address.free_from = day) }
                { day(steering, "/free_until", t!("equipment.free_until"), steering.address.free_until.as_ref(), |address, day| address.free_until = day) }
                if !steering.address.is_ours() {
                    { part(use_place_choice, FiltersProps { steering: steering.clone(), sites: Rc::clone(&props.sites) }) }
                }
            </div>
        </search>
    }
}

fn kinds(steering: &Steering) -> Html {
    let address = steering.address.clone();
    let change = steering.go.reform(move |kind: Option<EquipmentKind>| BoardAddress { kind, ..address.clone() });
    let all = Choice::new(None, t!("equipment.any_kind"));
    let kinds = EquipmentKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind)));
    let choices: Vec<_> = std::iter::once(all).chain(kinds).collect();
    let bind = Binding { pointer: "/kind", value: steering.address.kind, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("equipment.kind")} /> }
}

/// One of the two days between which the item is to be free.
fn day(
    steering: &Steering,
    pointer: &'static str,
    label: AttrValue,
    value: Option<&String>,
    part: fn(&mut BoardAddress, Option<String>),
) -> Html {
    let address = steering.address.clone();
    let change = steering.refine.reform(move |typed: String| {
        let mut address = address.clone();
        part(&mut address, (!typed.is_empty()).then_some(typed));
        address
    });
    let bind = Binding { pointer, value: value.cloned().unwrap_or_default(), error: None, change };
    html! { <TextField kind="date" {bind} {label} min={zone::today().to_string()} optional=true /> }
}
