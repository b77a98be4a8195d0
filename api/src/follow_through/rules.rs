//! What the end of a claim, a loan or a session says of each of its sides. Pure.
//!
//! Every function takes a state and the side that led to it (`None`: time did), of something on which both sides had
//! agreed before. What it answers counts for its own side; `None` counts neither for nor against it.

use shared::claims::{ClaimState, Party};
use shared::follow_through::Kept;
use shared::loans::{LoanParty, LoanState};
use shared::skill_sessions::{SkillSessionParty, SkillSessionState};

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was kept.
    Kept,
    /// Who had made it called it off.
    CalledOff,
    /// It was neither kept nor called off in time.
    Lapsed,
}

/// A claim, for its giver. One that nobody fetched is the taker's.
#[must_use]
pub const fn given(state: ClaimState, by: Option<Party>) -> Option<Fate> {
    match (state, by) {
        (ClaimState::Collected | ClaimState::Received, _) => Some(Fate::Kept),
        (ClaimState::Cancelled, Some(Party::Giver)) => Some(Fate::CalledOff),
        _ => None,
    }
}

/// A claim, for its taker.
#[must_use]
pub const fn taken(state: ClaimState, by: Option<Party>) -> Option<Fate> {
    match (state, by) {
        (ClaimState::Collected | ClaimState::Received, _) => Some(Fate::Kept),
        (ClaimState::Cancelled, Some(Party::Taker)) => Some(Fate::CalledOff),
        (ClaimState::Expired, _) => Some(Fate::Lapsed),
        _ => None,
    }
}

/// A loan, for its lender. An item that nobody fetched, or that came back late, is the borrower's.
#[must_use]
pub const fn lent(state: LoanState, by: Option<LoanParty>) -> Option<Fate> {
    match (state, by) {
        (LoanState::Returned, _) => Some(Fate::Kept),
        (LoanState::Cancelled, Some(LoanParty::Lender)) => Some(Fate::CalledOff),
        _ => None,
    }
}

/// A loan, for its borrower. Back `late` is back, but others may have waited for it: the promise was the day.
#[must_use]
pub const fn borrowed(state: LoanState, by: Option<LoanParty>, late: bool) -> Option<Fate> {
    match (state, by) {
        (LoanState::Returned, _) => Some(if late { Fate::Lapsed } else { Fate::Kept }),
        (LoanState::Cancelled, Some(LoanParty::Borrower)) => Some(Fate::CalledOff),
        (LoanState::Expired, _) => Some(Fate::Lapsed),
        _ => None,
    }
}

/// A session, for who helps. Hours that were given up afterwards were helped nevertheless; `missed` is one of which both
/// sides have confirmed that it did not take place, though nobody had called it off.
#[must_use]
pub const fn helped(state: SkillSessionState, by: Option<SkillSessionParty>, missed: bool) -> Option<Fate> {
    match (state, by) {
        (SkillSessionState::Done | SkillSessionState::Reversed, _) => Some(if missed { Fate::Lapsed } else { Fate::Kept }),
        (SkillSessionState::Cancelled, Some(SkillSessionParty::Giver)) => Some(Fate::CalledOff),
        _ => None,
    }
}

/// A session, for who is helped. One that did not take place may be the other side's.
#[must_use]
pub const fn was_helped(state: SkillSessionState, by: Option<SkillSessionParty>, missed: bool) -> Option<Fate> {
    match (state, by) {
        (SkillSessionState::Done | SkillSessionState::Reversed, _) if !missed => Some(Fate::Kept),
        (SkillSessionState::Cancelled, Some(SkillSessionParty::Receiver)) => Some(Fate::CalledOff),
        _ => None,
    }
}

