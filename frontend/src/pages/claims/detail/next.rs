//! What comes next in a claim, and by whom.

use crate::i18n::t;
use crate::pages::claims::words;
use shared::claims::{Claim, ClaimState, Party};
use yew::AttrValue;

/// What comes next, and who does it.
#[must_use]
pub fn next_step(claim: &Claim) -> AttrValue {
    let (giver, taker) = (claim.giver.name.as_str(), claim.taker.name.as_str());
    let proposed = claim.asked_by == Party::Giver;
    match (claim.state, claim.party) {
        (ClaimState::Requested, Party::Taker) if proposed => t!("next.proposed_taker", giver = giver),
        (ClaimState::Requested, _) if proposed => t!("next.proposed_giver", taker = taker),
        (ClaimState::Requested, Party::Giver) => t!("next.requested_giver", taker = taker),
        (ClaimState::Requested, _) => t!("next.requested_taker", giver = giver),
        (ClaimState::Accepted, Party::Giver) => t!("next.accepted_giver", taker = taker, when = words::pickup(claim)),
        (ClaimState::Accepted, _) => t!("next.accepted_taker", giver = giver, when = words::pickup(claim)),
        (ClaimState::Ready, Party::Giver) => t!("next.ready_giver", taker = taker, when = words::pickup(claim)),
        (ClaimState::Ready, _) => t!("next.ready_taker", giver = giver, when = words::pickup(claim)),
        (ClaimState::Collected, Party::Giver) => t!("next.collected_giver", taker = taker),
        (ClaimState::Collected, _) => t!("next.collected_taker"),
        (ClaimState::Received, Party::Giver) => t!("next.received_giver", taker = taker, quantity = words::quantity(claim)),
        (ClaimState::Received, _) => t!("next.received_taker", giver = giver, quantity = words::quantity(claim)),
        (ClaimState::Declined, _) => t!("next.declined", giver = words::asked(claim).name.as_str()),
        (ClaimState::Cancelled, _) => t!("next.cancelled"),
        (ClaimState::Expired, _) => t!("next.expired"),
    }
}
