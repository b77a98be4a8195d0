//! Notifications as sentences, and where they lead.

use crate::components::Icon;
use crate::i18n::number::{distance, weight};
use crate::i18n::{t, word};
use crate::routes::Route;
use shared::loans::LoanState;
use shared::notifications::{Facts, Notification, NotificationKind};
use yew::prelude::*;

/// The notification as one sentence.
pub fn sentence(notification: &Notification) -> AttrValue {
    let facts = &notification.facts;
    let (other, item) = (facts.other.clone().unwrap_or_default(), facts.item.clone().unwrap_or_default());
    let offer = facts.offer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
    let need = facts.need.as_ref().map(|need| need.title.clone()).unwrap_or_default();
    let kg = facts.grams.map(weight).unwrap_or_default();
    match notification.kind {
        NotificationKind::OfferFits => t!("notices.offer_fits", other = other, offer = offer, need = need, quantity = kg),
        NotificationKind::NeedFits => t!("notices.need_fits", other = other, offer = offer, need = need, quantity = kg),
        NotificationKind::Matched => matched(facts, &other),
        NotificationKind::ClaimAsked if facts.need.is_some() => {
            t!("notices.proposed", other = other, offer = offer, need = need, quantity = kg)
        }
        NotificationKind::ClaimAsked => t!("notices.claim_asked", other = other, offer = offer, quantity = kg),
        NotificationKind::ClaimStepped => {
            let state = facts.claim_state.map(word).unwrap_or_default();
            t!("notices.stepped", what = t!("notices.claim_of", quantity = kg, offer = offer), state = state)
        }
        NotificationKind::LoanAsked if facts.loan_state == Some(LoanState::Accepted) => {
            t!("notices.loan_booked", other = other, item = item)
        }
        NotificationKind::LoanAsked => t!("notices.loan_asked", other = other, item = item),
        NotificationKind::LoanStepped => {
            let state = facts.loan_state.map(word).unwrap_or_default();
            t!("notices.stepped", what = t!("notices.loan_of", item = item), state = state)
        }
    }
}

fn matched(facts: &Facts, other: &str) -> AttrValue {
    let n = i64::from(facts.count.unwrap_or(1));
    match (&facts.offer, &facts.need) {
        (Some(offer), _) => t!("notices.offer_matched", n = n, offer = offer.title.clone(), other = other),
        (None, need) => {
            let need = need.as_ref().map(|need| need.title.clone()).unwrap_or_default();
            t!("notices.need_matched", n = n, need = need, other = other)
        }
    }
}

/// What is said below the sentence: who did it, how far away it is.
pub fn details(notification: &Notification) -> Vec<AttrValue> {
    let facts = &notification.facts;
    let by = matches!(notification.kind, NotificationKind::ClaimStepped | NotificationKind::LoanStepped);
    let by = facts.other.clone().filter(|_| by).map(AttrValue::from);
    let away = facts.distance_m.map(|metres| t!("notices.away", distance = distance(metres)));
    by.into_iter().chain(away).collect()
}

/// The page that it is about.
pub fn page_of(notification: &Notification) -> Route {
    let facts = &notification.facts;
    let claim = facts.claim_id.map(|id| Route::Claim { id });
    let loan = facts.loan_id.map(|id| Route::Loan { id });
    let offer = facts.offer.as_ref().map(|offer| Route::Offer { id: offer.id });
    let need = facts.need.as_ref().map(|need| Route::Need { id: need.id });
    // Who gives looks at the need, and who needs at the offer: the other's, where something is to be done.
    let matched = if notification.kind == NotificationKind::NeedFits { need.or(offer) } else { offer.or(need) };
    claim.or(loan).or(matched).unwrap_or(Route::Today)
}

/// Its icon.
pub const fn icon(kind: NotificationKind) -> Icon {
    match kind {
        NotificationKind::OfferFits | NotificationKind::NeedFits | NotificationKind::Matched => Icon::Heart,
        NotificationKind::ClaimAsked | NotificationKind::ClaimStepped => Icon::Handover,
        NotificationKind::LoanAsked | NotificationKind::LoanStepped => Icon::Wrench,
    }
}
