//! What a claim says in words: where it stands, of whom, how much, when.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{t, time, word};
use crate::pages::offers::words::Measure;
use shared::claims::{Claim, ClaimAction, ClaimState, Party};
use shared::organisations::OrganisationSummary;
use yew::prelude::*;

/// Colour and picture of a state.
#[must_use]
pub const fn look(state: ClaimState) -> (Mood, Icon) {
    match state {
        ClaimState::Requested => (Mood::Warm, Icon::Clock),
        ClaimState::Accepted => (Mood::Info, Icon::Check),
        ClaimState::Ready => (Mood::Good, Icon::Package),
        ClaimState::Collected => (Mood::Info, Icon::Truck),
        ClaimState::Received => (Mood::Good, Icon::Heart),
        ClaimState::Declined | ClaimState::Cancelled => (Mood::Bad, Icon::Close),
        ClaimState::Expired => (Mood::Neutral, Icon::Clock),
    }
}

/// A state as a badge.
pub fn badge(state: ClaimState) -> Html {
    let (mood, icon) = look(state);
    html! { <Badge {mood} {icon}>{ word(state) }</Badge> }
}

/// The organisation on the other side; the giver for those who only look on.
#[must_use]
pub const fn other_side(claim: &Claim) -> &OrganisationSummary {
    match claim.party {
        Party::Giver => &claim.taker,
        Party::Taker | Party::Observer => &claim.giver,
    }
}

/// "40 kg", "12 cartons (96 kg)"
#[must_use]
pub fn quantity(claim: &Claim) -> AttrValue {
    Measure::from(&claim.offer).full(claim.received_grams.unwrap_or(claim.grams))
}

/// The same, large, to stand beside a title.
pub fn amount(claim: &Claim) -> Html {
    Measure::from(&claim.offer).amount(claim.received_grams.unwrap_or(claim.grams))
}

/// Whether the next step is ours.
#[must_use]
pub fn is_our_turn(claim: &Claim) -> bool {
    match claim.state {
        ClaimState::Requested => claim.actions.contains(&ClaimAction::Accept),
        ClaimState::Accepted => claim.party == Party::Giver,
        ClaimState::Ready | ClaimState::Collected => claim.party == Party::Taker,
        _ => false,
    }
}

/// Who was asked, and answers: the giver, or the taker where the giver proposed it for a need.
#[must_use]
pub const fn asked(claim: &Claim) -> &OrganisationSummary {
    match claim.asked_by {
        Party::Giver => &claim.taker,
        Party::Taker | Party::Observer => &claim.giver,
    }
}

/// When the taker means to come; else the windows of the offer.
#[must_use]
pub fn pickup(claim: &Claim) -> AttrValue {
    match claim.pickup_at {
        Some(at) => time::moment(at),
        None => crate::pages::offers::words::windows(&claim.offer.pickup_windows),
    }
}

/// "Expire dans 3 heures"; nothing once the food is collected or the claim is over.
#[must_use]
pub fn lapse(claim: &Claim) -> Option<AttrValue> {
    let at = claim.lapses_at?;
    Some(match claim.state {
        ClaimState::Requested => t!("claim.answer_lapses", until = time::until(at)),
        _ => t!("claim.lapses", until = time::until(at)),
    })
}
