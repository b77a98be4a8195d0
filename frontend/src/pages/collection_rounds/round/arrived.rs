//! What came of a round once it is finished: how much is in the stock, and what waits for a decision.

use crate::client;
use crate::components::{Icon, Mood, Notice, part};
use crate::hooks::use_resource;
use crate::i18n::{number, t};
use crate::pages::collection_rounds::sheet::Sheet;
use crate::pages::collection_rounds::words;
use crate::pages::stock::place::Place;
use crate::routes::Route;
use shared::collection_rounds::CollectedFood;
use shared::ids::LotId;
use shared::page::MAX_LIMIT;
use shared::stock::{LotStatus, StockLineQuery};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_arrived`].
#[derive(PartialEq)]
pub struct ArrivedProps {
    /// The round, which is finished.
    pub sheet: Rc<Sheet>,
}

/// How much is in the stock.
#[hook]
pub fn use_arrived(props: Rc<ArrivedProps>) -> Html {
    let round = &props.sheet.round;
    let held = round.held.unwrap_or(0);
    let lots = lots(&props.sheet).count();
    let sum = match lots {
        0 => t!("collection.nothing_arrived"),
        lots => t!("collection.arrived", n = lots, kg = number::weight(round.grams)),
    };
    let (mood, icon) = if held > 0 { (Mood::Warm, Icon::Warning) } else { (Mood::Good, Icon::Check) };
    html! {
        <div class="collecting-arrived" tabindex="-1" role="status">
            <Notice {mood} {icon}>
                <p><strong>{ sum }</strong></p>
                if held > 0 {
                    <p>{ t!("collection.held", n = held) }</p>
                    { part(use_held, ArrivedProps { sheet: Rc::clone(&props.sheet) }) }
                }
                if let Some(by) = &round.ended_by {
                    <p class="muted">{ t!("collection.ended_by", by = by.as_str()) }</p>
                }
                if lots > 0 {
                    <p><Link<Route> to={Place::List.route()}>{ t!("stock.see") }</Link<Route>></p>
                }
            </Notice>
        </div>
    }
}

/// What it brought, with its lots.
fn lots(sheet: &Sheet) -> impl Iterator<Item = (LotId, &CollectedFood)> {
    let foods = sheet.round.stops.iter().flat_map(|stop| &stop.foods);
    foods.filter_map(|food| Some((food.lot_id?, food)))
}

/// Those of its lots that wait for a decision now, each with the way to it.
#[hook]
fn use_held(props: Rc<ArrivedProps>) -> Html {
    let round = &props.sheet.round;
    let query = StockLineQuery {
        organisation: Some(round.organisation.id),
        site: Some(round.site.id),
        status: Some(LotStatus::OnHold),
        limit: Some(MAX_LIMIT),
        ..StockLineQuery::default()
    };
    let key = format!("stock list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let lines = use_resource(key, move || client::stock::list(query.clone()));
    // It only adds to what is said already: while it is away nothing is missing.
    let Some(page) = lines.data() else { return html! {} };
    let is_held = |lot: LotId| page.items.iter().any(|line| line.lot.id == lot);
    let row = |(lot, food): (LotId, &CollectedFood)| {
        html! { <li key={lot.to_string()}><Link<Route> to={Place::Lot(lot).route()}>{ words::food(&food.title, food.grams) }</Link<Route>></li> }
    };
    let held: Vec<_> = lots(&props.sheet).filter(|(lot, _)| is_held(*lot)).collect();
    if held.is_empty() {
        return html! {};
    }
    html! {
        <>
            <p>{ t!("collection.held_now") }</p>
            <ul class="plain-list">{ for held.into_iter().map(row) }</ul>
        </>
    }
}
