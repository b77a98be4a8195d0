//! What an offer says in words: how much, until when, how cold, when to fetch it. Claims and "today" say the same.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, time, word, zone};
use chrono::NaiveDate;
use shared::offers::{Offer, OfferSummary, PickupWindow};
use shared::sites::SiteSummary;
use shared::time::{DAY, UtcMillis};
use shared::units::{Grams, TemperatureClass, Unit};
use yew::prelude::*;

/// Days before a use-by date from which on it is urgent.
const SOON: i64 = 2;

/// Days around today that are named without a year.
const NEAR: i64 = 60;

/// How a quantity is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// In what.
    pub unit: Unit,
    /// Weight of one.
    pub piece: Grams,
}

impl From<&Offer> for Measure {
    fn from(offer: &Offer) -> Self {
        Self { unit: offer.unit, piece: offer.grams_per_unit }
    }
}

impl From<&OfferSummary> for Measure {
    fn from(offer: &OfferSummary) -> Self {
        Self { unit: offer.unit, piece: offer.grams_per_unit }
    }
}

impl Measure {
    /// "40 kg", "12 cartons": in the unit alone.
    #[must_use]
    pub fn count(self, grams: Grams) -> AttrValue {
        let n = grams.0 / self.piece.0.max(1);
        match self.unit {
            Unit::Kilogram => number::weight(grams),
            Unit::Litre => t!("units.litre", n = n),
            Unit::Piece => t!("units.piece", n = n),
            Unit::Portion => t!("units.portion", n = n),
            Unit::Carton => t!("units.carton", n = n),
            Unit::Crate => t!("units.crate", n = n),
            Unit::Pallet => t!("units.pallet", n = n),
        }
    }

    /// "40 kg", "12 cartons (96 kg)": with the weight where the unit is another.
    #[must_use]
    pub fn full(self, grams: Grams) -> AttrValue {
        match self.unit {
            Unit::Kilogram => number::weight(grams),
            _ => t!("units.with_weight", count = self.count(grams), weight = number::weight(grams)),
        }
    }

    /// The count, large, and its weight below it.
    pub fn amount(self, grams: Grams) -> Html {
        let weight = (self.unit != Unit::Kilogram).then(|| number::weight(grams));
        html! {
            <span class="amount">
                <strong>{ self.count(grams) }</strong>
                if let Some(weight) = weight {
                    <span class="muted">{ weight }</span>
                }
            </span>
        }
    }
}

/// The date on the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// DLC: unsafe after this day.
    UseBy(NaiveDate),
    /// DDM: still edible after this day.
    BestBefore(NaiveDate),
}

impl Label {
    /// The one date of an offer.
    #[must_use]
    pub fn of(use_by: Option<NaiveDate>, best_before: Option<NaiveDate>) -> Option<Self> {
        use_by.map(Self::UseBy).or_else(|| best_before.map(Self::BestBefore))
    }

    fn days_left(self) -> i64 {
        let (Self::UseBy(day) | Self::BestBefore(day)) = self;
        day.signed_duration_since(zone::today()).num_days()
    }

    /// Whether it must be eaten within days.
    #[must_use]
    pub fn is_urgent(self) -> bool {
        matches!(self, Self::UseBy(_)) && self.days_left() <= SOON
    }

    /// "DLC demain"
    #[must_use]
    pub fn short(self) -> AttrValue {
        match self {
            Self::UseBy(day) => t!("dates.use_by_short", day = near_or_full(day, time::day)),
            Self::BestBefore(day) if self.days_left() < 0 => {
                t!("dates.best_before_past_short", day = near_or_full(day, time::day))
            }
            Self::BestBefore(day) => t!("dates.best_before_short", day = near_or_full(day, time::day)),
        }
    }

    /// "À consommer jusqu'au jeudi 26 novembre (DLC)"
    #[must_use]
    pub fn sentence(self) -> AttrValue {
        match self {
            Self::UseBy(day) => t!("dates.use_by", day = near_or_full(day, time::long_day)),
            Self::BestBefore(day) if self.days_left() < 0 => {
                t!("dates.best_before_past", day = near_or_full(day, time::long_day))
            }
            Self::BestBefore(day) => t!("dates.best_before", day = near_or_full(day, time::long_day)),
        }
    }

    /// As a badge: urgent ones are warm, those of the last day stand out.
    pub fn badge(self) -> Html {
        let (mood, icon) = match self {
            Self::UseBy(_) if self.days_left() <= 0 => (Mood::Bad, Icon::Warning),
            Self::UseBy(_) if self.is_urgent() => (Mood::Warm, Icon::Warning),
            Self::UseBy(_) | Self::BestBefore(_) => (Mood::Neutral, Icon::Calendar),
        };
        html! { <Badge {mood} {icon}>{ self.short() }</Badge> }
    }
}

/// A day of the next weeks by its name; farther ones need their year.
fn near_or_full(day: NaiveDate, name: fn(NaiveDate) -> AttrValue) -> AttrValue {
    if day.signed_duration_since(zone::today()).num_days().abs() <= NEAR {
        return name(day);
    }
    time::full_day(day)
}

/// How food must be kept, as a badge.
pub fn temperature(class: TemperatureClass) -> Html {
    let (mood, icon) = look(class);
    html! { <Badge {mood} {icon}>{ word(class) }</Badge> }
}

/// Colour and picture of a temperature class.
#[must_use]
pub const fn look(class: TemperatureClass) -> (Mood, Icon) {
    match class {
        TemperatureClass::Ambient => (Mood::Neutral, Icon::Ambient),
        TemperatureClass::Chilled => (Mood::Cold, Icon::Chilled),
        TemperatureClass::Frozen => (Mood::Cold, Icon::Frozen),
    }
}

/// Windows that are not over.
pub fn still_open(windows: &[PickupWindow]) -> impl Iterator<Item = &PickupWindow> {
    let now = zone::now();
    windows.iter().filter(move |window| window.ends_at > now)
}

/// "demain, 9 h – 12 h", with how many more there are; where all are over, the last one.
#[must_use]
pub fn windows(windows: &[PickupWindow]) -> AttrValue {
    let mut open = still_open(windows);
    let Some(next) = open.next().or(windows.last()) else { return AttrValue::default() };
    let span = time::span(next.starts_at, next.ends_at);
    match open.count() {
        0 => span,
        more => t!("windows.and_more", span = span, n = more),
    }
}

/// Whether the next day decides: it closes within a day, or its use-by date is near.
#[must_use]
pub fn is_urgent(offer: &Offer) -> bool {
    let label = Label::of(offer.use_by, offer.best_before);
    closes_soon(offer.closes_at) || label.is_some_and(Label::is_urgent)
}

/// Whether this is within a day.
#[must_use]
pub fn closes_soon(at: UtcMillis) -> bool {
    at.0 - zone::now().0 < DAY
}

/// "12 rue Fonneuve, 33500 Libourne"
#[must_use]
pub fn address(site: &SiteSummary) -> AttrValue {
    let town = format!("{} {}", site.postcode, site.commune);
    site.address.iter().cloned().chain([town]).collect::<Vec<_>>().join(", ").into()
}
