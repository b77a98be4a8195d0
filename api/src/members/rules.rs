//! When an invitation can be accepted. Pure.

use shared::time::{DAY, UtcMillis};

/// How long an invitation can be accepted, in milliseconds.
pub const INVITATION_LIFETIME: i64 = 14 * DAY;

/// What decides whether an invitation still waits for its answer.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub valid_until: UtcMillis,
    pub accepted_at: Option<UtcMillis>,
    pub withdrawn_at: Option<UtcMillis>,
}

impl Waiting {
    /// Whether it does at `now`.
    pub const fn is_over(&self, now: UtcMillis) -> bool {
        self.accepted_at.is_some() || self.withdrawn_at.is_some() || self.valid_until.0 <= now.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_ends_by_its_answer_by_withdrawal_or_by_age() {
        let sent = UtcMillis(1_790_000_000_000);
        let valid_until = sent.plus(INVITATION_LIFETIME);
        let open = Waiting { valid_until, accepted_at: None, withdrawn_at: None };
        assert!(!open.is_over(sent));
        assert!(!open.is_over(valid_until.plus(-1)));
        assert!(open.is_over(valid_until));
        assert!(Waiting { accepted_at: Some(sent), ..open }.is_over(sent));
        assert!(Waiting { withdrawn_at: Some(sent), ..open }.is_over(sent));
    }
}
