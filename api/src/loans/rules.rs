//! Who may borrow what and for how long. The state machine itself is [`LoanState::after`].

use crate::equipment::{Period, requirements_of};
use shared::equipment::Requirement;
use shared::ids::OrganisationId;
use shared::loans::{LoanAction, LoanState};
use shared::problem::{Code, FieldError, Problem};
use shared::time::{DAY, HOUR, MINUTE, UtcMillis};

/// How long a lender has to answer.
pub const ANSWER_WITHIN: i64 = 2 * DAY;
/// How far ahead a loan may begin.
pub const AHEAD: i64 = 400 * DAY;
/// "From now on" is asked a moment later than it was typed.
const PATIENCE: i64 = 10 * MINUTE;

/// Why a loan or a step on it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The item is lent no more.
    Retired,
    /// The lender's own item.
    OwnEquipment,
    /// It would begin in the past.
    Past,
    /// It would begin too far ahead.
    TooFarAhead,
    /// It would end before it begins.
    Order,
    /// Longer than the item is lent.
    TooLong {
        /// The longest loan, days.
        max_days: i64,
    },
    /// Something that the item requires is not confirmed.
    Unconfirmed,
    /// The state does not allow the step.
    State(LoanState),
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Retired => Problem::of(Code::EquipmentRetired),
            Self::OwnEquipment => Problem::of(Code::OwnEquipment),
            Self::Past => Problem::invalid_field("/starts_at", "in_the_past"),
            Self::TooFarAhead => Problem::invalid_field("/starts_at", "too_late"),
            Self::Order => Problem::invalid_field("/ends_at", "before_start"),
            Self::TooLong { max_days } => {
                let mut error = FieldError::new("/ends_at", "loan_too_long");
                error.params.insert("max".to_owned(), (*max_days).into());
                Problem::invalid(vec![error])
            }
            Self::Unconfirmed => Problem::invalid_field("/confirmed", "required"),
            Self::State(state) => Problem::of(Code::LoanState).with("state", state.as_str()),
        }
    }
}

/// What counts of an item when somebody wants to borrow it.
#[derive(Clone, Copy, Debug)]
pub struct Lent {
    /// The lender.
    pub lender: OrganisationId,
    /// Whether it is lent no more.
    pub retired: bool,
    /// What a borrower must confirm, as bits.
    pub requirements: i64,
    /// The longest loan, days.
    pub max_days: i64,
}

/// A wish to borrow.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'w> {
    /// Who wants it.
    pub borrower: OrganisationId,
    /// From when until when.
    pub period: Period,
    /// What is confirmed.
    pub confirmed: &'w [Requirement],
}

/// Whether the wish may become a loan. Whether the time is free is decided under the item's lock.
///
/// # Errors
/// The first reason against it.
pub fn request(item: &Lent, wish: &Wish<'_>, now: UtcMillis) -> Result<(), Refusal> {
    let Period { starts_at, ends_at } = wish.period;
    // A day more: where clocks go back, fourteen days by the calendar are an hour longer than fourteen times 24 hours.
    let longest = item.max_days.saturating_mul(DAY).saturating_add(HOUR);
    match () {
        () if item.retired => Err(Refusal::Retired),
        () if item.lender == wish.borrower => Err(Refusal::OwnEquipment),
        () if starts_at < now.plus(-PATIENCE) => Err(Refusal::Past),
        () if starts_at > now.plus(AHEAD) => Err(Refusal::TooFarAhead),
        () if ends_at <= starts_at || ends_at <= now => Err(Refusal::Order),
        () if ends_at.0.saturating_sub(starts_at.0) > longest => Err(Refusal::TooLong { max_days: item.max_days }),
        () if requirements_of(item.requirements).iter().any(|one| !wish.confirmed.contains(one)) => {
            Err(Refusal::Unconfirmed)
        }
        () => Ok(()),
    }
}

