//! Until when people write about something, and take back what they wrote.

use shared::conversations::{OPEN_AFTER_END, WITHDRAW_WITHIN};
use shared::problem::{Code, Problem};
use shared::time::{MINUTE, UtcMillis};

/// How long a mail waits for what else will be said, in milliseconds.
pub const MAIL_AFTER: i64 = 10 * MINUTE;

/// Why a message or its withdrawal is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What it is about was over too long ago.
    Closed {
        /// Until when people could write.
        writable_until: UtcMillis,
    },
    /// Too late to take it back.
    TooLate {
        /// Until when that was possible.
        withdraw_until: UtcMillis,
    },
    /// Only its author takes a message back.
    NotAuthor,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Closed { writable_until } => {
                Problem::of(Code::ConversationClosed).with("writable_until", writable_until.to_string())
            }
            Self::TooLate { withdraw_until } => {
                Problem::of(Code::WithdrawalOver).with("withdraw_until", withdraw_until.to_string())
            }
            Self::NotAuthor => Problem::of(Code::Forbidden),
        }
    }
}

/// Until when people can write about something that is over; for ever while it is not.
#[must_use]
pub fn writable_until(ended_at: Option<UtcMillis>) -> Option<UtcMillis> {
    ended_at.map(|ended_at| ended_at.plus(OPEN_AFTER_END))
}

/// May people write about something that is over since `ended_at`, or is not?
///
/// # Errors
/// [`Refusal::Closed`].
pub fn write(ended_at: Option<UtcMillis>, now: UtcMillis) -> Result<(), Refusal> {
    match writable_until(ended_at) {
        Some(writable_until) if writable_until <= now => Err(Refusal::Closed { writable_until }),
        _ => Ok(()),
    }
}

/// Until when its author can take a message back.
#[must_use]
pub const fn withdraw_until(created_at: UtcMillis) -> UtcMillis {
    created_at.plus(WITHDRAW_WITHIN)
}

/// May a message of this age be taken back by its author, or by somebody else?
///
/// # Errors
/// [`Refusal::NotAuthor`], [`Refusal::TooLate`].
pub fn withdraw(is_author: bool, created_at: UtcMillis, now: UtcMillis) -> Result<(), Refusal> {
    let withdraw_until = withdraw_until(created_at);
    match () {
        () if !is_author => Err(Refusal::NotAuthor),
        () if withdraw_until <= now => Err(Refusal::TooLate { withdraw_until }),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::DAY;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    #[test]
    fn people_write_for_thirty_days_after_the_end() {
        assert_eq!(write(None, NOW), Ok(()));
        assert_eq!(write(Some(NOW.plus(-30 * DAY + 1)), NOW), Ok(()));
        assert_eq!(write(Some(NOW.plus(-30 * DAY)), NOW), Err(Refusal::Closed { writable_until: NOW }));
    }

    #[test]
    fn only_its_author_takes_a_message_back_and_only_for_a_quarter_of_an_hour() {
        assert_eq!(withdraw(true, NOW.plus(-15 * MINUTE + 1), NOW), Ok(()));
        assert_eq!(withdraw(true, NOW.plus(-15 * MINUTE), NOW), Err(Refusal::TooLate { withdraw_until: NOW }));
        assert_eq!(withdraw(false, NOW, NOW), Err(Refusal::NotAuthor));
    }
}
