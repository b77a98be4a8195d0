//! What there is to know of a tour: who, with what, from where, how much room.

use crate::components::{Fact, Icon};
use crate::i18n::{number, t};
use crate::pages::offers::words::address;
use crate::pages::tours::words;
use crate::routes::Route;
use shared::tours::{DistanceSource, Tour, TourState};
use yew::prelude::*;
use yew_router::prelude::Link;

/// The facts.
pub fn facts(tour: &Tour) -> Html {
    html! {
        <>
            <dl class="facts">
                <Fact term={t!("tour.when")} icon={Icon::Calendar}>{ words::span(tour) }</Fact>
                <Fact term={t!("tour.organisation")} icon={Icon::Building}>{ &tour.organisation.name }</Fact>
                if let Some(driver) = words::driver(tour) {
                    <Fact term={t!("tour.driver")} icon={Icon::User}>{ driver }</Fact>
                }
                <Fact term={t!("tour.start_and_end")} icon={Icon::Pin}>{ format!("{}, {}", tour.site.name, address(&tour.site)) }</Fact>
                <Fact term={t!("tour.vehicle")} icon={Icon::Truck}>{ vehicle(tour) }</Fact>
                <Fact term={t!("tour.capacity")} icon={Icon::Package}>
                    { words::room(tour.capacity) }
                    if tour.state == TourState::Planned {
                        <><br />{ words::free(tour) }</>
                    }
                </Fact>
                if tour.metres > 0 {
                    <Fact term={t!("tour.distance")} icon={Icon::Map}>{ way(tour) }</Fact>
                }
                if let Some(communes) = words::communes(tour) {
                    <Fact term={t!("tour.communes")} icon={Icon::List}>{ communes }</Fact>
                }
            </dl>
            if let Some(note) = &tour.note {
                <p class="claim-message">{ note }</p>
            }
        </>
    }
}

/// The vehicle, which leads to its page of the catalogue where it has one.
fn vehicle(tour: &Tour) -> Html {
    match &tour.equipment {
        Some(item) => html! { <Link<Route> to={Route::Item { id: item.id }}>{ &tour.vehicle }</Link<Route>> },
        None => html! { <>{ &tour.vehicle }</> },
    }
}

/// "64 km, à vol d'oiseau × 1,3"
fn way(tour: &Tour) -> AttrValue {
    let distance = number::distance(tour.metres);
    match tour.distances {
        DistanceSource::Road => t!("tour.by_road", distance = distance),
        DistanceSource::StraightLine => t!("tour.by_estimate", distance = distance),
    }
}
