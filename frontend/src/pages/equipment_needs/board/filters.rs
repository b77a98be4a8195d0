//! What narrows the board: kind, place, distance; and the filters that are on.

use super::address::{Board, Wish};
use crate::components::{Choice, FilterPanelProps, SelectField, one_of, part, use_filter_panel};
use crate::hooks::Binding;
use crate::i18n::{t, word};
use crate::pages::offers::board::{FiltersProps as PlaceProps, On, chips, near, use_place_choice};
use shared::equipment::EquipmentKind;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The filters; behind a button on a phone, but for the kind.
pub fn filters(board: &Board, sites: &Rc<Vec<Site>>) -> Html {
    let Board { steering, .. } = board;
    if steering.address.is_ours() {
        return html! {
            <search class="board-filters" aria-label={t!("board.filters")}>
                <div class="board-filters-top">{ kinds(board) }</div>
            </search>
        };
    }
    let more = part(use_place_choice, PlaceProps { steering: steering.clone(), sites: Rc::clone(sites) });
    part(use_filter_panel, FilterPanelProps { top: kinds(board), more, class: Some("catalogue-filters-top") })
}

fn kinds(board: &Board) -> Html {
    let change = board.go.reform(|kind: Option<EquipmentKind>| Wish { kind });
    let all = Choice::new(None, t!("equipment.any_kind"));
    let kinds = EquipmentKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind)));
    let choices: Vec<_> = std::iter::once(all).chain(kinds).collect();
    let bind = Binding { pointer: "/kind", value: board.wish.kind, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("equipment.kind")} /> }
}

/// The filters that are on, each with a way to take it away.
pub fn narrowed(board: &Board, sites: &[Site]) -> Html {
    let Board { steering, wish, go } = board;
    let mut on: Vec<On> = Vec::new();
    if let Some(kind) = wish.kind {
        on.push((word(kind), go.reform(|()| Wish::default())));
    }
    on.extend(near(steering, sites));
    chips(on)
}
