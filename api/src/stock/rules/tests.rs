//! The rules of stock, each by itself.

use super::*;
use proptest::prelude::*;
use shared::text::words;

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);
const FRESH: Food = Food { safe_until: Some(NOW.plus(DAY)), best_until: None, checked: false, from_shop: false };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn facts(status: LotStatus, food: Food) -> Facts {
    Facts { status, food }
}

#[test]
fn only_what_is_approved_leaves() {
    use LotMovementKind::{Adjust, Distribute, HandOver, Transfer, Waste};
    for kind in [Transfer, HandOver, Distribute, Waste, Adjust] {
        assert_eq!(movable(kind, &facts(LotStatus::Approved, FRESH), NOW), Ok(()));
        let recalled = facts(LotStatus::Recalled, FRESH);
        assert_eq!(movable(kind, &recalled, NOW), Err(Refusal::Status(LotStatus::Recalled)), "{kind}");
    }
    for status in [LotStatus::OnHold, LotStatus::Quarantined] {
        for kind in [HandOver, Distribute] {
            assert_eq!(movable(kind, &facts(status, FRESH), NOW), Err(Refusal::Status(status)), "{kind}");
        }
        for kind in [Transfer, Waste, Adjust] {
            assert_eq!(movable(kind, &facts(status, FRESH), NOW), Ok(()), "{kind} of what is {status}");
        }
    }
}

#[test]
fn what_a_round_has_promised_is_only_thrown_away() {
    use StockMovementKind::{Adjust, Distribute, Freeze, HandOver, Transfer, Waste};
    let left = Left { grams: Grams(100), reserved: Grams(60) };
    for kind in [Transfer, HandOver, Distribute, Freeze] {
        assert_eq!(enough(kind, Grams(40), left), Ok(()), "{kind}");
        assert_eq!(enough(kind, Grams(41), left), Err(Refusal::Reserved { free: Grams(40) }), "{kind}");
        assert_eq!(enough(kind, Grams(101), left), Err(Refusal::Short { left: Grams(100) }), "{kind}");
    }
    for kind in [Waste, Adjust] {
        assert_eq!(enough(kind, Grams(100), left), Ok(()), "{kind}");
    }
    assert!(!spares_reserve(StockMovementKind::Allocate), "what was promised is what is given");
}

#[test]
fn past_its_date_food_is_thrown_away_or_checked() {
    use LotMovementKind::{Distribute, HandOver, Transfer, Waste};
    let over = facts(LotStatus::Approved, Food { safe_until: Some(NOW), ..FRESH });
    for kind in [Transfer, HandOver, Distribute] {
        assert_eq!(movable(kind, &over, NOW), Err(Refusal::Date(Obstacle::UseByOver)), "{kind}");
    }
    assert_eq!(movable(Waste, &over, NOW), Ok(()));
    let pasta = Food { safe_until: None, best_until: Some(NOW), ..FRESH };
    let unchecked = facts(LotStatus::Approved, pasta);
    assert_eq!(movable(Distribute, &unchecked, NOW), Err(Refusal::Date(Obstacle::Unchecked)));
    assert_eq!(movable(Transfer, &unchecked, NOW), Ok(()));
    let checked = facts(LotStatus::Approved, Food { checked: true, ..pasta });
    assert_eq!(movable(HandOver, &checked, NOW), Ok(()));
    assert!(is_overdue(&pasta, NOW) && !is_overdue(&FRESH, NOW));
}

#[test]
fn a_label_gives_the_date_that_counts() {
    let today = day("2026-11-24");
    let label = Label { use_by: Some(today), best_before: None, frozen_on: None, class: TemperatureClass::Chilled };
    assert_eq!(dates(label, today, today).unwrap().due_on(), today);
    let yesterday = Label { use_by: Some(day("2026-11-23")), ..label };
    assert_eq!(dates(yesterday, today, today), Err(Refusal::UseByPast));
    assert!(dates(yesterday, day("2026-11-23"), today).is_ok(), "it arrived in time, and the network a day later");
    let frozen = Label { frozen_on: Some(today), class: TemperatureClass::Frozen, ..label };
    assert_eq!(dates(frozen, today, today).unwrap().due_on(), day("2027-01-23"));
    assert_eq!(dates(Label { class: TemperatureClass::Chilled, ..frozen }, today, today), Err(Refusal::NotFrozenClass));
    let past = Label { use_by: None, best_before: Some(day("2026-01-01")), ..label };
    assert!(dates(past, today, today).is_ok(), "it may be received, and leaves once checked");
    assert_eq!(Dates { use_by: None, best_before: None }.due_on(), day("9999-12-31"));
}

#[test]
fn what_is_too_warm_is_received_and_waits() {
    let first = |class, reading: i64| first_status(class, Some(DeciCelsius(reading)), false);
    assert_eq!(first(TemperatureClass::Chilled, 80), (LotStatus::Approved, LotStatusCause::Received));
    assert_eq!(first(TemperatureClass::Chilled, 81), (LotStatus::OnHold, LotStatusCause::ColdChain));
    assert_eq!(first(TemperatureClass::Ambient, 300).0, LotStatus::Approved);
    assert_eq!(first_status(TemperatureClass::Ambient, None, true), (LotStatus::OnHold, LotStatusCause::Recall));
}

