//! Who may claim what, and what each step asks for. The state machine itself is [`ClaimState::after`].

use shared::claims::{ClaimAction, ClaimState, Reception};
use shared::cold_chain::{self, DeciCelsius};
use shared::ids::OrganisationId;
use shared::offers::{OfferStatus, PickupWindow};
use shared::problem::{Code, FieldError, Problem};
use shared::sites::Storage;
use shared::time::{DAY, HOUR, MINUTE, UtcMillis};
use shared::units::{Grams, TemperatureClass, Unit};

/// How long a giver has to answer.
pub const ANSWER_WITHIN: i64 = DAY;
/// How long after an offer closes accepted food may still be fetched: people confirm late over bad networks.
pub const FETCH_GRACE: i64 = 12 * HOUR;
/// Wrong hand-over codes before the taker must wait.
pub const CODE_TRIES: i64 = 5;
/// How long the taker then waits.
pub const CODE_LOCK: i64 = 10 * MINUTE;

/// Why a claim or a step on it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The offer is withdrawn or its time is over.
    Closed,
    /// It is kept for those who were called first.
    NotYetOpen {
        /// When that is decided anew.
        until: UtcMillis,
    },
    /// Less is left.
    Exhausted {
        /// What is left.
        left: Grams,
    },
    /// The giver's own offer.
    OwnOffer,
    /// The taker's site cannot keep food of this class.
    ColdChain,
    /// More than the taker's site can store.
    StorageTooSmall {
        /// What it can store, kg.
        capacity_kg: i64,
    },
    /// No whole number of units.
    NotWholeUnits,
    /// The taker wants to come outside the giver's windows.
    PickupOutsideWindows,
    /// The state does not allow the step.
    State(ClaimState),
    /// The hand-over code is wrong.
    WrongCode {
        /// Tries before the taker must wait.
        tries_left: i64,
    },
    /// Too many wrong codes.
    CodeLocked {
        /// Until when.
        until: UtcMillis,
    },
    /// Chilled and frozen food changes hands with a temperature.
    TemperatureMissing,
    /// Too warm to change hands.
    TooWarm {
        /// The highest temperature allowed.
        limit: DeciCelsius,
    },
    /// More arrived than was collected.
    ReceivedTooMuch {
        /// What was collected.
        collected: Grams,
    },
    /// Less arrived, and nobody says why.
    ReasonMissing,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Closed => Problem::of(Code::OfferClosed),
            Self::NotYetOpen { until } => Problem::of(Code::NotYetOpen).with("until", until.to_string()),
            Self::Exhausted { left } => Problem::of(Code::OfferExhausted).with("left_grams", left.0),
            Self::OwnOffer => Problem::of(Code::OwnOffer),
            Self::ColdChain => Problem::of(Code::ColdChain),
            Self::StorageTooSmall { capacity_kg } => Problem::of(Code::StorageTooSmall).with("capacity_kg", *capacity_kg),
            Self::NotWholeUnits => Problem::invalid_field("/grams", "not_whole_units"),
            Self::PickupOutsideWindows => Problem::invalid_field("/pickup_at", "outside_windows"),
            Self::State(state) => Problem::of(Code::ClaimState).with("state", state.as_str()),
            Self::WrongCode { tries_left } => Problem::of(Code::WrongCode).with("tries_left", *tries_left),
            Self::CodeLocked { until } => Problem::of(Code::CodeLocked).with("until", until.to_string()),
            Self::TemperatureMissing => Problem::invalid_field("/temperature_decidegrees", "required"),
            Self::TooWarm { limit } => Problem::of(Code::TooWarm).with("limit_decidegrees", limit.0),
            Self::ReceivedTooMuch { collected } => {
                let mut error = FieldError::new("/received_grams", "too_large");
                error.params.insert("max".to_owned(), collected.0.into());
                Problem::invalid(vec![error])
            }
            Self::ReasonMissing => Problem::invalid_field("/reason", "required"),
        }
    }
}

/// What counts of an offer when it is claimed.
#[derive(Clone, Debug)]
pub struct Offered<'o> {
    /// The giver.
    pub giver: OrganisationId,
    /// Whether it is open.
    pub status: OfferStatus,
    /// When it closes.
    pub closes_at: UtcMillis,
    /// What is left.
    pub left: Grams,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub piece: Grams,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// When it can be fetched.
    pub windows: &'o [PickupWindow],
}

/// A wish for part of an offer.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Who wants it.
    pub taker: OrganisationId,
    /// What the receiving site can store.
    pub storage: Storage,
    /// How much.
    pub grams: Grams,
    /// When the taker means to come.
    pub pickup_at: Option<UtcMillis>,
}

