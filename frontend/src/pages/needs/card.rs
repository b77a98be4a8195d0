//! A need as a card: what, how much is lacking, by when, where, whose.

use super::words;
use crate::components::{Icon, LinkCard};
use crate::i18n::{number, t};
use crate::routes::Route;
use shared::needs::Need;
use yew::prelude::*;

/// A need as a card that leads to it.
pub fn need_card(need: &Need) -> Html {
    let urgent = words::is_urgent(need).then_some("offer-card-urgent");
    html! {
        <LinkCard to={Route::Need { id: need.id }} class={classes!("need-card", urgent)}>
            { need_face(need) }
        </LinkCard>
    }
}

/// What is on the card.
pub fn need_face(need: &Need) -> Html {
    let place = match need.distance_m {
        Some(metres) => {
            t!("offers.place_and_distance", commune = need.site.commune.as_str(), distance = number::distance(metres))
        }
        None => need.site.commune.clone().into(),
    };
    html! {
        <>
            <span class="claim-head">
                <span class="card-title">{ &need.title }</span>
                <span class="amount">
                    <strong>{ number::weight(need.left_grams) }</strong>
                    <span class="muted">
                        if need.left_grams == need.wanted_grams {
                            { t!("need.lacking") }
                        } else {
                            { t!("need.lacking_of", wanted = number::weight(need.wanted_grams)) }
                        }
                    </span>
                </span>
            </span>
            { words::found_meter(need) }
            <span class="offer-line">{ &need.organisation.name }</span>
            <span class="offer-line">{ Icon::Pin }{ place }</span>
            <span class="offer-line">{ Icon::Clock }{ words::when(need) }</span>
            if let Some(people) = need.people {
                <span class="offer-line">{ Icon::Users }{ t!("need.people", n = people) }</span>
            }
            <span class="cluster offer-badges">{ words::badges(need, true) }</span>
        </>
    }
}
