//! For which time something may be looked for, and until when it is.

use shared::equipment_needs::{EquipmentNeedStatus, MAX_NEED_DAYS};
use shared::problem::{Code, FieldError, Problem};
use shared::time::{DAY, HOUR, MINUTE, UtcMillis};

/// The longest time for which something is looked for. An hour more: where clocks go back, ninety days by the calendar are
/// an hour longer than ninety times 24 hours.
pub const LONGEST: i64 = MAX_NEED_DAYS * DAY + HOUR;
/// How far ahead its end may lie: a year and a day.
const FARTHEST: i64 = 367 * DAY;
/// "From now on" is said a moment later than it was typed.
const PATIENCE: i64 = 10 * MINUTE;

/// Why a need, or a change to it, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would begin in the past.
    Past,
    /// It would end before it begins, or is over already.
    Order,
    /// It would be longer than any loan.
    TooLong,
    /// It would end too far ahead.
    TooFarAhead,
    /// It is no longer open.
    Closed(EquipmentNeedStatus),
    /// The loan is none of this organisation's that fits the time.
    OtherLoan,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Past => Problem::invalid_field("/starts_at", "in_the_past"),
            Self::Order => Problem::invalid_field("/ends_at", "before_start"),
            Self::TooFarAhead => Problem::invalid_field("/ends_at", "too_late"),
            Self::OtherLoan => Problem::invalid_field("/loan_id", "unknown"),
            Self::Closed(status) => Problem::of(Code::NeedClosed).with("status", status.as_str()),
            Self::TooLong => {
                let mut error = FieldError::new("/ends_at", "loan_too_long");
                error.params.insert("max".to_owned(), MAX_NEED_DAYS.into());
                Problem::invalid(vec![error])
            }
        }
    }
}

/// Whether something may be looked for from `starts_at` to `ends_at`. A beginning that stays as it was, `is_new` false, may
/// have passed meanwhile.
///
/// # Errors
/// The first reason against it.
pub fn time(starts_at: UtcMillis, ends_at: UtcMillis, is_new: bool, now: UtcMillis) -> Result<(), Refusal> {
    match () {
        () if is_new && starts_at < now.plus(-PATIENCE) => Err(Refusal::Past),
        () if ends_at <= starts_at || ends_at <= now => Err(Refusal::Order),
        () if ends_at > now.plus(FARTHEST) => Err(Refusal::TooFarAhead),
        () if ends_at.0.saturating_sub(starts_at.0) > LONGEST => Err(Refusal::TooLong),
        () => Ok(()),
    }
}

/// Whether something is still looked for.
#[must_use]
pub fn is_open(status: EquipmentNeedStatus, ends_at: UtcMillis, now: UtcMillis) -> bool {
    status == EquipmentNeedStatus::Open && ends_at > now
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        let days = |from: i64, until: i64| time(NOW.plus(from * DAY), NOW.plus(until * DAY), true, NOW);
        assert_eq!((days(0, 1), days(1, 91), days(300, 366)), (Ok(()), Ok(()), Ok(())));
        assert_eq!(days(-1, 2), Err(Refusal::Past));
        assert_eq!(days(2, 2), Err(Refusal::Order));
        assert_eq!(days(1, 92), Err(Refusal::TooLong));
        assert_eq!(days(300, 368), Err(Refusal::TooFarAhead));
    }

    #[test]
    fn what_has_begun_can_still_be_changed_and_what_is_over_cannot_be_open() {
        assert_eq!(time(NOW.plus(-DAY), NOW.plus(DAY), false, NOW), Ok(()));
        assert_eq!(time(NOW.plus(-2 * DAY), NOW, false, NOW), Err(Refusal::Order));
        assert!(is_open(EquipmentNeedStatus::Open, NOW.plus(1), NOW));
        assert!(!is_open(EquipmentNeedStatus::Open, NOW, NOW) && !is_open(EquipmentNeedStatus::Met, NOW.plus(1), NOW));
    }
}
