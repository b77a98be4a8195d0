//! Who may propose what and when, what two figures come to, and what a balance says. The state machine itself is
//! [`Standing::allows`].

use shared::ids::OrganisationId;
use shared::problem::{Code, Problem};
use shared::skill_sessions::{HoursWarning, SkillSessionAction, SkillSessionParty, SkillSessionState, Standing};
use shared::time::{DAY, HOUR, MINUTE, UtcMillis};

/// How far ahead a session may begin.
pub const AHEAD: i64 = 400 * DAY;
/// "Now" is asked a moment later than it was typed.
const PATIENCE: i64 = 10 * MINUTE;
/// The least time to answer in: what begins at once is not over before anybody could agree.
const LEAST_TO_ANSWER: i64 = HOUR;
/// How long after its planned end a session's two sides are asked to confirm it.
const REMIND_AFTER: i64 = DAY;

/// Why a session or a step on it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The skill is paused, or its last day is over.
    Paused,
    /// Nobody helps itself.
    OwnSkill,
    /// It would begin in the past.
    Past,
    /// It would begin too far ahead.
    TooFarAhead,
    /// Whoever would help has agreed to something else then.
    Busy {
        /// From when.
        from: UtcMillis,
        /// Until when.
        until: UtcMillis,
    },
    /// Who helps is not for this side to say.
    NotOurPerson,
    /// Who would help does not belong to the organisation.
    NoMember,
    /// The state does not allow the step.
    State(SkillSessionState),
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Paused => Problem::of(Code::SkillPaused),
            Self::OwnSkill => Problem::invalid_field("/organisation_id", "own_skill"),
            Self::Past => Problem::invalid_field("/starts_at", "in_the_past"),
            Self::TooFarAhead => Problem::invalid_field("/starts_at", "too_late"),
            Self::Busy { from, until } => {
                Problem::of(Code::PersonBusy).with("busy_from", from.to_string()).with("busy_until", until.to_string())
            }
            Self::NotOurPerson => Problem::invalid_field("/person_id", "not_allowed"),
            Self::NoMember => Problem::invalid_field("/person_id", "unknown"),
            Self::State(state) => Problem::of(Code::SkillSessionState).with("state", state.as_str()),
        }
    }
}

/// A wish for a session.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Who would help.
    pub giver: OrganisationId,
    /// Who would be helped.
    pub receiver: OrganisationId,
    /// Whether the skill is offered or looked for now.
    pub open: bool,
    /// When it would begin.
    pub starts_at: UtcMillis,
}

/// Whether the wish may become a session.
///
/// # Errors
/// The first reason against it.
pub fn propose(wish: &Wish, now: UtcMillis) -> Result<(), Refusal> {
    match () {
        () if wish.giver == wish.receiver => Err(Refusal::OwnSkill),
        () if !wish.open => Err(Refusal::Paused),
        () if wish.starts_at < now.plus(-PATIENCE) => Err(Refusal::Past),
        () if wish.starts_at > now.plus(AHEAD) => Err(Refusal::TooFarAhead),
        () => Ok(()),
    }
}

/// Until when the other side can answer: the session's beginning, and in any case an hour from the proposal on.
#[must_use]
pub fn answer_by(starts_at: UtcMillis, proposed_at: UtcMillis) -> UtcMillis {
    starts_at.max(proposed_at.plus(LEAST_TO_ANSWER))
}

/// Whether the step fits; one that nobody answered in time is over, although no worker has come by yet.
///
/// # Errors
/// [`Refusal::State`].
pub fn step(standing: Standing, action: SkillSessionAction, answer_by: UtcMillis, now: UtcMillis) -> Result<(), Refusal> {
    if standing.state == SkillSessionState::Proposed && answer_by <= now && action != SkillSessionAction::Expire {
        return Err(Refusal::State(SkillSessionState::Expired));
    }
    if standing.allows(action) { Ok(()) } else { Err(Refusal::State(standing.state)) }
}

/// What both sides say of how long it took, minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The giving side.
    pub giver: Option<i64>,
    /// The side that was helped.
    pub receiver: Option<i64>,
}

