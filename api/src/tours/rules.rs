//! When a tour may be planned, what it may carry, and what each step asks for. The state machines themselves are
//! [`TourState::after`] and [`TourLoadState::after`].

use crate::engine::touring::{Fault, Full, Window};
use shared::claims::ClaimState;
use shared::loans::LoanState;
use shared::offers::PickupWindow;
use shared::problem::{Code, FieldError, Problem};
use shared::time::{DAY, MINUTE, UtcMillis};
use shared::tours::{LoanLeg, MAX_TOUR_LOADS, TourAction, TourCapacity, TourLoadAction, TourLoadState, TourState};
use shared::units::Grams;

/// How far ahead a tour may leave.
pub const AHEAD: i64 = 90 * DAY;
/// The longest tour.
pub const LONGEST: i64 = DAY;
/// How long after it should have been back a tour on the road ends by itself: people confirm late over bad networks.
pub const GRACE: i64 = DAY;
/// Nobody is told of an arrival that moves by less.
pub const WORTH_TELLING: i64 = 30 * MINUTE;
/// "From now on" is asked a moment later than it was typed.
const PATIENCE: i64 = 10 * MINUTE;
/// How long before a loan begins, or after it ends, its item may be on its way.
const AROUND_LOAN: i64 = 2 * DAY;

/// Why a tour, a load or a step is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would leave in the past.
    Past,
    /// It would leave too far ahead.
    TooFarAhead,
    /// It would be back before it leaves.
    Order,
    /// It would take longer than a day.
    TooLong,
    /// A vehicle that carries nothing.
    NoCapacity,
    /// More of a class than in all.
    MoreThanAll {
        /// The member of the request.
        field: &'static str,
        /// What there is in all.
        max: Grams,
    },
    /// The tour's state does not allow it.
    State(TourState),
    /// The load's state does not allow it.
    LoadState(TourLoadState),
    /// Somebody drives already.
    Driven,
    /// Nobody drives yet.
    NoDriver,
    /// Something is still to be done.
    Unfinished {
        /// How many loads.
        loads: i64,
    },
    /// As many loads as a tour may have.
    TooManyLoads,
    /// It is on a tour already.
    OnTour,
    /// It cannot be fetched while the tour is on its way.
    Elsewhen,
    /// There is no room.
    Full(Full),
    /// There is no time.
    Late {
        /// By how many minutes.
        minutes: i64,
    },
    /// A stop is missing, or there twice.
    Incomplete,
    /// Something would be handed over before it is fetched.
    DropFirst,
    /// The claim's state does not allow that it is carried.
    Claim(ClaimState),
    /// The loan's state does not allow that its item is carried that way.
    Loan(LoanState),
    /// The code is wrong.
    WrongCode {
        /// Tries before the driver must wait.
        tries_left: i64,
    },
    /// A code is needed.
    CodeMissing,
    /// A shop's gift is weighed, and nothing else.
    GramsOfShopOnly,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Past => Problem::invalid_field("/leaves_at", "in_the_past"),
            Self::TooFarAhead => Problem::invalid_field("/leaves_at", "tour_too_far"),
            Self::Order => Problem::invalid_field("/back_by", "before_start"),
            Self::TooLong => Problem::invalid_field("/back_by", "tour_too_long"),
            Self::NoCapacity => Problem::invalid(vec![limited("/capacity/max_grams", "too_small", "min", 1)]),
            Self::MoreThanAll { field, max } => Problem::invalid(vec![limited(field, "too_large", "max", max.0)]),
            Self::State(state) => Problem::of(Code::TourState).with("state", state.as_str()),
            Self::LoadState(state) => Problem::of(Code::TourLoadState).with("state", state.as_str()),
            Self::Driven => Problem::of(Code::TourDriven),
            Self::NoDriver => Problem::of(Code::TourWithoutDriver),
            Self::Unfinished { loads } => Problem::of(Code::TourUnfinished).with("count", *loads),
            Self::TooManyLoads => Problem::of(Code::TooManyTourLoads).with("max", MAX_TOUR_LOADS),
            Self::OnTour => Problem::of(Code::OnTour),
            Self::Elsewhen => Problem::of(Code::TourElsewhen),
            Self::Full(Full { class: None, lacking }) => Problem::of(Code::TourFull).with("lacking_grams", *lacking),
            Self::Full(Full { class: Some(class), lacking }) => {
                Problem::of(Code::TourFull).with("lacking_grams", *lacking).with("temperature_class", class.as_str())
            }
            Self::Late { minutes } => Problem::of(Code::TourLate).with("minutes", *minutes),
            Self::Incomplete => Problem::invalid_field("/tasks", "incomplete"),
            Self::DropFirst => Problem::invalid_field("/tasks", "drop_first"),
            Self::Claim(state) => Problem::of(Code::ClaimState).with("state", state.as_str()),
            Self::Loan(state) => Problem::of(Code::LoanState).with("state", state.as_str()),
            Self::WrongCode { tries_left } => Problem::of(Code::WrongCode).with("tries_left", *tries_left),
            Self::CodeMissing => Problem::invalid_field("/code", "required"),
            Self::GramsOfShopOnly => Problem::invalid_field("/grams", "not_allowed"),
        }
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Incomplete => Self::Incomplete,
            Fault::DropFirst { .. } => Self::DropFirst,
            Fault::Full(full) => Self::Full(full),
            // A minute begun is a minute late.
            Fault::Late { by, .. } => Self::Late { minutes: by.saturating_add(MINUTE - 1) / MINUTE },
        }
    }
}