/// The state after a step.
///
/// # Errors
/// [`Refusal::State`] when the step does not fit.
pub fn step(state: LoanState, action: LoanAction) -> Result<LoanState, Refusal> {
    state.after(action).ok_or(Refusal::State(state))
}

/// When a loan ends by itself in `state`: nobody answered, or nobody fetched the item.
#[must_use]
pub fn lapses_at(state: LoanState, requested_at: UtcMillis, ends_at: UtcMillis) -> UtcMillis {
    if state == LoanState::Requested { requested_at.plus(ANSWER_WITHIN).min(ends_at) } else { ends_at }
}

/// Until when an item that came back now is cleaned: its gap from now on, at most until `next`, when it is promised to
/// somebody else. Where it came back in time that is never later than it was.
#[must_use]
pub fn cleaned(now: UtcMillis, gap_hours: i64, busy_until: UtcMillis, next: Option<UtcMillis>) -> UtcMillis {
    let clean = now.plus(gap_hours.saturating_mul(HOUR));
    if clean <= busy_until {
        return clean;
    }
    next.map_or(clean, |next| clean.min(next)).max(busy_until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn van() -> Lent {
        Lent { lender: OrganisationId(Uuid::from_u128(1)), retired: false, requirements: 1, max_days: 14 }
    }

    fn days(from: i64, until: i64) -> Period {
        Period { starts_at: NOW.plus(from * DAY), ends_at: NOW.plus(until * DAY) }
    }

    fn wish(period: Period) -> Wish<'static> {
        Wish { borrower: OrganisationId(Uuid::from_u128(2)), period, confirmed: &[Requirement::DrivingLicence] }
    }

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        assert_eq!(request(&van(), &wish(days(1, 3)), NOW), Ok(()));
        assert_eq!(request(&van(), &wish(days(1, 15)), NOW), Ok(()));
        assert_eq!(request(&van(), &wish(days(1, 16)), NOW), Err(Refusal::TooLong { max_days: 14 }));
        assert_eq!(request(&van(), &wish(days(-1, 3)), NOW), Err(Refusal::Past));
        assert_eq!(request(&van(), &wish(days(3, 3)), NOW), Err(Refusal::Order));
        assert_eq!(request(&van(), &wish(days(401, 402)), NOW), Err(Refusal::TooFarAhead));
        assert_eq!(request(&Lent { retired: true, ..van() }, &wish(days(1, 3)), NOW), Err(Refusal::Retired));
        let unconfirmed = Wish { confirmed: &[], ..wish(days(1, 3)) };
        assert_eq!(request(&van(), &unconfirmed, NOW), Err(Refusal::Unconfirmed));
        let own = Wish { borrower: van().lender, ..wish(days(1, 3)) };
        assert_eq!(request(&van(), &own, NOW), Err(Refusal::OwnEquipment));
    }

    #[test]
    fn a_request_lapses_after_two_days_and_never_after_its_end() {
        assert_eq!(lapses_at(LoanState::Requested, NOW, NOW.plus(5 * DAY)), NOW.plus(2 * DAY));
        assert_eq!(lapses_at(LoanState::Requested, NOW, NOW.plus(DAY)), NOW.plus(DAY));
        assert_eq!(lapses_at(LoanState::Accepted, NOW, NOW.plus(5 * DAY)), NOW.plus(5 * DAY));
    }

    #[test]
    fn cleaning_never_runs_into_somebody_elses_time() {
        let busy = NOW.plus(10 * HOUR);
        assert_eq!(cleaned(NOW, 4, busy, Some(busy)), NOW.plus(4 * HOUR), "back early");
        let late = busy.plus(HOUR);
        assert_eq!(cleaned(late, 4, busy, None), late.plus(4 * HOUR), "back late, nobody waits");
        assert_eq!(cleaned(late, 4, busy, Some(late.plus(2 * HOUR))), late.plus(2 * HOUR), "somebody comes in two hours");
        assert_eq!(cleaned(late, 4, busy, Some(busy)), busy, "somebody waits already");
    }
}