/// Whether the wish may become a claim. The quantity is decided once more, and for good, by the guarded update.
///
/// # Errors
/// The first reason against it.
pub fn claim(offer: &Offered<'_>, wish: &Wish, now: UtcMillis) -> Result<(), Refusal> {
    let capacity_kg = wish.storage.of(offer.class);
    let in_a_window = |at: UtcMillis| offer.windows.iter().any(|window| (window.starts_at..=window.ends_at).contains(&at));
    match () {
        () if offer.status != OfferStatus::Open || offer.closes_at <= now => Err(Refusal::Closed),
        () if offer.giver == wish.taker => Err(Refusal::OwnOffer),
        () if offer.unit != Unit::Kilogram && !wish.grams.is_whole_number_of(offer.piece) => Err(Refusal::NotWholeUnits),
        () if wish.pickup_at.is_some_and(|at| !in_a_window(at)) => Err(Refusal::PickupOutsideWindows),
        () if capacity_kg == 0 && offer.class != TemperatureClass::Ambient => Err(Refusal::ColdChain),
        // A dry store of 0 kg is one that nobody has measured: every site can put down a crate of tins.
        () if capacity_kg > 0 && wish.grams > Grams::from_kg(capacity_kg) => Err(Refusal::StorageTooSmall { capacity_kg }),
        () if wish.grams > offer.left => Err(Refusal::Exhausted { left: offer.left }),
        () => Ok(()),
    }
}

/// The state after a step.
///
/// # Errors
/// [`Refusal::State`] when the step does not fit.
pub fn step(state: ClaimState, action: ClaimAction) -> Result<ClaimState, Refusal> {
    state.after(action).ok_or(Refusal::State(state))
}

/// In which states food still waits to be fetched for a claim: those that time may end.
pub const WAITING: [ClaimState; 3] = [ClaimState::Requested, ClaimState::Accepted, ClaimState::Ready];

/// Whether food still waits to be fetched for a claim in this state: so long it is kept for it.
#[must_use]
pub const fn waits(state: ClaimState) -> bool {
    state.after(ClaimAction::Expire).is_some()
}

/// When a claim ends by itself. `safe_until` is the end of the use-by day, where the food has one.
#[must_use]
pub fn lapses_at(
    state: ClaimState,
    requested_at: UtcMillis,
    closes_at: UtcMillis,
    safe_until: Option<UtcMillis>,
) -> UtcMillis {
    if state == ClaimState::Requested {
        return requested_at.plus(ANSWER_WITHIN).min(closes_at);
    }
    let late = closes_at.plus(FETCH_GRACE);
    safe_until.map_or(late, |end| late.min(end))
}

/// Whether the temperature allows the hand-over.
///
/// # Errors
/// When it is missing or too high for the class.
pub fn temperature(class: TemperatureClass, reading: Option<DeciCelsius>) -> Result<(), Refusal> {
    match (cold_chain::limit(class), reading) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(Refusal::TemperatureMissing),
        (Some(limit), Some(reading)) if reading > limit => Err(Refusal::TooWarm { limit }),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// What a try of the hand-over code leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTry {
    /// It is right.
    Right,
    /// It is wrong, and this many tries are left.
    Wrong {
        /// Tries before the taker must wait.
        tries_left: i64,
    },
}

/// Compares a hand-over code with what the taker typed; spaces do not matter.
///
/// # Errors
/// [`Refusal::CodeLocked`] while the taker must wait.
pub fn try_code(code: &str, typed: &str, wrong: i64, locked: Option<UtcMillis>, now: UtcMillis) -> Result<CodeTry, Refusal> {
    if let Some(until) = locked.filter(|until| *until > now) {
        return Err(Refusal::CodeLocked { until });
    }
    if typed.split_whitespace().collect::<String>() == code {
        return Ok(CodeTry::Right);
    }
    Ok(CodeTry::Wrong { tries_left: (CODE_TRIES - wrong - 1).max(0) })
}

/// What is kept after a wrong code: how many there have been, and until when no other is looked at. After the last try
/// whoever fetches waits, then starts anew.
#[must_use]
pub const fn after_wrong_code(wrong: i64, tries_left: i64, now: UtcMillis) -> (i64, Option<UtcMillis>) {
    if tries_left == 0 { (0, Some(now.plus(CODE_LOCK))) } else { (wrong + 1, None) }
}

