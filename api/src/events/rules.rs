//! When a mail is tried again. Pure.

use shared::time::{DAY, HOUR, MINUTE};

/// How long a server has for sending a mail before another one may take it, in milliseconds. Longer than the time-out
/// of a connection to a mail server.
pub const LEASE: i64 = 5 * MINUTE;

/// Attempts until a mail is given up.
pub const MAX_ATTEMPTS: i64 = 12;

/// How long a sent mail is remembered, without its text, in milliseconds.
pub const SENT_KEPT: i64 = 30 * DAY;

/// How long after the failure of its `attempt`th attempt (from 1) a mail is tried again, in milliseconds: 1, 5, 25, 125
/// minutes, and so on up to 12 hours. All attempts together last about four days.
pub fn back_off(attempt: i64) -> i64 {
    let exponent = u32::try_from(attempt.clamp(1, MAX_ATTEMPTS) - 1).unwrap_or(0);
    MINUTE.saturating_mul(5_i64.saturating_pow(exponent)).min(12 * HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_again_later_and_later() {
        let minutes: Vec<i64> = (1..=6).map(|attempt| back_off(attempt) / MINUTE).collect();
        assert_eq!(minutes, [1, 5, 25, 125, 625, 720]);
        assert_eq!(back_off(i64::MAX), 12 * HOUR);
        let all: i64 = (1..MAX_ATTEMPTS).map(back_off).sum();
        assert!((3 * DAY..5 * DAY).contains(&all), "{all}");
    }
}
