//! What a day of the calendar says: to those who listen in whole, to the eye in short.

use super::days::{Day, Extent, Look};
use crate::i18n::{t, time, word, zone};
use shared::equipment::BusyPeriod;
use yew::AttrValue;

/// "mardi 1 décembre : pris de 9 h à 18 h"
#[must_use]
pub fn sentence(day: &Day) -> AttrValue {
    let date = time::long_day(day.date);
    let date = if day.date == zone::today() { t!("calendar.today", day = date) } else { date };
    let state = if day.taken.is_empty() {
        t!("calendar.free").to_string()
    } else {
        day.taken.iter().map(|period| part(day, period).to_string()).collect::<Vec<_>>().join(", ")
    };
    t!("calendar.day", day = date, state = state)
}

/// "pris de 9 h à 18 h", "fermé toute la journée : Révision"
fn part(day: &Day, period: &BusyPeriod) -> AttrValue {
    let kind = word(period.kind);
    let words = match day.extent(period) {
        Extent::AllDay => t!("calendar.all_day", what = kind),
        Extent::From(at) => t!("calendar.from", what = kind, from = time::clock(at)),
        Extent::Until(at) => t!("calendar.until", what = kind, until = time::clock(at)),
        Extent::Between(from, until) => {
            t!("calendar.between", what = kind, from = time::clock(from), until = time::clock(until))
        }
    };
    because(words, period)
}

/// With the reason, where there is one.
#[must_use]
pub fn because(words: AttrValue, period: &BusyPeriod) -> AttrValue {
    match &period.reason {
        Some(reason) => t!("calendar.because", what = words, reason = reason.as_str()),
        None => words,
    }
}

/// "pris", "fermé": the word in the legend and, where there is room, in the day.
#[must_use]
pub fn short(look: Look) -> AttrValue {
    match look {
        Look::Free => t!("calendar.free"),
        Look::Partly => t!("calendar.partly"),
        Look::Taken => t!("calendar.taken"),
        Look::Closed => t!("calendar.closed"),
    }
}
