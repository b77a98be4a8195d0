//! What happened to a load, behind one line.

use super::LoadProps;
use crate::components::{Moment, timeline, use_disclosure};
use crate::i18n::{number, t, time};
use crate::pages::tours::words;
use shared::tours::{Tour, TourLoad, TourLoadEvent, TourParty};
use std::rc::Rc;
use yew::prelude::*;

/// The steps so far.
#[hook]
pub fn use_history(props: Rc<LoadProps>) -> Html {
    let disclosure = use_disclosure(false, false);
    let moments: Vec<_> = props.load.events.iter().map(|event| moment(&props.tour, &props.load, event)).collect();
    if moments.is_empty() {
        return html! {};
    }
    html! { <div class="no-print">{ disclosure.around(t!("claim.history"), timeline(&moments)) }</div> }
}

fn moment(tour: &Tour, load: &TourLoad, event: &TourLoadEvent) -> Moment {
    let (mood, icon) = words::load_look(event.state);
    let side = match event.party {
        Some(TourParty::Carrier) => Some(tour.organisation.name.clone()),
        Some(TourParty::Driver) => tour.driver.as_ref().map(|driver| driver.organisation.name.clone()),
        Some(TourParty::Sender) => load.sender.as_ref().map(|sender| sender.name.clone()),
        Some(TourParty::Receiver) => Some(load.receiver.name.clone()),
        Some(TourParty::Observer) | None => None,
    };
    let when = time::moment(event.at);
    let detail = match (event.by.as_deref(), side) {
        (Some(person), Some(side)) => t!("history.by_of", when = when, person = person, side = side),
        (Some(person), None) => t!("history.by", when = when, person = person),
        (None, _) => when,
    };
    Moment { title: words::load_state(event.state), detail, note: note(event), mood, icon, pending: false }
}

/// Weight, temperature and reason, where there are any.
fn note(event: &TourLoadEvent) -> Option<AttrValue> {
    let weight = event.grams.map(number::weight);
    let temperature =
        event.temperature_decidegrees.map(|reading| t!("history.temperature", reading = number::temperature(reading)));
    let reason = event.reason.as_ref().map(|reason| t!("history.reason", reason = reason.as_str()));
    let parts: Vec<_> = [weight, temperature, reason].into_iter().flatten().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| parts.join(" · ").into())
}
