//! From a match to what is done about it: to propose our offer, or to claim theirs.

use crate::components::Icon;
use crate::i18n::t;
use crate::pages::offers::words::Measure;
use crate::routes::Route;
use serde::Serialize;
use shared::ids::{NeedId, OfferId, SiteId};
use shared::offers::Offer;
use shared::units::Grams;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The address names the offer that a need's page shall propose first.
#[derive(Clone, PartialEq, Serialize)]
struct With {
    #[serde(rename = "offre")]
    offer: OfferId,
}

/// The address names the need that a claim is for.
#[derive(Clone, PartialEq, Serialize)]
struct For {
    #[serde(rename = "besoin")]
    need: NeedId,
    site: SiteId,
    #[serde(rename = "grammes")]
    grams: Grams,
}

/// To the page of a need, where so much of our offer is proposed.
pub fn propose(offer: &Offer, need: NeedId, grams: Grams) -> Html {
    let quantity = Measure::from(offer).count(grams);
    html! {
        <Link<Route, With> to={Route::Need { id: need }} query={With { offer: offer.id }} classes="button button-secondary">
            { Icon::Handover }<span>{ t!("matches.propose", quantity = quantity) }</span>
        </Link<Route, With>>
    }
}

/// To the page of an offer, where so much of it is claimed for our need at this site.
pub fn claim(offer: &Offer, need: NeedId, site: SiteId, grams: Grams) -> Html {
    let quantity = Measure::from(offer).count(grams);
    html! {
        <Link<Route, For> to={Route::Offer { id: offer.id }} query={For { need, site, grams }} classes="button button-secondary">
            { Icon::Package }<span>{ t!("matches.claim", quantity = quantity) }</span>
        </Link<Route, For>>
    }
}
