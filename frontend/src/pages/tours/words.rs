//! What a tour and what it carries say in words: where they stand, when, how much, who drives.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, time, word, zone};
use shared::sites::SiteSummary;
use shared::time::UtcMillis;
use shared::tours::{
    LoanLeg, StopTask, Tour, TourAction, TourCapacity, TourFit, TourLoad, TourLoadAction, TourLoadKind, TourLoadState,
    TourParty, TourPlace, TourState, TourStop,
};
use shared::units::{Grams, TemperatureClass};
use yew::prelude::*;

/// Colour and picture of a tour's state.
#[must_use]
pub const fn look(state: TourState) -> (Mood, Icon) {
    match state {
        TourState::Planned => (Mood::Info, Icon::Calendar),
        TourState::Running => (Mood::Warm, Icon::Truck),
        TourState::Done => (Mood::Good, Icon::Check),
        TourState::Cancelled => (Mood::Bad, Icon::Close),
    }
}

/// Where a tour stands.
#[must_use]
pub fn state(state: TourState) -> AttrValue {
    match state {
        TourState::Planned => t!("tour.planned"),
        TourState::Running => t!("tour.running"),
        TourState::Done => t!("tour.done"),
        TourState::Cancelled => t!("tour.cancelled"),
    }
}

/// The words on the button.
#[must_use]
pub fn action(action: TourAction) -> AttrValue {
    match action {
        TourAction::Update => t!("tour.update"),
        TourAction::Order => t!("tour.order"),
        TourAction::Drive => t!("tour.drive"),
        TourAction::StopDriving => t!("tour.stop_driving"),
        TourAction::Start => t!("tour.start"),
        TourAction::Finish => t!("tour.finish"),
        TourAction::Cancel | TourAction::Expire => t!("tour.cancel"),
    }
}

/// State, and that somebody who drives is looked for.
pub fn badges(tour: &Tour) -> Html {
    let (mood, icon) = look(tour.state);
    let is_ours = tour.parties.iter().any(|party| *party != TourParty::Observer);
    html! {
        <>
            if tour.state != TourState::Planned || is_ours {
                <Badge {mood} {icon}>{ state(tour.state) }</Badge>
            }
            if tour.wants_driver {
                <Badge mood={Mood::Warm} icon={Icon::User}>{ t!("tour.driver_wanted") }</Badge>
            }
            { cold(tour) }
        </>
    }
}

/// What cold food the vehicle takes.
fn cold(tour: &Tour) -> Html {
    let TourCapacity { chilled_grams, frozen_grams, .. } = tour.capacity;
    html! {
        <>
            if chilled_grams.0 > 0 {
                <Badge mood={Mood::Cold} icon={Icon::Chilled}>{ word(TemperatureClass::Chilled) }</Badge>
            }
            if frozen_grams.0 > 0 {
                <Badge mood={Mood::Cold} icon={Icon::Frozen}>{ word(TemperatureClass::Frozen) }</Badge>
            }
        </>
    }
}

/// "demain, 8 h – 12 h"
#[must_use]
pub fn span(tour: &Tour) -> AttrValue {
    time::span(tour.leaves_at, tour.back_by)
}

/// An hour of the tour: "10 h 20"; with its day where that is another than the one on which the tour leaves.
#[must_use]
pub fn hour(tour: &Tour, at: UtcMillis) -> AttrValue {
    if zone::wall(at).date() == zone::wall(tour.leaves_at).date() { time::clock(at) } else { time::moment(at) }
}

/// Who drives, as far as one may know; nothing where that no longer matters.
#[must_use]
pub fn driver(tour: &Tour) -> Option<AttrValue> {
    match &tour.driver {
        Some(driver) => {
            Some(t!("tour.driver_of", person = driver.name.as_str(), organisation = driver.organisation.name.as_str()))
        }
        None if tour.wants_driver => Some(t!("tour.driver_wanted")),
        None if tour.state.is_final() => None,
        None => Some(t!("tour.driver_found")),
    }
}

