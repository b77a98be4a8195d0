//! What happened to a claim, and what is still to come.

use super::super::words;
use crate::components::{Moment, timeline};
use crate::i18n::{number, t, time, word};
use crate::pages::offers::words::Measure;
use shared::claims::{Claim, ClaimEvent, ClaimState, Party};
use yew::prelude::*;

/// What happened, and what is still to come.
pub fn history(claim: &Claim) -> Html {
    let past = claim.timeline.iter().map(|event| moment(claim, event));
    timeline(&past.chain(to_come(claim)).collect::<Vec<_>>())
}

fn moment(claim: &Claim, event: &ClaimEvent) -> Moment {
    let (mood, icon) = words::look(event.state);
    let side = match event.party {
        Some(Party::Giver) => Some(claim.giver.name.as_str()),
        Some(Party::Taker) => Some(claim.taker.name.as_str()),
        Some(Party::Observer) | None => None,
    };
    let when = time::moment(event.at);
    let detail = match (event.by.as_deref(), side) {
        (Some(person), Some(side)) => t!("history.by_of", when = when, person = person, side = side),
        (Some(person), None) => t!("history.by", when = when, person = person),
        (None, _) => t!("history.by_time", when = when),
    };
    Moment { title: word(event.state), detail, note: note(claim, event), mood, icon, pending: false }
}

/// Quantity, temperature and reason, where there are any.
fn note(claim: &Claim, event: &ClaimEvent) -> Option<AttrValue> {
    let quantity = event.grams.map(|grams| Measure::from(&claim.offer).full(grams));
    let temperature =
        event.temperature_decidegrees.map(|reading| t!("history.temperature", reading = number::temperature(reading)));
    let reason = event.reason.as_ref().map(|reason| t!("history.reason", reason = reason.as_str()));
    let parts: Vec<_> = [quantity, temperature, reason].into_iter().flatten().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| parts.join(" · ").into())
}

/// The usual way from here on.
fn to_come(claim: &Claim) -> Vec<Moment> {
    if claim.state.is_final() {
        return Vec::new();
    }
    let (giver, taker) = (claim.giver.name.as_str(), claim.taker.name.as_str());
    let way = [
        (ClaimState::Accepted, t!("history.to_accept", giver = words::asked(claim).name.as_str())),
        (ClaimState::Ready, t!("history.to_prepare", giver = giver)),
        (ClaimState::Collected, t!("history.to_collect", taker = taker)),
        (ClaimState::Received, t!("history.to_receive", taker = taker)),
    ];
    let step = |(state, title): (ClaimState, AttrValue)| {
        let (mood, icon) = words::look(state);
        let detail = if state == ClaimState::Collected { words::pickup(claim) } else { t!("history.to_come") };
        Moment { title, detail, note: None, mood, icon, pending: true }
    };
    // The states of the way are declared in its order.
    way.into_iter().filter(|(state, _)| *state > claim.state).map(step).collect()
}
