//! One line at the dock: what it is, what is weighed, and why it differs.

use super::draft::{DockDraft, DockRow, REASONS};
use crate::hooks::Form;
use crate::i18n::{number, t};
use crate::pages::rounds::kg_field::{Row, number_row};
use crate::pages::rounds::words;
use shared::rounds::RoundReason;
use yew::prelude::*;

/// The line at a place.
pub fn line(form: &Form<DockDraft>, place: usize, row: &DockRow) -> Html {
    let weigh = form.clone();
    let field = Row {
        id: format!("f-lines-{place}"),
        label: html! { <>{ &row.title }</> },
        hint: Some(t!("round_dock.allocated", kg = number::weight(row.allocated))),
        value: &row.kg,
        unit: "kg",
        error: form.error(&format!("/lines/{place}/grams")),
        change: Callback::from(move |typed: String| {
            weigh.edit_at("/lines", move |draft: &mut DockDraft| draft.weigh(place, typed));
        }),
    };
    html! {
        <div class="stack-tight">
            { number_row(field) }
            if row.differs() { { why(form, place, row) } }
        </div>
    }
}

/// Why it differs, at one tap.
fn why(form: &Form<DockDraft>, place: usize, row: &DockRow) -> Html {
    let button = |reason: RoundReason| {
        let explain = form.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            explain.edit_at("/lines", move |draft: &mut DockDraft| draft.explain(place, reason));
        });
        let is_it = row.reason == Some(reason);
        html! {
            <button type="button" class="quick" aria-pressed={if is_it { "true" } else { "false" }} {onclick}>{ words::reason(reason) }</button>
        }
    };
    html! {
        <fieldset class="share-reasons">
            <legend class="label">{ t!("round_dock.why") }</legend>
            <div class="cluster">{ for REASONS.into_iter().map(button) }</div>
        </fieldset>
    }
}
