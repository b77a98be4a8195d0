//! Tours of today: ours, and those that somebody of us drives.

use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::i18n::t;
use crate::pages::tours::place::Place;
use crate::pages::tours::words;
use crate::routes::Route;
use shared::tours::{Tour, TourParty, TourState};
use yew::prelude::*;
use yew_router::prelude::Link;

/// The tours; nothing where there is none.
pub fn tours(tours: &[Tour]) -> Html {
    if tours.is_empty() {
        return html! {};
    }
    let title = t!("today.tours");
    let row = |tour: &Tour| html! { <li key={tour.id.to_string()}>{ card(tour) }</li> };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <div class="spread">
                <h2 class="section-title">{ Icon::Truck }{ title }<span class="section-count">{ tours.len() }</span></h2>
                <Link<Route> to={Place::List.route()}>{ t!("today.all_tours") }</Link<Route>>
            </div>
            <ul class="grid near">{ for tours.iter().map(row) }</ul>
        </section>
    }
}

fn card(tour: &Tour) -> Html {
    let (mood, icon) = words::look(tour.state);
    let driver = words::driver(tour).filter(|_| !tour.wants_driver);
    html! {
        <LinkCard to={Place::Tour(tour.id).route()} class={classes!("claim-card")}>
            <span class="card-title">{ &tour.title }</span>
            <span class="offer-line">{ Icon::Clock }{ words::span(tour) }</span>
            if let Some(communes) = words::communes(tour) {
                <span class="offer-line">{ Icon::Pin }{ communes }</span>
            }
            if let Some(driver) = driver {
                <span class="offer-line">{ Icon::User }{ driver }</span>
            }
            <span class="cluster offer-badges">
                <Badge {mood} {icon}>{ words::state(tour.state) }</Badge>
                if tour.wants_driver {
                    <Badge mood={Mood::Warm} icon={Icon::User}>{ t!("tour.driver_wanted") }</Badge>
                }
                if tour.parties.contains(&TourParty::Driver) && tour.state == TourState::Planned {
                    <Badge mood={Mood::Info} icon={Icon::Truck}>{ t!("tour.you_drive") }</Badge>
                }
            </span>
        </LinkCard>
    }
}
