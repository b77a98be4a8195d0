//! When an invitation can be accepted, and who must stay. Pure.

use shared::organisations::Role;
use shared::problem::{Code, Problem};
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

/// A member, and whether anybody else manages the organisation.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    pub role: Role,
    pub others_manage: bool,
}

/// Why a member cannot go, or do less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody would manage the organisation any more.
    LastCoordinator,
}

impl Refusal {
    /// What the caller is told.
    pub fn problem(self) -> Problem {
        match self {
            Self::LastCoordinator => Problem::of(Code::LastCoordinator),
        }
    }
}

/// Whether somebody who manages the organisation is left when a member's role becomes `after`; `None`: the member goes.
///
/// # Errors
/// When nobody is. A member who does not manage it may always change: then nothing is lost.
pub fn keeps_a_coordinator(seat: Seat, after: Option<Role>) -> Result<(), Refusal> {
    let manages_after = after.is_some_and(Role::manages);
    if seat.role.manages() && !manages_after && !seat.others_manage { Err(Refusal::LastCoordinator) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_manages_stays() {
        let last = Seat { role: Role::Coordinator, others_manage: false };
        assert_eq!(keeps_a_coordinator(last, None), Err(Refusal::LastCoordinator));
        assert_eq!(keeps_a_coordinator(last, Some(Role::Volunteer)), Err(Refusal::LastCoordinator));
        assert_eq!(keeps_a_coordinator(last, Some(Role::Allocator)), Ok(()), "an allocator manages too");
        assert_eq!(keeps_a_coordinator(Seat { others_manage: true, ..last }, None), Ok(()));
        assert_eq!(keeps_a_coordinator(Seat { role: Role::Volunteer, ..last }, None), Ok(()));
    }

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
