//! What a recurring surplus says in words: on which days, how much, what comes next.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{reason, t, time, word};
use crate::pages::offers::words::Measure;
use shared::recurring::{RecurringState, RecurringSurplus};
use yew::prelude::*;

/// Hours of a day.
const DAY_HOURS: i64 = 24;

/// "Chaque lundi, jeudi, 9 h – 12 h"
#[must_use]
pub fn every(surplus: &RecurringSurplus) -> AttrValue {
    let days: Vec<String> = surplus.weekdays.iter().map(|day| word(*day).to_string()).collect();
    let (from, until) = (time::of_day(surplus.pickup_from), time::of_day(surplus.pickup_until));
    t!("recurring.every", days = days.join(", "), from = from, until = until)
}

/// "12 cartons (96 kg)"
#[must_use]
pub fn quantity(surplus: &RecurringSurplus) -> AttrValue {
    Measure { unit: surplus.unit, piece: surplus.grams_per_unit }.full(surplus.total_grams)
}

/// What comes next, or why nothing does.
#[must_use]
pub fn next(surplus: &RecurringSurplus) -> AttrValue {
    match (surplus.state, &surplus.next) {
        (RecurringState::Active, Some(next)) => {
            t!("recurring.next", day = time::long_day(next.day), moment = time::moment(next.publish_at))
        }
        (RecurringState::Active, None) => t!("recurring.none_left"),
        (RecurringState::Paused, _) => match &surplus.pause_code {
            Some(code) => t!("recurring.paused_because", reason = reason(code)),
            None => t!("recurring.paused"),
        },
        (RecurringState::Ended, _) => t!("recurring.ended"),
    }
}

/// Where it stands, as a badge.
pub fn state(state: RecurringState) -> Html {
    let (mood, icon) = match state {
        RecurringState::Active => (Mood::Good, Icon::Refresh),
        RecurringState::Paused => (Mood::Warm, Icon::Clock),
        RecurringState::Ended => (Mood::Neutral, Icon::Check),
    };
    html! { <Badge {mood} {icon}>{ word(state) }</Badge> }
}

/// "1 jour avant", "6 heures avant"
#[must_use]
pub fn lead(hours: i64) -> AttrValue {
    if hours % DAY_HOURS == 0 {
        t!("recurring.lead_days", n = hours / DAY_HOURS)
    } else {
        t!("recurring.lead_hours", n = hours)
    }
}

/// Which date its offers carry.
#[must_use]
pub fn date(surplus: &RecurringSurplus) -> Option<AttrValue> {
    let use_by = surplus.use_by_after_days.map(|days| t!("recurring.use_by_after", n = days));
    use_by.or_else(|| surplus.best_before_after_days.map(|days| t!("recurring.best_before_after", n = days)))
}
