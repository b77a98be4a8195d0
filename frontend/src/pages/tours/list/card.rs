//! A tour as a card: who goes when from where, through which communes, what room is left, and who drives.

use crate::components::{Icon, keyed_part};
use crate::i18n::{number, t};
use crate::pages::tours::detail::steps::{TourStepsProps, use_tour_steps};
use crate::pages::tours::place::Place;
use crate::pages::tours::words;
use crate::routes::Route;
use shared::tours::{Tour, TourAction, TourState};
use yew::prelude::*;
use yew_router::prelude::Link;

/// A tour as a card, with the button of who would drive it; `onchange` follows a step.
pub fn tour_card(tour: &Tour, onchange: &Callback<()>) -> Html {
    let steps = TourStepsProps {
        tour: tour.clone(),
        only: Some(TourAction::Drive),
        onchange: onchange.reform(|_: Tour| ()),
        onstale: onchange.clone(),
    };
    html! {
        <article class="card claim-task">
            <h2 class="card-title"><Link<Route> to={Place::Tour(tour.id).route()}>{ &tour.title }</Link<Route>></h2>
            <div class="stack-tight">
                <p class="offer-line">{ Icon::Clock }{ words::span(tour) }</p>
                <p class="offer-line">{ Icon::Building }{ start(tour) }</p>
                if let Some(communes) = words::communes(tour) {
                    <p class="offer-line">{ Icon::Pin }{ communes }</p>
                }
                <p class="offer-line">{ Icon::Truck }{ &tour.vehicle }</p>
                if tour.state == TourState::Planned {
                    <p class="offer-line">{ Icon::Package }{ words::free(tour) }</p>
                }
                if let Some(driver) = words::driver(tour).filter(|_| !tour.wants_driver) {
                    <p class="offer-line">{ Icon::User }{ driver }</p>
                }
                <div class="cluster offer-badges">{ words::badges(tour) }</div>
            </div>
            { keyed_part(&tour.id.to_string(), use_tour_steps, steps) }
        </article>
    }
}

/// "Épicerie sociale de Libourne, Libourne, à 15 km"
fn start(tour: &Tour) -> AttrValue {
    let place = match tour.distance_metres {
        Some(metres) => {
            t!("offers.place_and_distance", commune = tour.site.commune.as_str(), distance = number::distance(metres))
        }
        None => tour.site.commune.clone().into(),
    };
    format!("{}, {place}", tour.organisation.name).into()
}
