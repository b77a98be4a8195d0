//! Who gets what: filters, the table (on a phone: a card for each recipient), and what was chosen in it.

use super::BenchProps;
use super::board::{Board, at};
use super::cards::{CardsProps, use_cards};
use super::cell::{CellProps, use_cell};
use super::filters::filters;
use super::grid::{GridProps, Opened, use_grid};
use super::narrowing::Narrowing;
use crate::browser;
use crate::components::{Button, Dialog, Empty, Icon, Tone, keyed_part, part};
use crate::i18n::t;
use crate::pages::categories::use_categories;
use crate::pages::rounds::place::Place;
use crate::pages::rounds::words;
use shared::ids::AllocationRoundId;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Navigator, use_location, use_navigator};

/// Width from which on there is room for the table, pixels.
const WIDE: f64 = 768.0;

/// The table with its filters.
#[hook]
pub fn use_table(props: Rc<BenchProps>) -> Html {
    let chosen = use_state(|| None::<(usize, u32)>);
    let (tree, navigator, wide) = (use_categories(), use_navigator(), use_is_wide());
    let (on, change) = use_narrowing(props.round().id);
    let board = &props.board;
    let shown = use_memo((Rc::clone(board), on.clone()), |(board, on)| on.shown(board));
    let names = {
        let kinds = &board.bench.categories;
        let named: Vec<AttrValue> = kinds.iter().map(|kind| words::kind(&tree, kind)).collect();
        use_memo(named, Clone::clone)
    };
    let open = {
        let chosen = chosen.setter();
        use_callback((Rc::clone(board), navigator), move |opened: Opened, (board, navigator)| match opened {
            Opened::Cell { recipient, kind } => chosen.set(Some((recipient, kind))),
            Opened::Recipient(recipient) => explain(board, recipient, navigator.as_ref()),
        })
    };
    let close = {
        let chosen = chosen.setter();
        Callback::from(move |()| chosen.set(None))
    };
    let count = t!("round_grid.count", n = shown.rows.len());
    let cell = (*chosen).and_then(|(recipient, kind)| Some((recipient, kind, board.recipient(recipient)?)));
    let title: AttrValue = cell.map(|(.., of)| of.site.name.clone().into()).unwrap_or_default();
    html! {
        <section class="stack-tight" aria-label={t!("round_bench.table")}>
            { filters(board, &tree, &on, &change) }
            <p class="board-count" role="status">{ count }</p>
            if shown.rows.is_empty() {
                { nothing(&on, &change) }
            } else if wide {
                { part(use_grid, GridProps { board: Rc::clone(board), shown, names: Rc::clone(&names), open }) }
            } else {
                { part(use_cards, CardsProps { board: Rc::clone(board), shown, names: Rc::clone(&names), open }) }
            }
            <Dialog open={cell.is_some()} {title} onclose={close}>
                { cell.map(|(recipient, kind, _)| {
                    let name = names.get(at(kind)).cloned().unwrap_or_default();
                    let of = CellProps { bench: (*props).clone(), recipient, kind, name };
                    keyed_part(&format!("{recipient} {kind}"), use_cell, of)
                }) }
            </Dialog>
        </section>
    }
}

/// What narrows the table, from the address, and how to change it; "back" leaves the table.
#[hook]
fn use_narrowing(id: AllocationRoundId) -> (Narrowing, Callback<Narrowing>) {
    let navigator = use_navigator();
    // An address that cannot be read, as from another version, is one without filters.
    let on = use_location().and_then(|location| location.query::<Narrowing>().ok()).unwrap_or_default();
    let change = Callback::from(move |on: Narrowing| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.replace_with_query(&Place::Round(id).route(), &on);
        }
    });
    (on, change)
}

/// A recipient's name leads to what it gets, and why; before anything is computed, to what is known of it.
fn explain(board: &Board, recipient: usize, navigator: Option<&Navigator>) {
    let (Some(recipient), Some(navigator)) = (board.recipient(recipient), navigator) else { return };
    let round = &board.bench.round;
    if round.revision.is_some() {
        navigator.push(&Place::Share(round.id, recipient.site.id).route());
    } else {
        navigator.push(&Place::Recipients(round.id).route());
        // Another view of this page: no heading takes the keyboard.
        browser::after(80, || browser::focus_first(".tab-current a"));
    }
}

/// No recipient is left: what to do about it.
fn nothing(on: &Narrowing, change: &Callback<Narrowing>) -> Html {
    if !on.is_on() {
        return html! { <Empty icon={Icon::Users} title={t!("round_grid.none")} hint={t!("round_grid.none_hint")} /> };
    }
    let drop = change.reform(|()| Narrowing::default());
    html! {
        <Empty icon={Icon::Search} title={t!("round_grid.none_found")}>
            <Button tone={Tone::Secondary} icon={Icon::Close} onclick={drop}>{ t!("board.drop_filters") }</Button>
        </Empty>
    }
}

/// Whether there is room for the table. Not left to the stylesheet: what is not shown would still be drawn.
#[hook]
fn use_is_wide() -> bool {
    let wide = use_state_eq(is_wide);
    {
        let wide = wide.setter();
        use_effect_with((), move |()| {
            let listener = browser::listen("resize", move || wide.set(is_wide()));
            move || drop(listener)
        });
    }
    *wide
}

fn is_wide() -> bool {
    let width = browser::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_none_or(|width| width >= WIDE)
}