fn limited(field: &str, code: &str, name: &str, limit: i64) -> FieldError {
    let mut error = FieldError::new(field, code);
    error.params.insert(name.to_owned(), limit.into());
    error
}

/// Whether a tour may have these times.
///
/// # Errors
/// The first reason against it.
pub fn times(leaves_at: UtcMillis, back_by: UtcMillis, now: UtcMillis) -> Result<(), Refusal> {
    match () {
        () if leaves_at < now.plus(-PATIENCE) => Err(Refusal::Past),
        () if leaves_at > now.plus(AHEAD) => Err(Refusal::TooFarAhead),
        () if back_by <= leaves_at || back_by <= now => Err(Refusal::Order),
        () if back_by > leaves_at.plus(LONGEST) => Err(Refusal::TooLong),
        () => Ok(()),
    }
}

/// Whether a vehicle can have this capacity.
///
/// # Errors
/// The first reason against it.
pub fn capacity(capacity: TourCapacity) -> Result<(), Refusal> {
    let TourCapacity { max_grams, chilled_grams, frozen_grams } = capacity;
    match () {
        () if max_grams == Grams::ZERO => Err(Refusal::NoCapacity),
        () if chilled_grams > max_grams => Err(Refusal::MoreThanAll { field: "/capacity/chilled_grams", max: max_grams }),
        () if frozen_grams > max_grams => Err(Refusal::MoreThanAll { field: "/capacity/frozen_grams", max: max_grams }),
        () => Ok(()),
    }
}

/// The tour's state after something is done with it.
///
/// # Errors
/// [`Refusal::State`] when it does not fit.
pub fn step(state: TourState, action: TourAction) -> Result<TourState, Refusal> {
    state.after(action).ok_or(Refusal::State(state))
}

/// The load's state after a step.
///
/// # Errors
/// [`Refusal::LoadState`] when it does not fit.
pub fn load_step(state: TourLoadState, action: TourLoadAction) -> Result<TourLoadState, Refusal> {
    state.after(action).ok_or(Refusal::LoadState(state))
}

/// Whether the tour is where such a step on a load belongs: what is planned is planned before it leaves, and what is
/// fetched is fetched on the road. What does not go, or cannot be fetched, is taken off at any time.
///
/// # Errors
/// [`Refusal::State`].
pub fn step_on(tour: TourState, action: TourLoadAction) -> Result<(), Refusal> {
    let fits = match action {
        TourLoadAction::Accept | TourLoadAction::Decline => tour == TourState::Planned,
        TourLoadAction::Withdraw => !tour.is_final(),
        TourLoadAction::Collect | TourLoadAction::Deliver | TourLoadAction::Fail => tour == TourState::Running,
    };
    if fits { Ok(()) } else { Err(Refusal::State(tour)) }
}

/// When a tour ends by itself in `state`: it never left, or nobody said that it is back.
#[must_use]
pub const fn lapses_at(state: TourState, back_by: UtcMillis) -> UtcMillis {
    match state {
        TourState::Running => back_by.plus(GRACE),
        TourState::Planned | TourState::Done | TourState::Cancelled => back_by,
    }
}

/// Whether the food of a claim in this state may be planned on a tour.
///
/// # Errors
/// [`Refusal::Claim`].
pub const fn claim(state: ClaimState) -> Result<(), Refusal> {
    if matches!(state, ClaimState::Accepted | ClaimState::Ready) { Ok(()) } else { Err(Refusal::Claim(state)) }
}

/// Whether the item of a loan in this state may be planned that way: out while it is agreed on, back also while the
/// borrower has it.
///
/// # Errors
/// [`Refusal::Loan`].
pub const fn loan(state: LoanState, leg: LoanLeg) -> Result<(), Refusal> {
    match (state, leg) {
        (LoanState::Accepted, _) | (LoanState::Out, LoanLeg::Back) => Ok(()),
        _ => Err(Refusal::Loan(state)),
    }
}