#[test]
fn arrivals_are_written_down_within_a_month() {
    assert_eq!(arrival(None, NOW), Ok(NOW));
    assert_eq!(arrival(Some(NOW.plus(MINUTE)), NOW), Ok(NOW), "clocks differ a little");
    assert_eq!(arrival(Some(NOW.plus(DAY)), NOW), Err(Refusal::ArrivalFuture));
    assert_eq!(arrival(Some(NOW.plus(-32 * DAY)), NOW), Err(Refusal::ArrivalPast));
    assert_eq!(arrival(Some(NOW.plus(-DAY)), NOW), Ok(NOW.plus(-DAY)));
}

#[test]
fn a_line_is_taken_back_once_and_within_the_organisation() {
    use StockMovementKind::{Adjust, Distribute, Freeze, HandOver, Loss, Receive, Reverse, Transfer, Waste};
    for kind in [Receive, Transfer, Distribute, Waste, Adjust] {
        assert_eq!(reversible(kind, LotStatus::OnHold, false), Ok(()));
        assert_eq!(reversible(kind, LotStatus::OnHold, true), Err(Refusal::AlreadyReversed));
        assert_eq!(reversible(kind, LotStatus::Recalled, false), Err(Refusal::Status(LotStatus::Recalled)));
    }
    for kind in [HandOver, Loss, Freeze, Reverse] {
        assert_eq!(reversible(kind, LotStatus::Approved, false), Err(Refusal::NotReversible(kind)));
    }
}

#[test]
fn the_other_site_keeps_it_cold_and_has_room() {
    let storage = Storage { ambient_kg: 0, chilled_kg: 100, frozen_kg: 0 };
    assert_eq!(storable(TemperatureClass::Ambient, storage, Grams::from_kg(5_000)), Ok(()));
    assert_eq!(storable(TemperatureClass::Chilled, storage, Grams::from_kg(100)), Ok(()));
    let small = Err(Refusal::StorageTooSmall { capacity_kg: 100 });
    assert_eq!(storable(TemperatureClass::Chilled, storage, Grams::from_kg(101)), small);
    assert_eq!(storable(TemperatureClass::Frozen, storage, Grams(1)), Err(Refusal::ColdChain));
    assert_eq!(temperature(TemperatureClass::Chilled, None), Err(Refusal::TemperatureMissing));
    assert_eq!(temperature(TemperatureClass::Ambient, None), Ok(()));
}

#[test]
fn people_are_told_in_the_morning() {
    let at = |text: &str| text.parse::<UtcMillis>().unwrap();
    let paris = chrono_tz::Europe::Paris;
    assert!(!is_alert_time(at("2026-11-24T04:59:00Z"), paris) && is_alert_time(at("2026-11-24T05:00:00Z"), paris));
}

#[test]
fn lots_are_found_by_what_is_printed_on_them() {
    let key = search_key("Pâtes complètes", Some("L-26 312/A"), Some("03017620422003"));
    for text in ["PATES", "l26312a", "26 312", "3017620422003", "complètes pâtes"] {
        assert!(words(text).iter().all(|word| key.contains(word)), "{text}: {key}");
    }
    assert_eq!(number_key("L-26 312/A"), number_key("l26312a"));
    assert_eq!((number_key("L1").as_deref(), number_key(" - ")), (Some("l1"), None), "a hyphen is no number");
}

#[test]
fn a_recall_means_its_number_and_what_has_none() {
    assert!(is_meant(None, Some("l1")) && is_meant(Some("l1"), None) && is_meant(Some("l1"), Some("l1")));
    assert!(!is_meant(Some("l1"), Some("l2")));
}

proptest! {
    /// What is picked is there, is enough or all, and is no unit too much.
    #[test]
    fn what_is_picked_is_enough_and_no_unit_too_much(
        lacking in 1_i64..1_000_000,
        there in 1_i64..1_000_000,
        piece in 1_i64..20_000,
    ) {
        let taken = picked(Grams(lacking), Grams(there), Grams(piece)).0;
        prop_assert!(taken > 0 && taken <= there);
        prop_assert!(taken == there || (taken >= lacking && taken - lacking < piece));
    }

    /// Whatever its status and checks, food past its use-by day leaves as waste alone.
    #[test]
    fn unsafe_food_never_leaves(late in 0..i64::MAX / 4, checked: bool, status in proptest::sample::select(LotStatus::ALL)) {
        let food = Food { checked, ..FRESH };
        let now = NOW.plus(DAY).plus(late);
        for kind in [LotMovementKind::Transfer, LotMovementKind::HandOver, LotMovementKind::Distribute] {
            prop_assert!(movable(kind, &facts(status, food), now).is_err());
        }
    }
}