/// "Libourne, Coutras"; nothing where there is no stop yet.
#[must_use]
pub fn communes(tour: &Tour) -> Option<AttrValue> {
    (!tour.communes.is_empty()).then(|| tour.communes.join(", ").into())
}

/// "500 kg, dont 200 kg au frais"
#[must_use]
pub fn room(capacity: TourCapacity) -> AttrValue {
    with_cold(number::weight(capacity.max_grams), capacity.chilled_grams, capacity.frozen_grams)
}

/// "Place libre : 320 kg, dont 100 kg au frais", or that there is none.
#[must_use]
pub fn free(tour: &Tour) -> AttrValue {
    if tour.free.max_grams.0 > 0 { t!("tour.free", room = room(tour.free)) } else { t!("tour.full") }
}

/// A weight, and how much of it is cold.
fn with_cold(all: AttrValue, chilled: Grams, frozen: Grams) -> AttrValue {
    let (cold, ice) = (number::weight(chilled), number::weight(frozen));
    match (chilled.0 > 0, frozen.0 > 0) {
        (false, false) => all,
        (true, false) => t!("tour.with_chilled", all = all, chilled = cold),
        (false, true) => t!("tour.with_frozen", all = all, frozen = ice),
        (true, true) => t!("tour.with_both", all = all, chilled = cold, frozen = ice),
    }
}

/// What is on board after each stop, in all and of it chilled and deep-frozen; nothing where not all loads are known.
#[must_use]
pub fn aboard(tour: &Tour) -> Vec<Option<TourCapacity>> {
    let mut cold = TourCapacity::default();
    let after = |stop: &TourStop| {
        for task in &stop.tasks {
            let Some(load) = tour.loads.iter().find(|load| load.id == task.load_id) else { continue };
            let grams = if task.task == StopTask::PickUp { load.grams } else { Grams(-load.grams.0) };
            match load.temperature_class {
                TemperatureClass::Ambient => {}
                TemperatureClass::Chilled => cold.chilled_grams = cold.chilled_grams.plus(grams),
                TemperatureClass::Frozen => cold.frozen_grams = cold.frozen_grams.plus(grams),
            }
        }
        stop.aboard_grams.map(|max_grams| TourCapacity { max_grams, ..cold })
    };
    tour.stops.iter().map(after).collect()
}

/// "À bord ensuite : 312 kg sur 500 kg, dont 80 kg au frais"
#[must_use]
pub fn aboard_words(tour: &Tour, aboard: TourCapacity) -> AttrValue {
    if aboard.max_grams.0 == 0 {
        return t!("tour.aboard_nothing");
    }
    let (weight, of) = (number::weight(aboard.max_grams), number::weight(tour.capacity.max_grams));
    let all = t!("tour.aboard_of", weight = weight, of = of);
    t!("tour.aboard", room = with_cold(all, aboard.chilled_grams, aboard.frozen_grams))
}

/// "12 rue Fonneuve, 33500 Libourne"
#[must_use]
pub fn address(place: &TourPlace) -> AttrValue {
    let town = format!("{} {}", place.postcode, place.commune);
    place.address.iter().cloned().chain([town]).collect::<Vec<_>>().join(", ").into()
}

/// "Antenne de Coutras, Coutras"
#[must_use]
pub fn place(place: &TourPlace) -> AttrValue {
    format!("{}, {}", place.name, place.commune).into()
}

/// The same of a site.
#[must_use]
pub fn place_of_site(site: &SiteSummary) -> AttrValue {
    format!("{}, {}", site.name, site.commune).into()
}

/// "+ 6 km, + 14 min"
#[must_use]
pub fn detour(fit: &TourFit) -> AttrValue {
    t!("tour.detour", distance = number::distance(fit.detour_metres.max(0)), minutes = fit.detour_minutes.max(0))
}

