//! Follow-through: what became of an organisation's promises, told to itself and to the network's administrator alone.

use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// With fewer promises than this a rate would say more about one bad day than about the organisation.
const LEAST_TO_RATE: i64 = 5;

/// Promises of one kind that are over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Kept {
    /// All that count: those kept, called off and lapsed.
    #[cfg_attr(feature = "openapi", schema(example = 13))]
    pub promised: i64,
    /// Kept.
    #[cfg_attr(feature = "openapi", schema(example = 12))]
    pub kept: i64,
    /// Called off by the organisation itself.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub called_off: i64,
    /// Neither kept nor called off in time.
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub lapsed: i64,
}

impl Kept {
    /// The parts with their sum.
    #[must_use]
    pub const fn of(kept: i64, called_off: i64, lapsed: i64) -> Self {
        Self { promised: kept + called_off + lapsed, kept, called_off, lapsed }
    }

    /// How many of a hundred promises were kept, rounded down: 100 is said only where none was broken. `None` below five
    /// promises, which are too few to say.
    #[must_use]
    pub const fn rate_percent(&self) -> Option<i64> {
        if self.promised < LEAST_TO_RATE { None } else { Some(self.kept * 100 / self.promised) }
    }
}

/// What became of an organisation's promises. What is still running is not counted, nor what the other side called off,
/// nor what ended before both sides had agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowThrough {
    /// From when on: 180 days ago. Claims count by the end of the time in which they could be fetched, loans and sessions
    /// by their beginning.
    pub since: UtcMillis,
    /// Claims that it gave: kept once they are collected. None lapses on this side, where nobody comes to fetch.
    pub giving: Kept,
    /// Claims that it took: kept once they are collected, lapsed where it did not fetch them.
    pub taking: Kept,
    /// Loans of its equipment: kept once the item is back. None lapses on this side.
    pub lending: Kept,
    /// Loans of others' equipment: kept where the item came back by the agreed end, lapsed where it came back later or was
    /// never fetched.
    pub borrowing: Kept,
    /// Sessions in which it helps: kept once both sides have confirmed the same time, also where the hours were given up
    /// afterwards; lapsed where both say that it did not take place.
    pub helping: Kept,
}

impl FollowThrough {
    /// Whether there is no promise to count, of any kind.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { since: _, giving, taking, lending, borrowing, helping } = self;
        [giving, taking, lending, borrowing, helping].iter().all(|kept| kept.promised == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_promises_have_no_rate() {
        assert_eq!(Kept::default().rate_percent(), None);
        assert_eq!(Kept::of(4, 0, 0).rate_percent(), None);
        assert_eq!(Kept::of(4, 1, 0).rate_percent(), Some(80));
    }

    #[test]
    fn a_rate_is_rounded_down() {
        assert_eq!(Kept::of(12, 1, 0).rate_percent(), Some(92), "92.3");
        assert_eq!(Kept::of(299, 0, 1).rate_percent(), Some(99), "99.7");
        assert_eq!(Kept::of(0, 3, 2).rate_percent(), Some(0));
        assert_eq!(Kept::of(7, 0, 0).rate_percent(), Some(100));
    }

    #[test]
    fn one_promise_of_any_kind_is_something() {
        let none = Kept::default();
        let mut all =
            FollowThrough { since: UtcMillis(0), giving: none, taking: none, lending: none, borrowing: none, helping: none };
        assert!(all.is_empty());
        all.helping = Kept::of(0, 0, 1);
        assert!(!all.is_empty());
    }
}
