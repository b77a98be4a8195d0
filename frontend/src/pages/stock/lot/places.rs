//! Where the lot lies, and what can be done with it there.

use super::PartProps;
use super::edit::{ShelfProps, use_shelf_form};
use super::freeze::{FreezeProps, use_freeze_form};
use super::movement::{MovementProps, use_movement_form};
use super::offer::{OfferProps, use_offer};
use crate::components::{Button, Card, Dialog, Icon, Tone, keyed_part, part};
use crate::hooks::use_session;
use crate::i18n::{number, t};
use crate::pages::stock::words;
use crate::routes::Route;
use shared::stock::{Lot, LotMovementKind, LotOffer, LotPlace, LotStatus};
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// What is asked about a place.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Movement(LotMovementKind),
    Freezing,
    Shelf,
}

/// The places, those with something first.
#[hook]
pub fn use_places(props: Rc<PartProps>) -> Html {
    let us = use_session().organisation();
    let mut places: Vec<&LotPlace> = props.lot.places.iter().collect();
    places.sort_by_key(|place| (Some(place.organisation.id) != us, place.grams == Grams::ZERO));
    let row = |place: &&LotPlace| {
        let key = place.site.id.to_string();
        let ours = Some(place.organisation.id) == us;
        let item = PlaceProps { of: (*props).clone(), place: (*place).clone(), ours };
        html! { <li key={key.clone()}>{ keyed_part(&key, use_place, item) }</li> }
    };
    html! {
        <Card title={t!("stock.places")}>
            if places.is_empty() {
                <p class="muted">{ t!("stock.nowhere") }</p>
            }
            <ul class="stack plain-list">{ for places.iter().map(row) }</ul>
        </Card>
    }
}

#[derive(PartialEq)]
struct PlaceProps {
    of: PartProps,
    place: LotPlace,
    ours: bool,
}

#[hook]
fn use_place(props: Rc<PlaceProps>) -> Html {
    let PlaceProps { of, place, ours } = &*props;
    let asking = use_state(|| None::<Asking>);
    let ask = |what: Option<Asking>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let has_some = place.grams > Grams::ZERO;
    let leaves = leaves(&of.lot);
    let steps = steps(of.lot.status, leaves, place.grams);
    let button = |kind: LotMovementKind| {
        let label = t!("stock_step.at", step = words::action(kind), place = place.site.name.as_str());
        let (tone, icon) = look(kind);
        html! { <Button {tone} {icon} {label} onclick={ask(Some(Asking::Movement(kind)))}>{ words::action(kind) }</Button> }
    };
    let title = match *asking {
        Some(Asking::Movement(kind)) => words::action(kind),
        Some(Asking::Freezing) => t!("stock_freeze.title"),
        Some(Asking::Shelf) => t!("stock.shelf"),
        None => AttrValue::default(),
    };
    let form = |what: Asking| match what {
        Asking::Movement(kind) => {
            part(use_movement_form, MovementProps { of: of.clone(), place: place.clone(), kind, done: ask(None) })
        }
        Asking::Freezing => part(use_freeze_form, FreezeProps { of: of.clone(), place: place.clone() }),
        Asking::Shelf => part(use_shelf_form, ShelfProps { of: of.clone(), place: place.clone(), done: ask(None) }),
    };
    html! {
        <article class="stack-tight stock-place">
            <div class="spread">
                <h3 class="card-title">{ if *ours { AttrValue::from(place.site.name.clone()) } else { words::place(&place.organisation.name, &place.site.name) } }</h3>
                <strong>{ words::measure_of(&of.lot).full(place.grams) }</strong>
            </div>
            if let Some(shelf) = &place.shelf {
                <p class="offer-line">{ Icon::Pin }{ shelf }</p>
            }
            if place.reserved_grams > Grams::ZERO {
                <p class="offer-line">{ Icon::List }{ words::promised(place.reserved_grams) }</p>
            }
            { for of.lot.offers.iter().filter(|offer| offer.site_id == place.site.id).map(offered) }
            if place.can_move && (has_some || !steps.is_empty()) {
                <div class="cluster">
                    { for steps.iter().map(|kind| button(*kind)) }
                    if leaves && is_freezable(&of.lot, place) {
                        <Button tone={Tone::Secondary} icon={Icon::Frozen} label={t!("stock_step.at", step = t!("stock_freeze.open"), place = place.site.name.as_str())} onclick={ask(Some(Asking::Freezing))}>{ t!("stock_freeze.open") }</Button>
                    }
                    if has_some && leaves {
                        { part(use_offer, OfferProps { lot: of.lot.id, site: place.site.id, name: place.site.name.clone() }) }
                    }
                    if has_some {
                        <Button tone={Tone::Quiet} icon={Icon::Pin} label={t!("stock_step.at", step = t!("stock.shelf"), place = place.site.name.as_str())} onclick={ask(Some(Asking::Shelf))}>{ t!("stock.shelf") }</Button>
                    }
                </div>
            }
            <Dialog open={asking.is_some()} {title} onclose={ask(None)}>
                { (*asking).map(form) }
            </Dialog>
        </article>
    }
}

