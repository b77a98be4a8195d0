//! Offers near us that we can store.

use crate::components::Icon;
use crate::i18n::t;
use crate::pages::offers::card::offer_card;
use crate::routes::Route;
use shared::offers::Offer;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Offers near us that we can store.
pub fn near(offers: &[Offer]) -> Html {
    let card = |offer: &Offer| html! { <li key={offer.id.to_string()}>{ offer_card(offer) }</li> };
    html! {
        <section class="stack" aria-label={t!("today.near")}>
            <div class="spread">
                <h2 class="section-title">{ Icon::Pin }{ t!("today.near") }</h2>
                <Link<Route> to={Route::Offers}>{ t!("today.whole_board") }</Link<Route>>
            </div>
            if offers.is_empty() {
                <p class="muted">{ t!("today.nothing_near") }</p>
            } else {
                <ul class="grid near">{ for offers.iter().map(card) }</ul>
            }
        </section>
    }
}
