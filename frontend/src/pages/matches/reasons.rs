//! Why two things fit, in sentences.

use crate::i18n::{number, t, time, word};
use shared::matches::{Fit, Reason, ReasonKind};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass};
use yew::prelude::*;

/// The reasons, one a line. `taker` is who would take the food; `None` where that is us.
pub fn reasons(fit: &Fit, taker: Option<&str>) -> Html {
    let line = |reason: &Reason| html! { <li>{ sentence(reason, taker) }</li> };
    html! { <ul class="match-reasons" aria-label={t!("matches.why")}>{ for fit.reasons.iter().map(line) }</ul> }
}

fn sentence(reason: &Reason, taker: Option<&str>) -> AttrValue {
    let quantity = || number::weight(reason.grams.unwrap_or(Grams::ZERO));
    match reason.kind {
        ReasonKind::CategorySame => t!("matches.category_same"),
        ReasonKind::CategoryWider => t!("matches.category_wider"),
        ReasonKind::CategoryNear => t!("matches.category_near"),
        ReasonKind::CoversNeed => t!("matches.covers_need", quantity = quantity()),
        ReasonKind::TakesAll => t!("matches.takes_all", quantity = quantity()),
        ReasonKind::CoversPart => t!("matches.covers_part", quantity = quantity()),
        ReasonKind::Distance => t!("matches.distance", distance = number::distance(reason.metres.unwrap_or(0))),
        ReasonKind::ColdChain => {
            t!("matches.cold_chain", class = word(reason.temperature_class.unwrap_or(TemperatureClass::Chilled)))
        }
        ReasonKind::Urgent => t!("matches.urgent"),
        ReasonKind::NeededSoon => t!("matches.needed_soon", moment = time::moment(reason.at.unwrap_or(UtcMillis(0)))),
        ReasonKind::ReceivedLeast => match taker {
            Some(name) => t!("matches.received_least", name = name),
            None => t!("matches.received_least_ours"),
        },
        ReasonKind::ReceivedLess => match taker {
            Some(name) => t!("matches.received_less", name = name),
            None => t!("matches.received_less_ours"),
        },
        ReasonKind::Reliable => match taker {
            Some(name) => t!("matches.reliable", name = name),
            None => t!("matches.reliable_ours"),
        },
    }
}