impl Figures {
    /// The figures after one side has said its own.
    #[must_use]
    pub fn with(self, party: SkillSessionParty, minutes: i64) -> Self {
        match party {
            SkillSessionParty::Giver => Self { giver: Some(minutes), ..self },
            SkillSessionParty::Receiver | SkillSessionParty::Observer => Self { receiver: Some(minutes), ..self },
        }
    }

    /// Where the session stands with these figures.
    #[must_use]
    pub fn state(self) -> SkillSessionState {
        match (self.giver, self.receiver) {
            (Some(giver), Some(receiver)) if giver == receiver => SkillSessionState::Done,
            (Some(_), Some(_)) => SkillSessionState::ToSettle,
            _ => SkillSessionState::Agreed,
        }
    }

    /// The minutes that both sides agree on.
    #[must_use]
    pub fn settled(self) -> Option<i64> {
        self.giver.filter(|_| self.state() == SkillSessionState::Done)
    }
}

/// When those who have not confirmed are asked to.
#[must_use]
pub const fn remind_at(ends_at: UtcMillis) -> UtcMillis {
    ends_at.plus(REMIND_AFTER)
}

/// What a balance says, where it is beyond the limit; it keeps nobody from anything.
#[must_use]
pub const fn warning(balance_minutes: i64, limit_minutes: i64) -> Option<HoursWarning> {
    if balance_minutes > limit_minutes {
        Some(HoursWarning::HelpsMuch)
    } else if balance_minutes < -limit_minutes {
        Some(HoursWarning::HelpedMuch)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn wish() -> Wish {
        let organisation = |n| OrganisationId(Uuid::from_u128(n));
        Wish { giver: organisation(1), receiver: organisation(2), open: true, starts_at: NOW.plus(DAY) }
    }

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        assert_eq!(propose(&wish(), NOW), Ok(()));
        assert_eq!(propose(&Wish { starts_at: NOW.plus(-5 * MINUTE), ..wish() }, NOW), Ok(()), "typed a moment ago");
        assert_eq!(propose(&Wish { receiver: wish().giver, ..wish() }, NOW), Err(Refusal::OwnSkill));
        assert_eq!(propose(&Wish { open: false, ..wish() }, NOW), Err(Refusal::Paused));
        assert_eq!(propose(&Wish { starts_at: NOW.plus(-DAY), ..wish() }, NOW), Err(Refusal::Past));
        assert_eq!(propose(&Wish { starts_at: NOW.plus(401 * DAY), ..wish() }, NOW), Err(Refusal::TooFarAhead));
    }

    #[test]
    fn what_nobody_answered_in_time_is_over() {
        let standing =
            Standing { state: SkillSessionState::Proposed, proposed_by: SkillSessionParty::Giver, confirmed: false };
        let agree = |answer_by| step(standing, SkillSessionAction::Agree, answer_by, NOW);
        assert_eq!(agree(NOW.plus(1)), Ok(()));
        assert_eq!(agree(NOW), Err(Refusal::State(SkillSessionState::Expired)));
        assert_eq!(answer_by(NOW.plus(DAY), NOW), NOW.plus(DAY));
        assert_eq!(answer_by(NOW, NOW), NOW.plus(HOUR), "what begins at once can be answered");
    }

    #[test]
    fn two_figures_are_settled_only_when_they_are_the_same() {
        let nothing = Figures { giver: None, receiver: None };
        let one = nothing.with(SkillSessionParty::Receiver, 90);
        assert_eq!((one.state(), one.settled()), (SkillSessionState::Agreed, None));
        let differing = one.with(SkillSessionParty::Giver, 120);
        assert_eq!((differing.state(), differing.settled()), (SkillSessionState::ToSettle, None));
        let settled = differing.with(SkillSessionParty::Receiver, 120);
        assert_eq!((settled.state(), settled.settled()), (SkillSessionState::Done, Some(120)));
    }

    #[test]
    fn a_balance_warns_beyond_the_limit_on_either_side() {
        assert_eq!(warning(2_400, 2_400), None);
        assert_eq!(warning(2_401, 2_400), Some(HoursWarning::HelpsMuch));
        assert_eq!(warning(-2_401, 2_400), Some(HoursWarning::HelpedMuch));
    }
}
