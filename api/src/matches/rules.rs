//! What may be matched today, and why two things fit, in words that the browser has sentences for.

use crate::claims::rules::{Offered, Wish, claim};
use crate::engine::matching::{Demand, Kinship, Record, Scored, Supply};
use crate::needs::rules::{Terms, answer};
use shared::matches::{Fit, Reason, ReasonKind};
use shared::national::PACK;
use shared::national::dates::Food;
use shared::time::{DAY, UtcMillis};
use shared::units::{Grams, TemperatureClass};

/// For how long a dismissal teaches. The match itself stays dismissed.
pub(super) const TEACHES: i64 = 90 * DAY;
/// A need within this is said to be needed soon.
pub(super) const SOON: i64 = 3 * DAY;
/// Promises after which keeping all of them says something.
pub(super) const ENOUGH_PROMISES: i64 = 3;
/// Part of fairness from which somebody has received less than others, and from which least.
pub(super) const LESS: (i64, i64) = (1_000, 5_000);

/// Whether a claim of this wish would be accepted now: asked of the very rules that claims and answers ask. `at` is the
/// moment that they take for the hand-over.
#[must_use]
pub fn would_be_accepted(
    offered: &Offered<'_>,
    wish: &Wish,
    need: &Terms,
    (food, at, in_time): (&Food, UtcMillis, bool),
    now: UtcMillis,
) -> bool {
    claim(offered, wish, now).is_ok()
        && answer(need, offered.class, now).is_ok()
        && (PACK.dates.hand_over)(food, at, in_time).is_ok()
}

/// Whether it matters that the taker redistributes in time: a shop's gift in its last days.
#[must_use]
pub fn asks_for_promptness(food: &Food, at: UtcMillis) -> bool {
    food.from_shop && (PACK.dates.hand_over)(food, at, false).is_err()
}

/// How well they fit, with the reasons, in the order of the parts.
#[must_use]
pub fn explained(scored: &Scored, supply: &Supply, demand: &Demand, record: &Record, now: UtcMillis) -> Fit {
    let reasons = [
        Some(Reason::of(match scored.kinship {
            Kinship::Same => ReasonKind::CategorySame,
            Kinship::Wider => ReasonKind::CategoryWider,
            Kinship::Siblings => ReasonKind::CategoryNear,
        })),
        Some(Reason { grams: Some(scored.grams), ..Reason::of(quantity(scored.grams, supply.left, demand.lacking)) }),
        Some(Reason { metres: Some(scored.metres), ..Reason::of(ReasonKind::Distance) }),
        cold(supply.class),
        pressing(demand, now),
        lagging(scored.parts.fairness),
        (record.ended >= ENOUGH_PROMISES && record.kept >= record.ended).then_some(Reason::of(ReasonKind::Reliable)),
    ];
    Fit {
        score: scored.score,
        parts: scored.parts,
        distance_m: scored.metres,
        grams: scored.grams,
        reasons: reasons.into_iter().flatten().collect(),
    }
}

fn quantity(grams: Grams, left: Grams, lacking: Grams) -> ReasonKind {
    match () {
        () if grams >= lacking => ReasonKind::CoversNeed,
        () if grams == left => ReasonKind::TakesAll,
        () => ReasonKind::CoversPart,
    }
}

fn cold(class: TemperatureClass) -> Option<Reason> {
    let cold = class != TemperatureClass::Ambient;
    cold.then_some(Reason { temperature_class: Some(class), ..Reason::of(ReasonKind::ColdChain) })
}

fn pressing(demand: &Demand, now: UtcMillis) -> Option<Reason> {
    if demand.urgent {
        return Some(Reason::of(ReasonKind::Urgent));
    }
    let soon = demand.closes_at <= now.plus(SOON);
    soon.then_some(Reason { at: Some(demand.closes_at), ..Reason::of(ReasonKind::NeededSoon) })
}

fn lagging(fairness: i64) -> Option<Reason> {
    match fairness {
        most if most >= LESS.1 => Some(Reason::of(ReasonKind::ReceivedLeast)),
        some if some >= LESS.0 => Some(Reason::of(ReasonKind::ReceivedLess)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_true_by_itself() {
        assert_eq!(quantity(Grams(10), Grams(20), Grams(10)), ReasonKind::CoversNeed);
        assert_eq!(quantity(Grams(12), Grams(12), Grams(10)), ReasonKind::CoversNeed);
        assert_eq!(quantity(Grams(10), Grams(10), Grams(20)), ReasonKind::TakesAll);
        assert_eq!(quantity(Grams(10), Grams(12), Grams(20)), ReasonKind::CoversPart);
        assert_eq!(cold(TemperatureClass::Ambient), None);
        let kinds = [999, 1_000, 5_000].map(|part| lagging(part).map(|reason| reason.kind));
        assert_eq!(kinds, [None, Some(ReasonKind::ReceivedLess), Some(ReasonKind::ReceivedLeast)]);
    }
}
