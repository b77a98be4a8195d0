//! A round as a card: where it stands, when food is fetched, and what our sites have in it.

use crate::components::{Icon, LinkCard};
use crate::i18n::{t, time};
use crate::pages::rounds::place::Place;
use crate::pages::rounds::words;
use shared::rounds::{AllocationRound, RoundPart};
use yew::prelude::*;

/// A card that leads to the round.
pub fn card(round: &AllocationRound) -> Html {
    html! {
        <LinkCard to={Place::Round(round.id).route()} class="claim-card">
            <span class="card-title">{ &round.title }</span>
            <span class="offer-line">{ Icon::Calendar }{ t!("rounds.fetched", day = time::day(round.fetched_on)) }</span>
            <span class="offer-line">{ Icon::Building }{ &round.organisation.name }</span>
            if let Some(sum) = sum(round) {
                <span class="offer-line">{ Icon::Package }{ sum }</span>
            }
            { for round.parts.iter().map(|one| part(round, one)) }
            <span class="cluster offer-badges">{ words::status_badge(round.status) }</span>
        </LinkCard>
    }
}

/// How much is shared out among how many, for who sees it.
fn sum(round: &AllocationRound) -> Option<AttrValue> {
    let figures = round.figures?;
    Some(t!("rounds.sum", n = round.recipients, kg = words::kg(figures.kg)))
}

/// "Épicerie de Libourne : 120 kg, 2 réponses attendues"
fn part(round: &AllocationRound, part: &RoundPart) -> Html {
    let site = part.site.name.as_str();
    let words = if !round.status.is_told() {
        t!("rounds.part_asked", site = site, kg = words::kg(part.requested_kg))
    } else if part.open_lines > 0 {
        t!("rounds.part_open", n = part.open_lines, site = site, kg = words::kg(part.kg))
    } else {
        t!("rounds.part", site = site, kg = words::kg(part.kg))
    };
    html! { <span class="offer-line" key={part.site.id.to_string()}>{ Icon::Pin }{ words }</span> }
}
