//! What there is to know of a lot, and how its status came about.

use crate::components::{Fact, Icon, Moment, timeline};
use crate::i18n::{number, t, time};
use crate::pages::offers::product::barcode;
use crate::pages::offers::words::temperature;
use crate::pages::stock::place::Place;
use crate::pages::stock::words;
use crate::routes::Route;
use shared::ids::LotId;
use shared::stock::{Lot, LotLink, LotStatusLine};
use yew::prelude::*;
use yew_router::prelude::Link;

/// The facts; the category by its name.
pub fn facts(lot: &Lot, category: &AttrValue) -> Html {
    let measure = words::measure_of(lot);
    html! {
        <>
            <dl class="facts">
                <Fact term={t!("board.category")} icon={Icon::List}>{ category }</Fact>
                <Fact term={t!("stock.received")} icon={Icon::Package}>{ measure.full(lot.received_grams) }</Fact>
                <Fact term={t!("stock.received_at")} icon={Icon::Pin}>{ words::place(&lot.organisation.name, &lot.site.name) }</Fact>
                <Fact term={t!("stock.received_when")} icon={Icon::Calendar}>{ time::moment(lot.received_at) }</Fact>
                if let Some(person) = &lot.received_by {
                    <Fact term={t!("stock.received_by")} icon={Icon::User}>{ person }</Fact>
                }
                if let Some(donor) = lot.donor.as_ref().and_then(words::donor) {
                    <Fact term={t!("stock_receive.donor")} icon={Icon::Heart}>{ donor }</Fact>
                }
                <Fact term={t!("stock.funding")} icon={Icon::Building}>{ words::funding(lot.funding_source) }</Fact>
                <Fact term={t!("board.temperature")} icon={Icon::Chilled}>{ temperature(lot.temperature_class) }</Fact>
                if let Some(reading) = lot.temperature_decidegrees {
                    <Fact term={t!("stock.arrival_temperature")} icon={Icon::Chilled}>{ number::temperature(reading) }</Fact>
                }
                { numbers(lot) }
                { frozen(lot) }
            </dl>
            if let Some(note) = &lot.note {
                <p class="claim-message">{ note }</p>
            }
        </>
    }
}

/// What is printed on it.
fn numbers(lot: &Lot) -> Html {
    html! {
        <>
            if let Some(number) = &lot.lot_number {
                <Fact term={t!("stock.lot_number")} icon={Icon::Key}>{ number }</Fact>
            }
            if let Some(gtin) = &lot.gtin {
                <Fact term={t!("product.gtin")} icon={Icon::Key}>{ barcode(gtin) }</Fact>
            }
        </>
    }
}

/// When it was frozen, the date that was printed on it before, and when somebody has looked at it.
fn frozen(lot: &Lot) -> Html {
    html! {
        <>
            if let Some(day) = lot.frozen_on {
                <Fact term={t!("stock.frozen_on")} icon={Icon::Frozen}>{ time::day(day) }</Fact>
            }
            if let Some(from) = &lot.frozen_from {
                <Fact term={t!("stock_freeze.from")} icon={Icon::Package}>{ link(from.id, from.title.clone().into()) }</Fact>
            }
            if !lot.frozen_lots.is_empty() {
                <Fact term={t!("stock_freeze.parts")} icon={Icon::Frozen}>{ lot.frozen_lots.iter().map(part).collect::<Html>() }</Fact>
            }
            if let Some(day) = lot.printed_use_by.or(lot.printed_best_before) {
                <Fact term={t!("stock.printed_date")} icon={Icon::Calendar}>{ time::day(day) }</Fact>
            }
            if let Some(at) = lot.best_before_checked_at {
                <Fact term={t!("stock.checked_at")} icon={Icon::Shield}>{ time::moment(at) }</Fact>
            }
        </>
    }
}

/// What was frozen of it: "12 kg, hier".
fn part(part: &LotLink) -> Html {
    let kg = number::weight(part.received_grams);
    let words = match part.frozen_on {
        Some(day) => t!("stock_freeze.part", kg = kg, day = time::day(day)),
        None => kg,
    };
    html! { <div key={part.id.to_string()}>{ link(part.id, words) }</div> }
}

fn link(lot: LotId, words: AttrValue) -> Html {
    html! { <Link<Route> to={Place::Lot(lot).route()}>{ words }</Link<Route>> }
}

/// How its status came about, the first one first.
pub fn statuses(lot: &Lot) -> Html {
    let moment = |line: &LotStatusLine| {
        let (mood, icon) = words::look(line.status);
        let when = time::moment(line.at);
        let detail = match &line.by {
            Some(person) => t!("history.by", when = when, person = person.as_str()),
            None => when,
        };
        Moment { title: words::status(line.status), detail, note: Some(why(line)), mood, icon, pending: false }
    };
    let moments: Vec<_> = lot.statuses.iter().map(moment).collect();
    timeline(&moments)
}

/// "Emballage ou produit abîmé : cartons écrasés"
pub fn why(line: &LotStatusLine) -> AttrValue {
    let cause = words::cause(line.cause);
    match &line.note {
        Some(note) => t!("stock.cause_and_note", cause = cause, note = note.as_str()),
        None => cause,
    }
}
