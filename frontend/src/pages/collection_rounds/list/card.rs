//! A round as a card: its day, where it stands, how much it brought.

use crate::components::{Icon, LinkCard};
use crate::i18n::{t, time};
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::words;
use shared::collection_rounds::CollectionRound;
use yew::prelude::*;

/// A card that leads to the round.
pub fn card(round: &CollectionRound) -> Html {
    html! {
        <LinkCard to={Place::Round(round.id).route()} class="claim-card">
            <span class="card-title">{ &round.title }</span>
            <span class="offer-line">{ Icon::Calendar }{ time::day(round.day) }</span>
            <span class="offer-line">{ Icon::Package }{ words::progress(round.noted_count, round.stop_count, round.grams) }</span>
            if let Some(drivers) = &round.drivers {
                <span class="offer-line">{ Icon::User }{ drivers }</span>
            }
            if let Some(held) = round.held.filter(|held| *held > 0) {
                <span class="offer-line">{ Icon::Warning }{ t!("collection.held", n = held) }</span>
            }
            <span class="cluster offer-badges">{ words::state_badge(round.state) }</span>
        </LinkCard>
    }
}