/// Adds up what became of promises, each with how many had the same end.
#[must_use]
pub fn sum(ends: impl IntoIterator<Item = (Option<Fate>, i64)>) -> Kept {
    let (mut kept, mut called_off, mut lapsed) = (0, 0, 0);
    for (fate, number) in ends {
        match fate {
            Some(Fate::Kept) => kept += number,
            Some(Fate::CalledOff) => called_off += number,
            Some(Fate::Lapsed) => lapsed += number,
            None => {}
        }
    }
    Kept::of(kept, called_off, lapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn food_that_changed_hands_is_a_promise_kept_by_both() {
        for state in [ClaimState::Collected, ClaimState::Received] {
            let by = Some(Party::Taker);
            assert_eq!((given(state, by), taken(state, by)), (Some(Fate::Kept), Some(Fate::Kept)), "{state}");
        }
    }

    #[test]
    fn a_claim_is_called_off_by_one_side_and_counts_for_that_side_alone() {
        let cancelled = |by| (given(ClaimState::Cancelled, Some(by)), taken(ClaimState::Cancelled, Some(by)));
        assert_eq!(cancelled(Party::Giver), (Some(Fate::CalledOff), None));
        assert_eq!(cancelled(Party::Taker), (None, Some(Fate::CalledOff)));
        assert_eq!(cancelled(Party::Observer), (None, None));
    }

    #[test]
    fn food_that_nobody_fetched_counts_against_the_taker() {
        let ends = (given(ClaimState::Expired, None), taken(ClaimState::Expired, None));
        assert_eq!(ends, (None, Some(Fate::Lapsed)));
    }

    #[test]
    fn what_is_still_running_counts_for_nobody() {
        for state in [ClaimState::Requested, ClaimState::Accepted, ClaimState::Ready, ClaimState::Declined] {
            let by = Some(Party::Giver);
            assert_eq!((given(state, by), taken(state, by)), (None, None), "{state}");
        }
        for state in [LoanState::Requested, LoanState::Accepted, LoanState::Out, LoanState::Declined] {
            let by = Some(LoanParty::Lender);
            assert_eq!((lent(state, by), borrowed(state, by, false)), (None, None), "{state}");
        }
        for state in [SkillSessionState::Proposed, SkillSessionState::Agreed, SkillSessionState::ToSettle] {
            assert_eq!(helped(state, Some(SkillSessionParty::Giver), false), None, "{state}");
        }
    }

    #[test]
    fn an_item_that_comes_back_late_is_lent_well_and_borrowed_badly() {
        let by = Some(LoanParty::Lender);
        assert_eq!(lent(LoanState::Returned, by), Some(Fate::Kept));
        assert_eq!(borrowed(LoanState::Returned, by, false), Some(Fate::Kept));
        assert_eq!(borrowed(LoanState::Returned, by, true), Some(Fate::Lapsed));
    }

    #[test]
    fn a_loan_that_does_not_happen_counts_for_who_did_not_want_it_any_more() {
        let cancelled = |by| (lent(LoanState::Cancelled, Some(by)), borrowed(LoanState::Cancelled, Some(by), false));
        assert_eq!(cancelled(LoanParty::Lender), (Some(Fate::CalledOff), None));
        assert_eq!(cancelled(LoanParty::Borrower), (None, Some(Fate::CalledOff)));
        let lapsed = (lent(LoanState::Expired, None), borrowed(LoanState::Expired, None, false));
        assert_eq!(lapsed, (None, Some(Fate::Lapsed)));
    }

    #[test]
    fn help_is_kept_once_both_say_so() {
        for state in [SkillSessionState::Done, SkillSessionState::Reversed] {
            assert_eq!(helped(state, Some(SkillSessionParty::Receiver), false), Some(Fate::Kept), "{state}");
            assert_eq!(helped(state, Some(SkillSessionParty::Receiver), true), Some(Fate::Lapsed), "{state}");
        }
        assert_eq!(helped(SkillSessionState::Cancelled, Some(SkillSessionParty::Giver), false), Some(Fate::CalledOff));
        assert_eq!(helped(SkillSessionState::Cancelled, Some(SkillSessionParty::Receiver), false), None);
    }

    #[test]
    fn who_is_helped_keeps_the_promise_by_being_there() {
        assert_eq!(was_helped(SkillSessionState::Done, Some(SkillSessionParty::Giver), false), Some(Fate::Kept));
        assert_eq!(
            was_helped(SkillSessionState::Done, Some(SkillSessionParty::Giver), true),
            None,
            "perhaps the other side's"
        );
        let cancelled = |by| was_helped(SkillSessionState::Cancelled, Some(by), false);
        assert_eq!(cancelled(SkillSessionParty::Receiver), Some(Fate::CalledOff));
        assert_eq!(cancelled(SkillSessionParty::Giver), None);
    }

    #[test]
    fn what_counts_for_nobody_is_no_promise() {
        let broken = [(None, 40), (Some(Fate::CalledOff), 1), (Some(Fate::Lapsed), 2)];
        let kept = [(Some(Fate::Kept), 3), (Some(Fate::Kept), 4)];
        assert_eq!(sum(broken.into_iter().chain(kept)), Kept { promised: 10, kept: 7, called_off: 1, lapsed: 2 });
        assert_eq!(sum([]), Kept::default());
    }
}