/// How much arrived.
///
/// # Errors
/// When it is more than was collected, or less without a reason.
pub fn received(collected: Grams, reception: &Reception) -> Result<Grams, Refusal> {
    let received = reception.received_grams.unwrap_or(collected);
    match () {
        () if received > collected => Err(Refusal::ReceivedTooMuch { collected }),
        () if received < collected && reception.reason.is_none() => Err(Refusal::ReasonMissing),
        () => Ok(received),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn windows() -> Vec<PickupWindow> {
        vec![PickupWindow { starts_at: NOW.plus(HOUR), ends_at: NOW.plus(4 * HOUR) }]
    }

    fn yoghurt(windows: &[PickupWindow]) -> Offered<'_> {
        Offered {
            giver: OrganisationId(Uuid::from_u128(1)),
            status: OfferStatus::Open,
            closes_at: NOW.plus(4 * HOUR),
            left: Grams::from_kg(120),
            unit: Unit::Kilogram,
            piece: Grams(1_000),
            class: TemperatureClass::Chilled,
            windows,
        }
    }

    fn forty_kilos() -> Wish {
        Wish {
            taker: OrganisationId(Uuid::from_u128(2)),
            storage: Storage { ambient_kg: 0, chilled_kg: 100, frozen_kg: 0 },
            grams: Grams::from_kg(40),
            pickup_at: Some(NOW.plus(2 * HOUR)),
        }
    }

    #[test]
    fn forty_of_a_hundred_and_twenty_kilos_can_be_claimed() {
        assert_eq!(claim(&yoghurt(&windows()), &forty_kilos(), NOW), Ok(()));
    }

    #[test]
    fn each_obstacle_has_its_own_refusal() {
        let windows = windows();
        let (offer, wish) = (yoghurt(&windows), forty_kilos());
        let refusal = |offer: Offered<'_>, wish: Wish, now| claim(&offer, &wish, now).unwrap_err();
        assert_eq!(refusal(Offered { status: OfferStatus::Withdrawn, ..offer.clone() }, wish, NOW), Refusal::Closed);
        assert_eq!(refusal(offer.clone(), wish, NOW.plus(4 * HOUR)), Refusal::Closed);
        assert_eq!(refusal(offer.clone(), Wish { taker: offer.giver, ..wish }, NOW), Refusal::OwnOffer);
        let late = Wish { pickup_at: Some(NOW.plus(5 * HOUR)), ..wish };
        assert_eq!(refusal(offer.clone(), late, NOW), Refusal::PickupOutsideWindows);
        let no_fridge = Wish { storage: Storage { chilled_kg: 0, ..wish.storage }, ..wish };
        assert_eq!(refusal(offer.clone(), no_fridge, NOW), Refusal::ColdChain);
        let small = Wish { grams: Grams::from_kg(101), ..wish };
        assert_eq!(refusal(offer.clone(), small, NOW), Refusal::StorageTooSmall { capacity_kg: 100 });
        let little = Offered { left: Grams::from_kg(39), ..offer.clone() };
        assert_eq!(refusal(little, wish, NOW), Refusal::Exhausted { left: Grams::from_kg(39) });
        let crates = Offered { unit: Unit::Crate, piece: Grams::from_kg(12), ..offer };
        assert_eq!(refusal(crates, wish, NOW), Refusal::NotWholeUnits);
    }

    #[test]
    fn cold_food_changes_hands_with_a_temperature_within_the_limit() {
        assert_eq!(temperature(TemperatureClass::Ambient, None), Ok(()));
        assert_eq!(temperature(TemperatureClass::Chilled, None), Err(Refusal::TemperatureMissing));
        assert_eq!(temperature(TemperatureClass::Chilled, Some(DeciCelsius(80))), Ok(()));
        let warm = temperature(TemperatureClass::Frozen, Some(DeciCelsius(-149)));
        assert_eq!(warm, Err(Refusal::TooWarm { limit: DeciCelsius(-150) }));
    }

    #[test]
    fn a_claim_lapses_within_a_day_and_never_after_the_use_by_day() {
        let closes = NOW.plus(40 * HOUR);
        assert_eq!(lapses_at(ClaimState::Requested, NOW, closes, None), NOW.plus(DAY));
        assert_eq!(lapses_at(ClaimState::Requested, NOW, NOW.plus(HOUR), None), NOW.plus(HOUR));
        assert_eq!(lapses_at(ClaimState::Ready, NOW, closes, None), closes.plus(FETCH_GRACE));
        assert_eq!(lapses_at(ClaimState::Ready, NOW, closes, Some(closes.plus(HOUR))), closes.plus(HOUR));
    }

    #[test]
    fn food_is_kept_until_it_is_fetched_or_will_not_be() {
        let kept: Vec<ClaimState> = ClaimState::ALL.iter().copied().filter(|state| waits(*state)).collect();
        assert_eq!(kept, WAITING);
    }

    #[test]
    fn wrong_codes_run_out_and_the_lock_ends() {
        assert_eq!(try_code("4827", " 48 27 ", 4, None, NOW), Ok(CodeTry::Right));
        assert_eq!(try_code("4827", "0000", 3, None, NOW), Ok(CodeTry::Wrong { tries_left: 1 }));
        assert_eq!(try_code("4827", "0000", 4, None, NOW), Ok(CodeTry::Wrong { tries_left: 0 }));
        let until = NOW.plus(CODE_LOCK);
        assert_eq!(try_code("4827", "4827", 0, Some(until), NOW), Err(Refusal::CodeLocked { until }));
        assert_eq!(try_code("4827", "4827", 0, Some(until), until), Ok(CodeTry::Right));
    }

    #[test]
    fn a_loss_on_the_way_needs_a_reason() {
        let forty = Grams::from_kg(40);
        let short = Reception { received_grams: Some(Grams::from_kg(38)), reason: None };
        assert_eq!(received(forty, &Reception::default()), Ok(forty));
        assert_eq!(received(forty, &short), Err(Refusal::ReasonMissing));
        let told = Reception { reason: Some("Pots cassés".to_owned()), ..short };
        assert_eq!(received(forty, &told), Ok(Grams::from_kg(38)));
        let more = Reception { received_grams: Some(Grams::from_kg(41)), reason: None };
        assert_eq!(received(forty, &more), Err(Refusal::ReceivedTooMuch { collected: forty }));
    }
}
