//! What is left of a lot at one site as a card: what, how much, until when, where, who paid for it.

use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::hooks::Resource;
use crate::i18n::t;
use crate::pages::categories::label_of;
use crate::pages::offers::words::{Label, look, temperature};
use crate::pages::stock::place::Place;
use crate::pages::stock::words;
use shared::categories::CategoryList;
use shared::stock::{LotSummary, StockLine};
use shared::units::Grams;
use yew::prelude::*;

/// A card that leads to the lot.
pub fn line_card(line: &StockLine, tree: &Resource<CategoryList>) -> Html {
    let lot = &line.lot;
    let label = Label::of(lot.use_by, lot.best_before);
    let urgent = (line.overdue || label.is_some_and(words::is_soon)).then_some("offer-card-urgent");
    let (mood, icon) = look(lot.temperature_class);
    html! {
        <LinkCard to={Place::Lot(lot.id).route()} class={classes!("offer-card", urgent)}>
            <span class={classes!("offer-picture", mood.class())}>{ icon }</span>
            <span class="card-title">{ &lot.title }</span>
            { words::measure(lot).amount(line.grams) }
            <span class="offer-words">
                <span class="offer-line">{ label_of(tree, &lot.category) }</span>
                if let Some(label) = label {
                    <span class="offer-line">{ Icon::Calendar }{ date(label) }</span>
                }
                <span class="offer-line">{ Icon::Pin }{ whereabouts(line) }</span>
                if line.reserved_grams > Grams::ZERO {
                    <span class="offer-line">{ Icon::List }{ words::promised(line.reserved_grams) }</span>
                }
                <span class="cluster offer-badges">
                    if line.overdue {
                        <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("stock.overdue") }</Badge>
                    }
                    { badges(lot) }
                </span>
            </span>
        </LinkCard>
    }
}

/// What is always said of a lot: whether it may leave, who paid for it, how it is kept.
pub fn badges(lot: &LotSummary) -> Html {
    html! {
        <>
            { words::status_badge(lot.status) }
            { words::funding_badge(lot.funding_source) }
            { temperature(lot.temperature_class) }
        </>
    }
}

/// "À consommer jusqu'au jeudi 3 décembre (DLC) · dans 4 jours"
pub fn date(label: Label) -> AttrValue {
    format!("{} · {}", label.sentence(), words::near(label)).into()
}

fn whereabouts(line: &StockLine) -> AttrValue {
    match &line.shelf {
        Some(shelf) => words::place(&line.site.name, shelf),
        None => line.site.name.clone().into(),
    }
}
