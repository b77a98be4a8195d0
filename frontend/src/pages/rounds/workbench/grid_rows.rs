//! Rows of the table: names at the left, and in each cell what a recipient gets of a kind.

use super::board::{Board, Cell, at};
use super::keys::Spot;
use super::narrowing::Shown;
use crate::i18n::{number, t};
use crate::pages::rounds::words;
use shared::rounds::RoundRecipient;
use std::ops::Range;
use yew::prelude::*;

/// What all rows need.
pub struct Sheet<'s> {
    /// The round.
    pub board: &'s Board,
    /// What of it is shown.
    pub shown: &'s Shown,
    /// The names of all kinds.
    pub names: &'s [AttrValue],
    /// Which of the shown columns are drawn.
    pub columns: Range<usize>,
    /// Where the keyboard stands.
    pub active: Spot,
}

impl Sheet<'_> {
    /// The columns that are drawn: place among those shown, and kind.
    fn columns(&self) -> impl Iterator<Item = (usize, u32)> {
        self.columns.clone().filter_map(|place| Some((place, *self.shown.columns.get(place)?)))
    }
}

/// The names of the kinds, with how much of each is shared out.
pub fn head(sheet: &Sheet<'_>) -> Html {
    let column = |(place, kind): (usize, u32)| {
        let name = sheet.names.get(at(kind)).cloned().unwrap_or_default();
        let shared = sheet.board.shared.get(at(kind)).copied().unwrap_or(0);
        let available = sheet.board.available.get(at(kind)).copied().unwrap_or(0);
        let sums = t!("round_grid.shared_of", kg = number::integer(shared), all = number::integer(available));
        html! {
            <div key={kind} role="columnheader" class="round-grid-name" aria-colindex={(place + 2).to_string()} title={name.clone()}>
                <span class="round-grid-kind">{ name }</span>
                <span class="muted">{ sums }</span>
            </div>
        }
    };
    html! {
        <div role="row" class="round-grid-row round-grid-head" aria-rowindex="1">
            <div role="columnheader" class="round-grid-first" aria-colindex="1">{ t!("round_grid.recipient") }</div>
            <div role="none" class="round-grid-cells">{ for sheet.columns().map(column) }</div>
        </div>
    }
}

/// The row at a place of those shown.
pub fn row(sheet: &Sheet<'_>, place: usize) -> Option<Html> {
    let recipient = *sheet.shown.rows.get(place)?;
    let (of, sums) = (sheet.board.recipient(recipient)?, sheet.board.rows.get(recipient)?);
    let spot = |column: usize| Spot { row: place, column };
    let left_out = (!of.takes_part).then_some("round-grid-out");
    let cells = sheet.columns().map(|(column, kind)| cell_html(sheet, sums.cell(kind), kind, spot(column + 1)));
    // Keys all along: what stays in view is not drawn anew.
    let drawn = html! {
        <div key={recipient} role="row" class={classes!("round-grid-row", left_out)} aria-rowindex={(place + 2).to_string()}>
            { name(sheet, of, sums.total.kg, spot(0)) }
            <div role="none" class="round-grid-cells">{ for cells }</div>
        </div>
    };
    Some(drawn)
}

fn name(sheet: &Sheet<'_>, of: &RoundRecipient, kg: i64, spot: Spot) -> Html {
    let below = match of.share {
        _ if !of.takes_part => t!("round_grid.left_out"),
        Some(share) => t!("round_grid.level_and_kg", level = words::percent(share.level), kg = words::kg(kg)),
        None => of.organisation.name.clone().into(),
    };
    let active = sheet.active == spot;
    html! {
        <div
            role="rowheader"
            id={active.then_some("round-active")}
            class={classes!("round-grid-first", active.then_some("round-grid-active"))}
            aria-colindex="1"
            data-spot={spot.written()}
            title={of.site.name.clone()}
        >
            <span class="round-grid-site">{ &of.site.name }</span>
            <span class="muted">{ below }</span>
        </div>
    }
}

fn cell_html(sheet: &Sheet<'_>, cell: Option<Cell>, kind: u32, spot: Spot) -> Html {
    let active = sheet.active == spot;
    let words = cell.map(cell_words);
    let label = words.clone().unwrap_or_else(|| t!("round_grid.nothing"));
    // Before anything is shared out, what is approved is all there is to see.
    let is_computed = sheet.board.bench.round.figures.is_some();
    let class = classes!(
        "round-grid-cell",
        active.then_some("round-grid-active"),
        (!is_computed || cell.is_some_and(|cell| cell.kg == 0)).then_some("round-grid-nothing"),
        cell.is_some_and(|cell| cell.by_hand).then_some("round-grid-hand"),
        cell.is_some_and(|cell| cell.refused).then_some("round-grid-refused"),
    );
    html! {
        <div
            key={kind}
            role="gridcell"
            id={active.then_some("round-active")}
            {class}
            aria-colindex={(spot.column + 1).to_string()}
            aria-label={label}
            data-spot={spot.written()}
            title={words}
        >
            { cell.map(|cell| number::integer(if is_computed { cell.kg } else { cell.approved })).unwrap_or_default() }
        </div>
    }
}

/// "Demandé 60 kg, accordé 40 kg, attribué 35 kg", and what was done by hand or refused.
#[must_use]
pub fn cell_words(cell: Cell) -> AttrValue {
    let numbers = t!(
        "round_grid.cell",
        requested = words::kg(cell.requested),
        approved = words::kg(cell.approved),
        kg = words::kg(cell.kg)
    );
    let notes = [(cell.by_hand, t!("round_grid.by_hand")), (cell.refused, t!("round_grid.refused"))];
    let notes = notes.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note.to_string());
    std::iter::once(numbers.to_string()).chain(notes).collect::<Vec<_>>().join(" · ").into()
}
