//! When people are reminded of a loan, and of what.

use shared::loans::LoanState;
use shared::notifications::LoanNews;
use shared::time::{DAY, UtcMillis};

/// How often an item that is not back is asked for again after the first time, a day apart.
const REPEATS: i64 = 3;

/// The times at which a loan in this state is spoken of, the first first.
fn schedule(state: LoanState, starts_at: UtcMillis, ends_at: UtcMillis) -> Vec<(UtcMillis, LoanNews)> {
    match state {
        LoanState::Accepted => vec![(starts_at.plus(-DAY), LoanNews::PickUp)],
        LoanState::Out => {
            let late = (0..=REPEATS).map(|days| (ends_at.plus(days * DAY), LoanNews::Late));
            std::iter::once((ends_at.plus(-DAY), LoanNews::Return)).chain(late).collect()
        }
        _ => Vec::new(),
    }
}

/// When somebody is next reminded, after `now`. A loan that begins or ends within a day when it comes into its state is
/// not spoken of beforehand: both sides have just had it in their hands.
#[must_use]
pub fn next(state: LoanState, starts_at: UtcMillis, ends_at: UtcMillis, now: UtcMillis) -> Option<UtcMillis> {
    schedule(state, starts_at, ends_at).into_iter().map(|(at, _)| at).find(|at| *at > now)
}

/// What there is to say now, when a time has come: the last of what was missed, and nothing that is over.
#[must_use]
pub fn due(state: LoanState, starts_at: UtcMillis, ends_at: UtcMillis, now: UtcMillis) -> Option<LoanNews> {
    let reached = schedule(state, starts_at, ends_at).into_iter().rev().find(|(at, _)| *at <= now);
    reached.map(|(_, news)| news).filter(|news| *news != LoanNews::PickUp || now < starts_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::HOUR;

    const START: UtcMillis = UtcMillis(1_790_000_000_000);

    fn told(state: LoanState, from: UtcMillis, days: i64) -> Vec<(i64, LoanNews)> {
        let end = START.plus(5 * DAY);
        let mut now = from;
        let mut told = Vec::new();
        while let Some(at) = next(state, START, end, now).filter(|at| *at < from.plus(days * DAY)) {
            now = at;
            told.extend(due(state, START, end, now).map(|news| ((at.0 - START.0) / DAY, news)));
        }
        told
    }

    #[test]
    fn the_day_before_it_begins_and_ends_and_when_it_is_late() {
        assert_eq!(told(LoanState::Accepted, START.plus(-9 * DAY), 30), [(-1, LoanNews::PickUp)]);
        let late = [5, 6, 7, 8].map(|day| (day, LoanNews::Late));
        let expected: Vec<_> = std::iter::once((4, LoanNews::Return)).chain(late).collect();
        assert_eq!(told(LoanState::Out, START, 60), expected);
        for state in [LoanState::Requested, LoanState::Returned, LoanState::Cancelled] {
            assert!(told(state, START.plus(-9 * DAY), 60).is_empty(), "{state}");
        }
    }

    #[test]
    fn what_was_missed_is_said_once_and_what_is_over_is_not_said() {
        let end = START.plus(5 * DAY);
        let two_days_late = end.plus(2 * DAY + HOUR);
        assert_eq!(due(LoanState::Out, START, end, two_days_late), Some(LoanNews::Late));
        assert_eq!(next(LoanState::Out, START, end, two_days_late), Some(end.plus(3 * DAY)));
        assert_eq!(due(LoanState::Accepted, START, end, START.plus(HOUR)), None, "it has begun");
        assert_eq!(next(LoanState::Accepted, START, end, START.plus(-HOUR)), None, "accepted the evening before");
    }
}
