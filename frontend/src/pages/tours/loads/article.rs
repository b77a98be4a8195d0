//! One load: what, from where to where, when, and what to show or to answer.

use super::history::use_history;
use super::steps::use_load_steps;
use crate::components::{Icon, keyed_part};
use crate::i18n::{t, time};
use crate::pages::offers::words::temperature;
use crate::pages::tours::words;
use crate::routes::Route;
use shared::tours::{Tour, TourLoad, TourLoadAction, TourLoadState, TourParty};
use shared::units::TemperatureClass;
use yew::prelude::*;
use yew_router::prelude::Link;

/// A load, and what follows a step on it.
#[derive(Clone, PartialEq)]
pub struct LoadProps {
    /// The tour.
    pub tour: Tour,
    /// The load.
    pub load: TourLoad,
    /// A step was taken; this is the tour from then on.
    pub onchange: Callback<Tour>,
    /// The tour is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// A load.
pub fn load_article(props: LoadProps) -> Html {
    let load = &props.load;
    let key = load.id.to_string();
    html! {
        <article key={key.clone()} class="tour-load stack-tight">
            <div class="spread">
                <h3 class="card-title">{ words::load_icon(load) }{ " " }{ title(load) }</h3>
                { words::load_badge(load.state) }
            </div>
            <p>{ standing(&props.tour, load) }</p>
            <p class="offer-line">{ Icon::Building }{ t!("tour_load.from", sender = words::sender(load), place = words::place(&load.from)) }</p>
            <p class="offer-line">{ Icon::Home }{ t!("tour_load.to", receiver = load.receiver.name.as_str(), place = words::place(&load.to)) }</p>
            <div class="cluster">
                if let Some(weight) = words::weight(load) {
                    <strong>{ weight }</strong>
                }
                if load.temperature_class != TemperatureClass::Ambient {
                    { temperature(load.temperature_class) }
                }
                if let Some(leg) = words::leg(load) {
                    <span class="muted">{ leg }</span>
                }
            </div>
            if let Some(note) = &load.note {
                <p class="claim-message">{ note }</p>
            }
            if let Some(code) = &load.pickup_code {
                { code_to_show(t!("tour_load.pickup_code"), code) }
            }
            if let Some(code) = &load.drop_code {
                { code_to_show(t!("tour_load.drop_code"), code) }
            }
            { keyed_part(&format!("steps {key}"), use_load_steps, props.clone()) }
            { keyed_part(&format!("history {key}"), use_history, props.clone()) }
        </article>
    }
}

/// Its name, which leads those who may see it to the claim or the loan.
fn title(load: &TourLoad) -> Html {
    let is_ours = load.parties.iter().any(|party| matches!(party, TourParty::Sender | TourParty::Receiver));
    let claim = load.claim_id.map(|id| Route::Claim { id });
    let to = claim.or_else(|| load.loan_id.map(|id| Route::Loan { id })).filter(|_| is_ours);
    match to {
        Some(to) => html! { <Link<Route> {to}>{ &load.title }</Link<Route>> },
        None => html! { <>{ &load.title }</> },
    }
}

/// Where it stands, and what comes next.
fn standing(tour: &Tour, load: &TourLoad) -> AttrValue {
    let carrier = tour.organisation.name.as_str();
    let times = load.pickup_at.zip(load.drop_at);
    let is_proposed = load.asked_by == TourParty::Carrier;
    let is_ours_to_answer = load.actions.contains(&TourLoadAction::Accept);
    match load.state {
        TourLoadState::Asked => match (is_proposed, is_ours_to_answer) {
            (true, true) => t!("tour_load.is_proposed_to_us", carrier = carrier),
            (true, false) => t!("tour_load.is_proposed", carrier = carrier),
            (false, true) => t!("tour_load.is_asked_of_us"),
            (false, false) => t!("tour_load.is_asked", carrier = carrier),
        },
        TourLoadState::Planned => match times {
            Some((pickup, drop)) => {
                t!("tour_load.is_planned", pickup = time::moment(pickup), drop = time::moment(drop))
            }
            None => words::load_state(load.state),
        },
        TourLoadState::Collected => match load.drop_at {
            Some(at) => t!("tour_load.is_collected", drop = time::moment(at)),
            None => words::load_state(load.state),
        },
        TourLoadState::Delivered => t!("tour_load.is_delivered"),
        TourLoadState::Declined | TourLoadState::Withdrawn | TourLoadState::Failed => {
            let reason = load.events.last().and_then(|event| event.reason.clone());
            reason.map_or_else(|| words::load_state(load.state), |reason| t!("history.reason", reason = reason))
        }
    }
}

/// A code: digits that can be read across a loading bay.
fn code_to_show(words: AttrValue, code: &str) -> Html {
    html! {
        <div class="handover">
            <p class="handover-words">{ words }</p>
            <p class="handover-code">{ code.to_owned() }</p>
        </div>
    }
}
