//! The table for a phone: a card for each recipient, with its kinds as buttons.

use super::board::{Board, Cell, at};
use super::grid::Opened;
use super::grid_rows::cell_words;
use super::narrowing::Shown;
use super::some::use_some;
use crate::components::{Badge, Button, Icon, Mood, Tone, meter};
use crate::i18n::t;
use crate::pages::rounds::levels::top;
use crate::pages::rounds::words;
use shared::rounds::RoundRecipient;
use std::rc::Rc;
use yew::prelude::*;

/// Cards at first, and with each "more".
const SOME: usize = 30;

/// Props of [`use_cards`].
#[derive(PartialEq)]
pub struct CardsProps {
    /// The round.
    pub board: Rc<Board>,
    /// What of it is shown.
    pub shown: Rc<Shown>,
    /// The names of all kinds.
    pub names: Rc<Vec<AttrValue>>,
    /// Something was chosen.
    pub open: Callback<Opened>,
}

/// The cards.
#[hook]
pub fn use_cards(props: Rc<CardsProps>) -> Html {
    let rows = &props.shown.rows;
    let (most, more) = use_some(SOME, rows.len());
    let item = |recipient: &usize| {
        let of = props.board.recipient(*recipient)?;
        Some(html! { <li key={*recipient}>{ card(&props, *recipient, of) }</li> })
    };
    html! {
        <>
            <ul class="list">{ for rows.iter().take(most).filter_map(item) }</ul>
            { more }
        </>
    }
}

fn card(props: &CardsProps, recipient: usize, of: &RoundRecipient) -> Html {
    let row = props.board.rows.get(recipient);
    let total = row.map(|row| row.total).unwrap_or_default();
    let kinds = props.shown.columns.iter().filter_map(|kind| Some((*kind, row?.cell(*kind)?)));
    let explain = props.open.reform(move |()| Opened::Recipient(recipient));
    html! {
        <article class="card round-card">
            <div class="spread">
                <h3 class="card-title">{ &of.site.name }</h3>
                <strong>{ words::kg(total.kg) }</strong>
            </div>
            { level(of) }
            <ul class="stack-tight">{ for kinds.map(|(kind, cell)| line(props, recipient, kind, cell)) }</ul>
            if props.board.bench.round.revision.is_some() {
                <div class="cluster">
                    <Button tone={Tone::Quiet} icon={Icon::Info} onclick={explain}>
                        { t!("round_cell.why") }<span class="visually-hidden">{ " – " }{ &of.site.name }</span>
                    </Button>
                </div>
            }
        </article>
    }
}

fn level(of: &RoundRecipient) -> Html {
    if !of.takes_part {
        return html! { <div><Badge mood={Mood::Neutral}>{ t!("round_grid.left_out") }</Badge></div> };
    }
    let Some(share) = of.share else { return html! { <p class="muted">{ &of.organisation.name }</p> } };
    let words = t!("round_grid.level", level = words::percent(share.level));
    html! {
        <div class="stack-tight">
            <p class="muted">{ words.clone() }</p>
            { meter(share.level, top([share.level]), &words) }
        </div>
    }
}

fn line(props: &CardsProps, recipient: usize, kind: u32, cell: Cell) -> Html {
    let name = props.names.get(at(kind)).cloned().unwrap_or_default();
    let onclick = props.open.reform(move |_: MouseEvent| Opened::Cell { recipient, kind });
    html! {
        <li key={kind}>
            <button type="button" class="round-card-line" {onclick}>
                <span>{ name }</span>
                <strong>{ words::kg(cell.kg) }</strong>
                <span class="muted">{ cell_words(cell) }</span>
            </button>
        </li>
    }
}
