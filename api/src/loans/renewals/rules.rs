//! Whether a loan may be kept longer. Whether the time is free is decided under the item's lock.

use crate::loans::rules::{ANSWER_WITHIN, Refusal};
use shared::loans::LoanState;
use shared::time::{DAY, HOUR, UtcMillis};

/// A loan that somebody wants to keep longer.
#[derive(Clone, Copy, Debug)]
pub struct Running {
    /// Where it stands.
    pub state: LoanState,
    /// Its end.
    pub ends_at: UtcMillis,
    /// The item's longest loan, days: no wish is for more on top.
    pub max_days: i64,
}

/// Whether a loan in this state can be kept longer.
#[must_use]
pub const fn fits(state: LoanState) -> bool {
    matches!(state, LoanState::Accepted | LoanState::Out)
}

/// Whether the loan may end at `wish` instead.
///
/// # Errors
/// The first reason against it.
pub fn ask(loan: &Running, wish: UtcMillis, now: UtcMillis) -> Result<(), Refusal> {
    let longest = loan.max_days.saturating_mul(DAY).saturating_add(HOUR);
    match () {
        () if !fits(loan.state) => Err(Refusal::State(loan.state)),
        () if wish <= loan.ends_at || wish <= now => Err(Refusal::Order),
        () if wish.0.saturating_sub(loan.ends_at.0) > longest => Err(Refusal::TooLong { max_days: loan.max_days }),
        () => Ok(()),
    }
}

/// Until when the lender can answer.
#[must_use]
pub fn answer_by(asked_at: UtcMillis, wish: UtcMillis) -> UtcMillis {
    asked_at.plus(ANSWER_WITHIN).min(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    #[test]
    fn later_but_not_for_ever_and_only_what_is_agreed() {
        let loan = Running { state: LoanState::Out, ends_at: NOW.plus(DAY), max_days: 3 };
        assert_eq!(ask(&loan, NOW.plus(4 * DAY), NOW), Ok(()));
        assert_eq!(ask(&loan, NOW.plus(5 * DAY), NOW), Err(Refusal::TooLong { max_days: 3 }));
        assert_eq!(ask(&loan, NOW.plus(DAY), NOW), Err(Refusal::Order), "that is its end already");
        let late = Running { ends_at: NOW.plus(-DAY), ..loan };
        assert_eq!(ask(&late, NOW, NOW), Err(Refusal::Order), "over already");
        assert_eq!(ask(&late, NOW.plus(DAY), NOW), Ok(()), "late, and said so");
        for state in [LoanState::Requested, LoanState::Returned, LoanState::Declined] {
            assert_eq!(ask(&Running { state, ..loan }, NOW.plus(2 * DAY), NOW), Err(Refusal::State(state)));
        }
    }

    #[test]
    fn an_answer_is_waited_for_two_days_and_not_beyond_the_wish() {
        assert_eq!(answer_by(NOW, NOW.plus(9 * DAY)), NOW.plus(2 * DAY));
        assert_eq!(answer_by(NOW, NOW.plus(DAY)), NOW.plus(DAY));
    }
}