/// An offer of it that is on the board: "Offre en cours : Yaourts nature (12 kg libres)".
fn offered(offer: &LotOffer) -> Html {
    let words = t!("stock.offered", title = offer.title.as_str(), kg = number::weight(offer.left_grams));
    html! {
        <p class="offer-line" key={offer.id.to_string()}>
            { Icon::Heart }<Link<Route> to={Route::Offer { id: offer.id }}>{ words }</Link<Route>>
        </p>
    }
}

/// Whether food of the lot may leave otherwise than as waste.
fn leaves(lot: &Lot) -> bool {
    lot.status.may_leave() && !lot.overdue
}

/// Whether some of it may be frozen there: what is kept cold, and promised to nobody.
fn is_freezable(lot: &Lot, place: &LotPlace) -> bool {
    lot.temperature_class == TemperatureClass::Chilled && place.grams > place.reserved_grams
}

/// What can be booked now: what is blocked can be put elsewhere, counted and thrown away; what is recalled waits for the
/// answer to its recall. Where the books say that nothing is left, something may be found.
fn steps(status: LotStatus, leaves: bool, left: Grams) -> &'static [LotMovementKind] {
    use LotMovementKind::{Adjust, Distribute, HandOver, Transfer, Waste};
    if status == LotStatus::Recalled {
        &[]
    } else if left == Grams::ZERO {
        &[Adjust]
    } else if leaves {
        &[Distribute, HandOver, Transfer, Adjust, Waste]
    } else {
        &[Transfer, Adjust, Waste]
    }
}

const fn look(kind: LotMovementKind) -> (Tone, Icon) {
    match kind {
        LotMovementKind::Distribute => (Tone::Primary, Icon::Users),
        LotMovementKind::HandOver => (Tone::Secondary, Icon::Handover),
        LotMovementKind::Transfer => (Tone::Secondary, Icon::ArrowRight),
        LotMovementKind::Adjust => (Tone::Secondary, Icon::Edit),
        LotMovementKind::Waste => (Tone::Quiet, Icon::Trash),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_blocked_stays_but_for_waste_and_what_is_gone_can_be_found() {
        use LotMovementKind::{Adjust, Distribute, HandOver};
        let some = Grams(5_000);
        assert!(steps(LotStatus::Approved, true, some).contains(&Distribute));
        let held = steps(LotStatus::Quarantined, false, some);
        assert!(!held.contains(&Distribute) && !held.contains(&HandOver) && held.contains(&Adjust));
        assert_eq!(steps(LotStatus::Approved, true, Grams::ZERO), [Adjust]);
        assert!(steps(LotStatus::Recalled, false, some).is_empty());
    }
}
