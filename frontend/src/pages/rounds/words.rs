//! What rounds say in words. Names of states stand here and not among the words that every visitor fetches.

use crate::components::{Badge, Choice, Icon, Mood};
use crate::hooks::Resource;
use crate::i18n::{current, number, t, word};
use crate::pages::categories::label_of;
use shared::accounts::Locale;
use shared::categories::CategoryList;
use shared::rounds::{LineStatus, RevisionKind, RoundCategory, RoundReason, RoundStatus};
use shared::units::Grams;
use yew::prelude::*;

/// Where a round stands.
#[must_use]
pub fn status(status: RoundStatus) -> AttrValue {
    match status {
        RoundStatus::Draft => t!("rounds.draft"),
        RoundStatus::Computed => t!("rounds.computed"),
        RoundStatus::Adjusted => t!("rounds.adjusted"),
        RoundStatus::Published => t!("rounds.published"),
        RoundStatus::Closed => t!("rounds.closed"),
        RoundStatus::Cancelled => t!("rounds.cancelled"),
    }
}

/// Colour and picture of a status.
#[must_use]
pub const fn look(status: RoundStatus) -> (Mood, Icon) {
    match status {
        RoundStatus::Draft => (Mood::Neutral, Icon::Edit),
        RoundStatus::Computed => (Mood::Info, Icon::List),
        RoundStatus::Adjusted => (Mood::Warm, Icon::Sliders),
        RoundStatus::Published => (Mood::Good, Icon::Bell),
        RoundStatus::Closed => (Mood::Neutral, Icon::Check),
        RoundStatus::Cancelled => (Mood::Bad, Icon::Close),
    }
}

/// The status as a badge.
pub fn status_badge(of: RoundStatus) -> Html {
    let (mood, icon) = look(of);
    html! { <Badge {mood} {icon}>{ status(of) }</Badge> }
}

/// Why a quantity differs, or why somebody is left out.
#[must_use]
pub fn reason(reason: RoundReason) -> AttrValue {
    match reason {
        RoundReason::Supply => t!("round_reason.supply"),
        RoundReason::Storage => t!("round_reason.storage"),
        RoundReason::Transport => t!("round_reason.transport"),
        RoundReason::Closed => t!("round_reason.closed"),
        RoundReason::NotNeeded => t!("round_reason.not_needed"),
        RoundReason::Quality => t!("round_reason.quality"),
        RoundReason::Emergency => t!("round_reason.emergency"),
        RoundReason::Mistake => t!("round_reason.mistake"),
        RoundReason::NotFetched => t!("round_reason.not_fetched"),
        RoundReason::Other => t!("round_reason.other"),
    }
}

/// These reasons as the answers of a question.
#[must_use]
pub fn reasons(of: &[RoundReason]) -> Vec<Choice<Option<RoundReason>>> {
    of.iter().map(|one| Choice::new(Some(*one), reason(*one))).collect()
}

/// Where a line of a published round stands.
#[must_use]
pub fn line_status(status: LineStatus) -> AttrValue {
    match status {
        LineStatus::Proposed => t!("rounds.line_proposed"),
        LineStatus::Accepted => t!("rounds.line_accepted"),
        LineStatus::Refused => t!("rounds.line_refused"),
        LineStatus::HandedOver => t!("rounds.line_handed_over"),
        LineStatus::NotFetched => t!("rounds.line_not_fetched"),
    }
}

/// That as a badge.
pub fn line_badge(status: LineStatus) -> Html {
    let (mood, icon) = match status {
        LineStatus::Proposed => (Mood::Warm, Icon::Clock),
        LineStatus::Accepted => (Mood::Info, Icon::Check),
        LineStatus::Refused => (Mood::Bad, Icon::Close),
        LineStatus::HandedOver => (Mood::Good, Icon::Handover),
        LineStatus::NotFetched => (Mood::Neutral, Icon::Warning),
    };
    html! { <Badge {mood} {icon}>{ line_status(status) }</Badge> }
}

/// What made a revision.
#[must_use]
pub fn revision(kind: RevisionKind) -> AttrValue {
    match kind {
        RevisionKind::Computed => t!("round_revisions.computed"),
        RevisionKind::Adjusted => t!("round_revisions.adjusted"),
        RevisionKind::Undone => t!("round_revisions.undone"),
        RevisionKind::Refused => t!("round_revisions.refused"),
    }
}

/// Whole kilograms: `120 kg`.
#[must_use]
pub fn kg(kg: i64) -> AttrValue {
    number::weight(Grams::from_kg(kg))
}

/// How long food lasts from the day of fetching on: "3 jours avant sa date".
#[must_use]
pub fn days_left(days: i64) -> AttrValue {
    if days < 0 { t!("round_lots.date_past") } else { t!("round_lots.days", n = days) }
}

/// A kind of food: "Produits laitiers, frais".
#[must_use]
pub fn kind(tree: &Resource<CategoryList>, kind: &RoundCategory) -> AttrValue {
    let (name, class) = (label_of(tree, &kind.category), word(kind.temperature_class));
    t!("rounds.kind", name = name, class = class)
}

/// A level or another part of a whole, given in millionths: `87 %`; below ten percent with one decimal.
#[must_use]
pub fn percent(millionths: i64) -> AttrValue {
    let thousandths = if millionths.abs() < 99_500 {
        (millionths + 500).div_euclid(1_000) * 100
    } else {
        (millionths + 5_000).div_euclid(10_000) * 1_000
    };
    let figures = number::decimal(thousandths);
    match current() {
        Locale::French => format!("{figures}\u{202f}%").into(),
        Locale::English => format!("{figures}%").into(),
    }
}

/// An index between 0 and 1, given in millionths: `0,123`.
#[must_use]
pub fn index(millionths: i64) -> AttrValue {
    number::decimal((millionths + 500).div_euclid(1_000)).into()
}

/// A way of food, given in kilogram-kilometres: `12,4 t·km`.
#[must_use]
pub fn tonne_km(kg_km: i64) -> AttrValue {
    let figures = if kg_km < 10_000 {
        number::decimal((kg_km + 50).div_euclid(100) * 100)
    } else {
        number::integer((kg_km + 500).div_euclid(1_000))
    };
    format!("{figures}\u{a0}t·km").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_percents() {
        assert_eq!(percent(1_000_000), "100\u{202f}%");
        assert_eq!(percent(874_999), "87\u{202f}%");
        assert_eq!(percent(42_400), "4,2\u{202f}%");
        assert_eq!(percent(0), "0\u{202f}%");
    }

    #[test]
    fn indices_and_ways_are_short() {
        assert_eq!(index(123_400), "0,123");
        assert_eq!(tonne_km(4_260), "4,3\u{a0}t·km");
        assert_eq!(tonne_km(1_234_560), "1\u{202f}235\u{a0}t·km");
    }
}
