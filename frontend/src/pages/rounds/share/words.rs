//! Why a site gets what it gets, in sentences.

use crate::hooks::Resource;
use crate::i18n::{t, word};
use crate::pages::rounds::words;
use shared::categories::CategoryList;
use shared::rounds::{RoundCategory, RoundChange, RoundLimit, RoundLineReason, RoundReason, RoundWish};
use shared::units::TemperatureClass;
use yew::AttrValue;

/// Why a site may refuse food, the usual first.
pub const REFUSALS: [RoundReason; 5] =
    [RoundReason::Storage, RoundReason::Transport, RoundReason::Closed, RoundReason::NotNeeded, RoundReason::Quality];

/// "+38 kg", "−4 kg"
#[must_use]
pub fn more_kg(kg: i64) -> AttrValue {
    let sign = if kg > 0 { "+" } else { "" };
    format!("{sign}{}", words::kg(kg)).into()
}

/// Kinds in one sentence.
#[must_use]
pub fn kinds(tree: &Resource<CategoryList>, all: &[RoundCategory]) -> String {
    let names = all.iter().map(|one| words::kind(tree, one).to_string());
    names.collect::<Vec<_>>().join(", ")
}

/// What stopped a site from getting more of a kind.
#[must_use]
pub fn limit(wish: &RoundWish) -> AttrValue {
    let value = wish.limit_value;
    match wish.limit {
        RoundLimit::NeedMet => t!("round_share.limit_need_met"),
        RoundLimit::NoColdTransport => t!("round_share.limit_no_cold_transport"),
        RoundLimit::Storage => storage(wish.category.temperature_class, value),
        RoundLimit::Vehicle => t!("round_share.limit_vehicle", kg = words::kg(value.unwrap_or_default())),
        RoundLimit::OutOfReach => t!("round_share.limit_out_of_reach"),
        RoundLimit::TooShortDated => match value {
            Some(days) => t!("round_share.limit_too_short_dated", n = days),
            None => t!("round_share.limit_too_short"),
        },
        RoundLimit::Closed => t!("round_share.limit_closed"),
        RoundLimit::Shared => match value {
            Some(others) if others > 0 => t!("round_share.limit_shared", n = others),
            _ => t!("round_share.limit_all_shared"),
        },
    }
}

fn storage(class: TemperatureClass, room: Option<i64>) -> AttrValue {
    let room = words::kg(match room {
        None | Some(0) => return t!("round_share.limit_no_room", class = word(class).to_lowercase()),
        Some(room) => room,
    });
    match class {
        TemperatureClass::Ambient => t!("round_share.limit_ambient", kg = room),
        TemperatureClass::Chilled => t!("round_share.limit_chilled", kg = room),
        TemperatureClass::Frozen => t!("round_share.limit_frozen", kg = room),
    }
}

/// Something that could be different.
#[must_use]
pub fn change(change: RoundChange) -> AttrValue {
    match change {
        RoundChange::StorageAmbient => t!("round_share.change_storage_ambient"),
        RoundChange::StorageChilled => t!("round_share.change_storage_chilled"),
        RoundChange::StorageFrozen => t!("round_share.change_storage_frozen"),
        RoundChange::Vehicle => t!("round_share.change_vehicle"),
        RoundChange::ColdTransport => t!("round_share.change_cold_transport"),
        RoundChange::Sooner => t!("round_share.change_sooner"),
        RoundChange::Reach => t!("round_share.change_reach"),
    }
}

/// Why it is this lot and not another one.
#[must_use]
pub fn why(reason: RoundLineReason) -> AttrValue {
    match reason {
        RoundLineReason::ByHand => t!("round_share.why_by_hand"),
        RoundLineReason::OnlyOrigin => t!("round_share.why_only_origin"),
        RoundLineReason::Urgent => t!("round_share.why_urgent"),
        RoundLineReason::Nearest => t!("round_share.why_nearest"),
        RoundLineReason::ShortestTogether => t!("round_share.why_shortest_together"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(limit: RoundLimit, limit_value: Option<i64>) -> RoundWish {
        let category = RoundCategory { category: "dairy".to_owned(), temperature_class: TemperatureClass::Chilled };
        RoundWish { category, requested_kg: 60, approved_kg: 60, reason: None, kg: 20, limit, limit_value }
    }

    #[test]
    fn every_limit_is_a_sentence_with_its_figure() {
        for one in RoundLimit::ALL {
            for value in [None, Some(0), Some(1), Some(120)] {
                let said = limit(&wish(*one, value));
                assert!(said.ends_with('.'), "{one}: {said}");
            }
        }
        assert!(limit(&wish(RoundLimit::Storage, Some(120))).contains("120\u{a0}kg"));
        assert!(!limit(&wish(RoundLimit::Storage, Some(0))).contains('0'));
    }

    #[test]
    fn a_gain_has_its_sign() {
        let said = [38, 0, -4].map(|kg| more_kg(kg).to_string());
        assert_eq!(said, ["+38\u{a0}kg", "0\u{a0}kg", "−4\u{a0}kg"]);
    }
}
