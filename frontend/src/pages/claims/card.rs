//! A claim as a card: in lists it leads to the claim, among things to do its steps can be taken at once.

use super::steps::{ClaimStepsProps, use_claim_steps};
use super::words;
use crate::components::{Badge, Icon, LinkCard, Mood, part};
use crate::i18n::t;
use crate::pages::offers::words::{self as offer_words, Label};
use crate::routes::Route;
use shared::claims::{Claim, ClaimState, Party};
use yew::prelude::*;
use yew_router::prelude::Link;

/// By what a card is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// The food.
    Food,
    /// The other side, where the food is clear from the page.
    Partner,
}

/// A claim as a card that leads to it.
pub fn claim_card(claim: &Claim, named_by: NamedBy) -> Html {
    html! {
        <LinkCard to={Route::Claim { id: claim.id }} class={classes!("claim-card")}>
            <span class="claim-head">
                <span class="card-title">{ title(claim, named_by) }</span>
                { words::amount(claim) }
            </span>
            if named_by == NamedBy::Food {
                <span class="offer-line">{ partner(claim) }</span>
                { for_need(claim) }
            }
            <span class="cluster">
                { words::badge(claim.state) }
                { waits(claim) }
            </span>
            if !claim.state.is_final() && claim.state != ClaimState::Collected {
                <span class="offer-line">{ Icon::Clock }{ words::pickup(claim) }</span>
            }
        </LinkCard>
    }
}

fn title(claim: &Claim, named_by: NamedBy) -> AttrValue {
    match named_by {
        NamedBy::Food => claim.offer.title.clone().into(),
        NamedBy::Partner if claim.party == Party::Giver => claim.taker.name.clone().into(),
        // To a taker, the giver is as clear as the food.
        NamedBy::Partner => claim.taker_site.name.clone().into(),
    }
}

/// "Donné par Épicerie sociale", "Réservé par Restos du Cœur".
fn partner(claim: &Claim) -> AttrValue {
    let name = words::other_side(claim).name.as_str();
    match claim.party {
        Party::Giver if claim.asked_by == Party::Giver => t!("claim.proposed_to", taker = name),
        Party::Giver => t!("claim.for", taker = name),
        Party::Taker | Party::Observer => t!("claim.from", giver = name),
    }
}

/// Which need it answers, where it answers one.
fn for_need(claim: &Claim) -> Html {
    let Some(need) = &claim.need else { return html! {} };
    html! { <span class="offer-line">{ Icon::Heart }{ t!("claim.for_need", need = need.title.as_str()) }</span> }
}

/// Says so where the next step is ours.
fn waits(claim: &Claim) -> Html {
    if words::is_our_turn(claim) {
        html! { <Badge mood={Mood::Warm} icon={Icon::Bell}>{ t!("claim.our_turn") }</Badge> }
    } else {
        html! {}
    }
}

/// A claim as something to do: with the code to show, the place to go to, and its steps.
pub fn claim_task(claim: &Claim, named_by: NamedBy, onchange: &Callback<()>) -> Html {
    let place = (claim.party == Party::Taker && claim.state != ClaimState::Collected)
        .then(|| format!("{}, {}", claim.offer.site.name, offer_words::address(&claim.offer.site)));
    let changed = onchange.reform(|_: Claim| ());
    html! {
        <article key={claim.id.to_string()} class="card claim-task">
            <div class="claim-head">
                <h3 class="card-title"><Link<Route> to={Route::Claim { id: claim.id }}>{ title(claim, named_by) }</Link<Route>></h3>
                { words::amount(claim) }
            </div>
            <div class="stack-tight">
                if named_by == NamedBy::Food {
                    <p class="offer-line">{ Icon::Users }{ partner(claim) }</p>
                    { for_need(claim) }
                } else {
                    <div class="cluster">{ words::badge(claim.state) }</div>
                }
                if claim.state != ClaimState::Collected {
                    <p class="offer-line">{ Icon::Clock }{ words::pickup(claim) }</p>
                }
                if let Some(place) = place {
                    <p class="offer-line">{ Icon::Pin }{ place }</p>
                }
                if let Some(message) = &claim.message {
                    <p class="claim-message">{ message }</p>
                }
                <div class="cluster">
                    if named_by == NamedBy::Food {
                        { offer_words::temperature(claim.offer.temperature_class) }
                        { Label::of(claim.offer.use_by, claim.offer.best_before).map(Label::badge) }
                    }
                    if let Some(lapse) = words::lapse(claim).filter(|_| claim.state == ClaimState::Requested) {
                        <span class="muted">{ lapse }</span>
                    }
                </div>
            </div>
            if let Some(code) = &claim.handover_code {
                { handover_code(code, false) }
            }
            { part(use_claim_steps, ClaimStepsProps { claim: claim.clone(), onchange: changed, onstale: onchange.clone(), forward: true }) }
        </article>
    }
}

/// The code that the giver shows: digits that can be read across a loading bay.
pub fn handover_code(code: &str, large: bool) -> Html {
    html! {
        <div class={classes!("handover", large.then_some("handover-large"))}>
            <p class="handover-words">{ t!("claim.show_code") }</p>
            <p class="handover-code">{ code }</p>
        </div>
    }
}