/// Colour and picture of a load's state.
#[must_use]
pub const fn load_look(state: TourLoadState) -> (Mood, Icon) {
    match state {
        TourLoadState::Asked => (Mood::Warm, Icon::Clock),
        TourLoadState::Planned => (Mood::Info, Icon::Check),
        TourLoadState::Collected => (Mood::Info, Icon::Truck),
        TourLoadState::Delivered => (Mood::Good, Icon::Home),
        TourLoadState::Declined | TourLoadState::Failed => (Mood::Bad, Icon::Close),
        TourLoadState::Withdrawn => (Mood::Neutral, Icon::Close),
    }
}

/// Where a load stands.
#[must_use]
pub fn load_state(state: TourLoadState) -> AttrValue {
    match state {
        TourLoadState::Asked => t!("tour_load.asked"),
        TourLoadState::Planned => t!("tour_load.planned"),
        TourLoadState::Collected => t!("tour_load.collected"),
        TourLoadState::Delivered => t!("tour_load.delivered"),
        TourLoadState::Declined => t!("tour_load.declined"),
        TourLoadState::Withdrawn => t!("tour_load.withdrawn"),
        TourLoadState::Failed => t!("tour_load.failed"),
    }
}

/// The same as a badge.
pub fn load_badge(state: TourLoadState) -> Html {
    let (mood, icon) = load_look(state);
    html! { <Badge {mood} {icon}>{ load_state(state) }</Badge> }
}

/// What a step on a load is called, whoever takes it.
#[must_use]
pub fn load_action(action: TourLoadAction) -> AttrValue {
    match action {
        TourLoadAction::Accept => t!("tour_load.accept"),
        TourLoadAction::Decline => t!("tour_load.decline"),
        TourLoadAction::Withdraw => t!("tour_load.withdraw"),
        TourLoadAction::Collect => t!("tour_load.collect"),
        TourLoadAction::Deliver => t!("tour_load.deliver"),
        TourLoadAction::Fail => t!("tour_load.fail"),
    }
}

/// "40 kg", or nothing for an item whose weight nobody has said.
#[must_use]
pub fn weight(load: &TourLoad) -> Option<AttrValue> {
    let grams = load.collected_grams.unwrap_or(load.grams);
    (grams.0 > 0).then(|| number::weight(grams))
}

/// "Yaourts nature, 40 kg (Frais)": what is carried, how much, how cold.
#[must_use]
pub fn load(load: &TourLoad) -> AttrValue {
    let mut words = load.title.clone();
    if let Some(weight) = weight(load) {
        words = format!("{words}, {weight}");
    }
    if load.temperature_class != TemperatureClass::Ambient {
        words = format!("{words} ({})", word(load.temperature_class));
    }
    words.into()
}

/// From whom: the organisation, or that it is a shop.
#[must_use]
pub fn sender(load: &TourLoad) -> AttrValue {
    load.sender.as_ref().map_or_else(|| t!("tour_load.shop"), |sender| sender.name.clone().into())
}

/// What kind of thing it is.
#[must_use]
pub const fn load_icon(load: &TourLoad) -> Icon {
    match load.kind {
        TourLoadKind::Claim => Icon::Package,
        TourLoadKind::Loan => Icon::Wrench,
        TourLoadKind::Shop => Icon::Building,
    }
}

/// Which way the item of a loan goes; nothing for all else.
#[must_use]
pub fn leg(load: &TourLoad) -> Option<AttrValue> {
    load.leg.map(|leg| match leg {
        LoanLeg::Out => t!("tour_load.leg_out"),
        LoanLeg::Back => t!("tour_load.leg_back"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_of_a_weight_is_cold_is_said_where_some_is() {
        let room = |max: i64, chilled: i64, frozen: i64| {
            super::room(TourCapacity {
                max_grams: Grams::from_kg(max),
                chilled_grams: Grams::from_kg(chilled),
                frozen_grams: Grams::from_kg(frozen),
            })
        };
        assert_eq!(room(500, 0, 0), "500\u{a0}kg");
        assert_eq!(room(500, 200, 0), "500\u{a0}kg, dont 200\u{a0}kg au frais");
        assert_eq!(room(500, 200, 50), "500\u{a0}kg, dont 200\u{a0}kg au frais et 50\u{a0}kg surgelés");
    }
}
