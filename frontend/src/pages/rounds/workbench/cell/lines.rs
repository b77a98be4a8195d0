//! Lot by lot what the recipient gets of the kind, and the lots of which it gets none.

use super::CellProps;
use crate::components::{Badge, Button, Icon, Mood, Tone, use_disclosure};
use crate::i18n::t;
use crate::pages::rounds::words;
use crate::pages::rounds::workbench::board::{at, place};
use shared::rounds::{RoundLine, RoundLot};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_lines`].
#[derive(PartialEq)]
pub struct LinesProps {
    /// The cell.
    pub cell: CellProps,
    /// A lot was chosen, to set by hand what the recipient gets of it.
    pub choose: Callback<u32>,
}

/// The lines.
#[hook]
pub fn use_lines(props: Rc<LinesProps>) -> Html {
    let disclosure = use_disclosure(false, false);
    let LinesProps { cell, choose } = &*props;
    let board = &cell.bench.board;
    let lines: Vec<&RoundLine> = board.lines(cell.recipient, cell.kind).collect();
    let is_free = |lot: u32| !lines.iter().any(|line| line.lot == lot);
    let lots = board.bench.lots.iter().enumerate().map(|(at, lot)| (place(at), lot));
    let others: Vec<_> =
        lots.filter(|(at, lot)| cell.adjusts() && lot.category == cell.kind && lot.kg > 0 && is_free(*at)).collect();
    let rest = html! {
        <ul class="rows">{ for others.iter().map(|(at, lot)| other(cell, *at, lot, choose)) }</ul>
    };
    html! {
        <div class="stack-tight">
            <h3 tabindex="-1">{ t!("round_cell.lines") }</h3>
            if lines.is_empty() {
                <p class="muted">{ t!("round_cell.no_lines") }</p>
            }
            <ul class="rows">{ for lines.iter().filter_map(|line| row(cell, line, choose)) }</ul>
            if !others.is_empty() {
                { disclosure.around(t!("round_cell.other_lots", n = others.len()), rest) }
            }
        </div>
    }
}

fn row(cell: &CellProps, line: &RoundLine, choose: &Callback<u32>) -> Option<Html> {
    let lot = cell.bench.board.lot(line.lot)?;
    let received = line.received_grams.map(|grams| t!("round_cell.received", kg = crate::i18n::number::weight(grams)));
    let row = html! {
        <li class="round-line" key={line.lot}>
            <div class="stack-tight">
                <p class="row-title">{ &lot.lot.title }</p>
                <p class="muted">{ about(cell, line.lot, lot) }</p>
                <div class="cluster">
                    if line.by_hand {
                        <Badge mood={Mood::Warm} icon={Icon::Edit}>{ t!("round_grid.by_hand") }</Badge>
                    }
                    if let Some(status) = line.status {
                        { words::line_badge(status) }
                    }
                    if let Some(reason) = line.reason {
                        <span class="muted">{ words::reason(reason) }</span>
                    }
                    if let Some(note) = &line.note {
                        <span class="muted">{ t!("round_cell.said", note = note.as_str()) }</span>
                    }
                    if let Some(received) = received {
                        <span class="muted">{ received }</span>
                    }
                </div>
            </div>
            <div class="round-line-end">
                <strong>{ words::kg(line.kg) }</strong>
                { change(cell, line.lot, lot, choose) }
            </div>
        </li>
    };
    Some(row)
}

fn other(cell: &CellProps, at: u32, lot: &RoundLot, choose: &Callback<u32>) -> Html {
    html! {
        <li class="round-line" key={at}>
            <div class="stack-tight">
                <p class="row-title">{ &lot.lot.title }</p>
                <p class="muted">{ about(cell, at, lot) }</p>
            </div>
            <div class="round-line-end">{ change(cell, at, lot, choose) }</div>
        </li>
    }
}

fn change(cell: &CellProps, at: u32, lot: &RoundLot, choose: &Callback<u32>) -> Html {
    if !cell.adjusts() {
        return html! {};
    }
    let onclick = choose.reform(move |()| at);
    let label = t!("round_cell.set_of", lot = lot.lot.title.as_str());
    html! { <Button tone={Tone::Quiet} icon={Icon::Edit} {label} {onclick}>{ t!("round_cell.set") }</Button> }
}

/// Where the lot is, how long it lasts, and how much of it nobody gets.
pub fn about(cell: &CellProps, place: u32, lot: &RoundLot) -> AttrValue {
    let left = t!("round_cell.left", kg = words::kg(cell.bench.board.left(at(place))));
    let days = lot.days.map(words::days_left);
    let parts = [Some(AttrValue::from(lot.site.name.clone())), days, Some(left)].into_iter().flatten();
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(" · ").into()
}