/// When a tour that carries a loan's item that way may leave.
#[must_use]
pub fn around_loan(leg: LoanLeg, starts_at: UtcMillis, ends_at: UtcMillis) -> Window {
    match leg {
        LoanLeg::Out => Window { from: starts_at.plus(-AROUND_LOAN), until: ends_at },
        LoanLeg::Back => Window { from: starts_at, until: ends_at.plus(AROUND_LOAN) },
    }
}

/// The parts of windows that lie in the time of a tour, by start. A load without windows can be fetched at any time.
///
/// # Errors
/// [`Refusal::Elsewhen`] when none of them does.
pub fn within(windows: &[PickupWindow], leaves_at: UtcMillis, back_by: UtcMillis) -> Result<Vec<Window>, Refusal> {
    let clipped =
        windows.iter().map(|window| Window { from: window.starts_at.max(leaves_at), until: window.ends_at.min(back_by) });
    let mut clipped: Vec<Window> = clipped.filter(|window| window.from <= window.until).collect();
    clipped.sort_unstable_by_key(|window| (window.from, window.until));
    if clipped.is_empty() && !windows.is_empty() { Err(Refusal::Elsewhen) } else { Ok(clipped) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::HOUR;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        let (soon, later) = (NOW.plus(HOUR), NOW.plus(5 * HOUR));
        assert_eq!(times(soon, later, NOW), Ok(()));
        assert_eq!(times(NOW.plus(-5 * MINUTE), later, NOW), Ok(()));
        assert_eq!(times(NOW.plus(-HOUR), later, NOW), Err(Refusal::Past));
        assert_eq!(times(NOW.plus(91 * DAY), NOW.plus(92 * DAY), NOW), Err(Refusal::TooFarAhead));
        assert_eq!(times(later, soon, NOW), Err(Refusal::Order));
        assert_eq!(times(soon, soon.plus(DAY), NOW), Ok(()));
        assert_eq!(times(soon, soon.plus(DAY + 1), NOW), Err(Refusal::TooLong));
    }

    #[test]
    fn no_class_has_more_room_than_the_vehicle() {
        let of = |max, chilled, frozen| {
            capacity(TourCapacity { max_grams: Grams(max), chilled_grams: Grams(chilled), frozen_grams: Grams(frozen) })
        };
        assert_eq!(of(100, 100, 100), Ok(()));
        assert_eq!(of(0, 0, 0), Err(Refusal::NoCapacity));
        assert!(matches!(of(100, 101, 0), Err(Refusal::MoreThanAll { field: "/capacity/chilled_grams", .. })));
        assert!(matches!(of(100, 0, 101), Err(Refusal::MoreThanAll { field: "/capacity/frozen_grams", .. })));
    }

    #[test]
    fn windows_are_cut_to_the_tour() {
        let window = |from: i64, until: i64| PickupWindow { starts_at: NOW.plus(from), ends_at: NOW.plus(until) };
        let cut = |windows: &[PickupWindow]| within(windows, NOW.plus(10), NOW.plus(20));
        let expected = Window { from: NOW.plus(10), until: NOW.plus(15) };
        assert_eq!(cut(&[window(30, 40), window(0, 15)]), Ok(vec![expected]));
        assert_eq!(cut(&[window(0, 9), window(21, 40)]), Err(Refusal::Elsewhen));
        assert_eq!(cut(&[]), Ok(Vec::new()));
    }

    #[test]
    fn a_minute_begun_is_a_minute_late() {
        let late = |by| Refusal::from(Fault::Late { job: None, by });
        assert_eq!(late(1), Refusal::Late { minutes: 1 });
        assert_eq!(late(MINUTE), Refusal::Late { minutes: 1 });
        assert_eq!(late(MINUTE + 1), Refusal::Late { minutes: 2 });
    }

    #[test]
    fn what_is_planned_is_planned_before_it_leaves() {
        for action in TourLoadAction::ALL {
            let (planned, running) = (step_on(TourState::Planned, *action), step_on(TourState::Running, *action));
            assert!(planned.is_ok() || running.is_ok(), "{action}");
            assert!(step_on(TourState::Done, *action).is_err() && step_on(TourState::Cancelled, *action).is_err());
        }
        assert!(step_on(TourState::Planned, TourLoadAction::Collect).is_err());
        assert!(step_on(TourState::Running, TourLoadAction::Accept).is_err());
    }

    #[test]
    fn an_item_goes_out_while_it_is_agreed_on_and_comes_back_while_it_is_out() {
        assert_eq!(loan(LoanState::Accepted, LoanLeg::Out), Ok(()));
        assert_eq!(loan(LoanState::Out, LoanLeg::Out), Err(Refusal::Loan(LoanState::Out)));
        assert_eq!(loan(LoanState::Out, LoanLeg::Back), Ok(()));
        assert_eq!(loan(LoanState::Returned, LoanLeg::Back), Err(Refusal::Loan(LoanState::Returned)));
    }
}
