//! The lots of the round: how much of each is there, is in the round, and is left over.

use super::BenchProps;
use super::arrivals::use_arrivals;
use super::filters::search;
use super::lots_draft::{Typed, choices, key, wrong};
use super::narrowing::has_words;
use super::some::use_some;
use crate::client;
use crate::components::{Button, Empty, Icon, ProblemView, Tone, part, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::{field_error, t};
use crate::pages::categories;
use crate::pages::rounds::kg_field::{Row, number_row};
use crate::pages::rounds::words;
use crate::pages::stock::place::Place as StockPlace;
use crate::routes::Route;
use shared::problem::FieldError;
use shared::rounds::{AllocationRoundPatch, RoundLot, RoundLotChoice};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Lots at first, and with each "more".
const SOME: usize = 60;

/// The lots.
#[hook]
pub fn use_lots(props: Rc<BenchProps>) -> Html {
    let (text, typed) = (use_state(String::new), use_state(Typed::new));
    let (id, version) = (props.round().id, props.round().version);
    let toast = use_toast();
    let save = {
        let (props, typed) = (Rc::clone(&props), typed.setter());
        use_mutation(
            move |lots: Vec<RoundLotChoice>| {
                let patch = AllocationRoundPatch { lots: Some(lots), ..AllocationRoundPatch::default() };
                client::rounds::update(id, version, patch)
            },
            move |()| {
                typed.set(Typed::new());
                toast.emit(t!("round_lots.saved"));
                props.changed();
            },
        )
    };
    let lots = &props.board.bench.lots;
    let wanted = categories::words(&text);
    let found: Vec<(usize, &RoundLot)> = lots
        .iter()
        .enumerate()
        .filter(|(_, lot)| has_words(&format!("{} {}", lot.lot.title, lot.site.name), &wanted))
        .collect();
    let row = |(place, lot): &(usize, &RoundLot)| {
        let change = {
            let (typed, which) = (typed.clone(), key(lot));
            Callback::from(move |kg: String| {
                let mut next = (*typed).clone();
                next.insert(which, kg);
                typed.set(next);
            })
        };
        row(&props, *place, lot, typed.get(&key(lot)), change)
    };
    let narrow = {
        let text = text.setter();
        Callback::from(move |words: String| text.set(words))
    };
    let (most, more) = use_some(SOME, found.len());
    let changes = choices(lots, &typed);
    html! {
        <section class="stack" aria-label={t!("round_bench.lots")}>
            { search(t!("round_lots.search"), &text, narrow) }
            if props.is_open() {
                { part(use_arrivals, (*props).clone()) }
            }
            if found.is_empty() {
                <Empty icon={Icon::Package} title={t!("round_lots.none")} hint={t!("round_lots.none_hint")} />
            }
            <ul class="rows">{ for found.iter().take(most).map(row) }</ul>
            { more }
            if props.is_open() && !typed.is_empty() {
                <div class="round-save stack-tight">
                    { props.becomes_draft() }
                    <ProblemView failure={save.failure.clone()} retry={props.catch_up(&save.clear)} />
                    <div class="form-actions">{ save_buttons(changes, &save.run, save.busy, typed.setter()) }</div>
                </div>
            }
        </section>
    }
}

/// Sends what differs; nothing is sent while something is wrong.
fn save_buttons(
    changes: Option<Vec<RoundLotChoice>>,
    run: &Callback<Vec<RoundLotChoice>>,
    busy: bool,
    typed: UseStateSetter<Typed>,
) -> Html {
    let count = changes.as_ref().map_or(0, Vec::len);
    let drop = Callback::from(move |()| typed.set(Typed::new()));
    let send = match changes {
        Some(lots) if count > 0 => run.reform(move |()| lots.clone()),
        _ => Callback::noop(),
    };
    html! {
        <>
            <Button tone={Tone::Primary} {busy} disabled={count == 0} onclick={send}>{ t!("round_lots.save", n = count) }</Button>
            <Button tone={Tone::Quiet} onclick={drop}>{ t!("button.cancel") }</Button>
        </>
    }
}

fn row(props: &BenchProps, place: usize, lot: &RoundLot, typed: Option<&String>, change: Callback<String>) -> Html {
    let left = props.board.left(place);
    let days = lot.days.map(words::days_left);
    let about =
        [Some(AttrValue::from(lot.site.name.clone())), days, Some(t!("round_lots.there", kg = words::kg(lot.there_kg)))];
    let about: Vec<_> = about.into_iter().flatten().map(|part| part.to_string()).collect();
    let value = typed.cloned().unwrap_or_else(|| lot.kg.to_string());
    let error = typed.and_then(|typed| wrong(lot, typed)).map(|code| field_error(&FieldError::new("/kg", code)));
    html! {
        <li class="round-line" key={format!("{} {}", lot.lot.id, lot.site.id)}>
            <div class="stack-tight">
                <p class="row-title"><Link<Route> to={StockPlace::Lot(lot.lot.id).route()}>{ &lot.lot.title }</Link<Route>></p>
                <p class="muted">{ about.join(" · ") }</p>
                if props.round().figures.is_some() {
                    <p class="muted">{ t!("round_lots.left", kg = words::kg(left)) }</p>
                }
            </div>
            if props.is_open() {
                { number_row(Row {
                    id: format!("round-lot-{place}"),
                    label: html! { <>{ t!("round_lots.kg") }<span class="visually-hidden">{ " – " }{ &lot.lot.title }</span></> },
                    hint: None,
                    value: &value,
                    unit: "kg",
                    error,
                    change,
                }) }
            } else {
                <strong>{ words::kg(lot.kg) }</strong>
            }
        </li>
    }
}
