//! Whose days are free, and how long they are kept.

use crate::equipment::Period;
use shared::time::{DAY, UtcMillis};

/// The longest that days are kept for whoever has waited.
const KEPT: i64 = DAY;

/// Until when days that begin at `starts_at` are kept from `now` on: a day, or half of what is left until they begin.
#[must_use]
pub fn kept_until(now: UtcMillis, starts_at: UtcMillis) -> UtcMillis {
    now.plus(KEPT.min(starts_at.0.saturating_sub(now.0) / 2))
}

/// Whether two times have an instant in common; ends are excluded.
#[must_use]
pub fn meet(one: Period, other: Period) -> bool {
    one.starts_at < other.ends_at && other.starts_at < one.ends_at
}

/// Those of `queue`, by their place in it, whose time is free: the first first, and what is kept for one is not free for
/// those behind. `taken` is all that the calendar and the kept days hold.
#[must_use]
pub fn whose_turn(queue: &[Period], taken: &[Period]) -> Vec<usize> {
    let mut taken = taken.to_vec();
    let mut turns = Vec::new();
    for (place, wish) in queue.iter().enumerate() {
        if taken.iter().all(|other| !meet(*wish, *other)) {
            taken.push(*wish);
            turns.push(place);
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::HOUR;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn hours(from: i64, until: i64) -> Period {
        Period { starts_at: NOW.plus(from * HOUR), ends_at: NOW.plus(until * HOUR) }
    }

    #[test]
    fn a_day_and_less_where_the_start_is_near() {
        assert_eq!(kept_until(NOW, NOW.plus(9 * DAY)), NOW.plus(DAY));
        assert_eq!(kept_until(NOW, NOW.plus(4 * HOUR)), NOW.plus(2 * HOUR));
    }

    #[test]
    fn the_first_whose_days_are_free_and_those_behind_whose_days_are_others() {
        let queue = [hours(0, 10), hours(5, 8), hours(10, 12), hours(20, 30)];
        assert_eq!(whose_turn(&queue, &[]), [0, 2, 3], "the second meets the first");
        assert_eq!(whose_turn(&queue, &[hours(0, 2)]), [1, 2, 3], "the first waits on, the second can have its days");
        assert_eq!(whose_turn(&queue, &[hours(0, 40)]), [0_usize; 0]);
    }
}
