//! What may be asked for, until when, and which food may answer it. The states are [`NeedStatus::after`].

mod weekly;

pub use weekly::next_deadline;

use chrono_tz::Tz;
use shared::needs::{NeedStatus, WeeklyPattern, grams_per_person};
use shared::problem::{Code, FieldError, Problem};
use shared::sites::Storage;
use shared::time::{DAY, HOUR, UtcMillis};
use shared::units::{Grams, TemperatureClass};

/// How long a need stays urgent. Longer, and the word would mean nothing; who still lacks the food says so again.
pub const URGENT_FOR: i64 = 72 * HOUR;
/// Urgent needs that an organisation may have on the board at a time.
pub const MAX_URGENT: i64 = 3;
/// How far ahead a need may lie: a year and a day.
pub const FARTHEST: i64 = 367 * DAY;

/// Why a need or an answer is refused.
#[derive(Debug, PartialEq)]
pub enum Refusal {
    /// Fields are wrong on this day or for this site.
    Invalid(FieldError),
    /// It is no longer open.
    Closed(NeedStatus),
    /// As much is promised as it wants.
    Covered,
    /// The site does not take food that is kept like this.
    Temperature(TemperatureClass),
    /// The organisation has as many urgent needs as it may have.
    TooManyUrgent,
}

impl Refusal {
    fn invalid(pointer: &str, code: &str) -> Self {
        Self::Invalid(FieldError::new(pointer, code))
    }

    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::Invalid(error) => Problem::invalid(vec![error]),
            Self::Closed(status) => Problem::of(Code::NeedClosed).with("status", status.as_str()),
            Self::Covered => Problem::of(Code::NeedCovered),
            Self::Temperature(class) => Problem::of(Code::NeedTemperature).with("temperature_class", class.as_str()),
            Self::TooManyUrgent => Problem::of(Code::TooManyUrgent).with("limit", MAX_URGENT),
        }
    }
}

/// How much is wanted: what was said, and its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The weight.
    pub wanted: Grams,
    /// People and the weight of one's portion, where people were said.
    pub people: Option<(i64, Grams)>,
}

impl Measure {
    /// A weight that was said.
    #[must_use]
    pub const fn of_weight(wanted: Grams) -> Self {
        Self { wanted, people: None }
    }

    /// So many people's portions for a week of this category.
    #[must_use]
    pub fn of_people(people: i64, category: &str) -> Self {
        let portion = grams_per_person(category);
        Self { wanted: Grams(people.saturating_mul(portion.0)), people: Some((people, portion)) }
    }
}

/// Until when the first occurrence is needed.
///
/// # Errors
/// [`Refusal::Invalid`] when that is past, too far ahead, or not said.
pub fn first_deadline(
    needed_by: Option<UtcMillis>,
    weekly: Option<&WeeklyPattern>,
    now: UtcMillis,
    zone: Tz,
) -> Result<UtcMillis, Refusal> {
    let (deadline, pointer) = match (needed_by, weekly) {
        (Some(at), None) => (Some(at), "/needed_by"),
        (_, Some(pattern)) => (next_deadline(pattern, now, zone), "/weekly"),
        (None, None) => return Err(Refusal::invalid("/needed_by", "one_schedule")),
    };
    match deadline {
        Some(at) if at > now.plus(FARTHEST) => Err(Refusal::invalid(pointer, "too_far_ahead")),
        Some(at) if at > now => Ok(at),
        _ => Err(Refusal::invalid(pointer, "past")),
    }
}

/// Until when a need is urgent that becomes so now.
#[must_use]
pub fn urgent_until(now: UtcMillis, closes_at: UtcMillis) -> UtcMillis {
    now.plus(URGENT_FOR).min(closes_at)
}

/// Whether the site can keep what it asks for.
///
/// # Errors
/// [`Refusal::Invalid`] for cold food without a cold store. A dry store of 0 kg is one that nobody has measured.
pub fn can_keep(classes: &[TemperatureClass], storage: Storage) -> Result<(), Refusal> {
    let impossible = |class: &TemperatureClass| *class != TemperatureClass::Ambient && storage.of(*class) == 0;
    if classes.iter().any(impossible) {
        return Err(Refusal::invalid("/temperature_classes", "no_cold_storage"));
    }
    Ok(())
}

/// The classes as the database keeps them: bit 0 is ambient, bit 1 chilled, bit 2 frozen. Repeated ones count once.
#[must_use]
pub fn bits_of(classes: &[TemperatureClass]) -> i64 {
    classes.iter().fold(0, |bits, class| bits | bit(*class))
}

/// The classes of [`bits_of`], warmest first.
#[must_use]
pub fn classes_of(bits: i64) -> Vec<TemperatureClass> {
    TemperatureClass::ALL.iter().copied().filter(|class| bits & bit(*class) != 0).collect()
}

/// The bit of one class.
#[must_use]
pub const fn bit(class: TemperatureClass) -> i64 {
    match class {
        TemperatureClass::Ambient => 1,
        TemperatureClass::Chilled => 2,
        TemperatureClass::Frozen => 4,
    }
}

/// What an occurrence wants, is promised and has received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// How much is wanted.
    pub wanted: Grams,
    /// Of claims that hold a quantity and have not been received.
    pub promised: Grams,
    /// Of claims that have been received.
    pub received: Grams,
}

impl Balance {
    /// What is still lacking. Whole units seldom fit a need exactly, so the last answer may bring more than is lacking:
    /// then this is 0, and never less.
    #[must_use]
    pub fn left(self) -> Grams {
        Grams(self.wanted.minus(self.promised).minus(self.received).0.max(0))
    }
}

/// What counts of a need when it is answered.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Where it stands.
    pub status: NeedStatus,
    /// When the present occurrence ends.
    pub closes_at: UtcMillis,
    /// What is wanted, promised and received.
    pub balance: Balance,
    /// Which food the site takes, as bits.
    pub classes: i64,
}

/// Whether food of this class may answer the need now. Which category answers which is for people to agree on. The
/// quantity is decided once more, and for good, by the guarded update.
///
/// # Errors
/// The first reason against it.
pub fn answer(need: &Terms, class: TemperatureClass, now: UtcMillis) -> Result<(), Refusal> {
    match () {
        () if need.status != NeedStatus::Open => Err(Refusal::Closed(need.status)),
        () if need.closes_at <= now => Err(Refusal::Closed(NeedStatus::Closed)),
        () if need.classes & bit(class) == 0 => Err(Refusal::Temperature(class)),
        () if need.balance.left() <= Grams::ZERO => Err(Refusal::Covered),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use proptest::prelude::*;

    const NOW: UtcMillis = UtcMillis(1_795_510_800_000);

    #[test]
    fn every_branch_of_the_tree_has_a_portion() {
        let roots = categories::tree().all().iter().filter(|category| category.parent.is_none());
        let roots: Vec<&str> = roots.map(|category| category.code.as_str()).collect();
        assert_eq!(shared::needs::branches().collect::<Vec<_>>(), roots);
    }

    #[test]
    fn people_are_counted_in_portions_of_the_category() {
        let measure = Measure::of_people(40, "dairy.yoghurt");
        assert_eq!(measure, Measure { wanted: Grams(70_000), people: Some((40, Grams(1_750))) });
        let most = Measure::of_people(shared::needs::MAX_PEOPLE, "drinks");
        assert!(most.wanted <= Grams::OFFER_MAX, "{most:?}");
    }

    #[test]
    fn a_deadline_lies_ahead_and_within_a_year() {
        let once = |at| first_deadline(Some(at), None, NOW, chrono_tz::UTC);
        assert_eq!(once(NOW.plus(1)), Ok(NOW.plus(1)));
        assert_eq!(once(NOW), Err(Refusal::invalid("/needed_by", "past")));
        assert_eq!(once(NOW.plus(FARTHEST + 1)), Err(Refusal::invalid("/needed_by", "too_far_ahead")));
    }

    #[test]
    fn an_urgent_need_is_so_for_three_days_or_until_its_time() {
        assert_eq!(urgent_until(NOW, NOW.plus(30 * DAY)), NOW.plus(72 * HOUR));
        assert_eq!(urgent_until(NOW, NOW.plus(HOUR)), NOW.plus(HOUR));
    }

    #[test]
    fn only_food_that_the_site_takes_answers_an_open_need_that_lacks_something() {
        let balance = Balance { wanted: Grams(10), promised: Grams(4), received: Grams(5) };
        let terms = Terms { status: NeedStatus::Open, closes_at: NOW.plus(1), balance, classes: 1 };
        assert_eq!(answer(&terms, TemperatureClass::Ambient, NOW), Ok(()));
        assert_eq!(answer(&terms, TemperatureClass::Frozen, NOW), Err(Refusal::Temperature(TemperatureClass::Frozen)));
        let late = answer(&terms, TemperatureClass::Ambient, NOW.plus(1));
        assert_eq!(late, Err(Refusal::Closed(NeedStatus::Closed)));
        let covered = Terms { balance: Balance { promised: Grams(5), ..balance }, ..terms };
        assert_eq!(answer(&covered, TemperatureClass::Ambient, NOW), Err(Refusal::Covered));
        let withdrawn = Terms { status: NeedStatus::Withdrawn, ..terms };
        assert_eq!(answer(&withdrawn, TemperatureClass::Ambient, NOW), Err(Refusal::Closed(NeedStatus::Withdrawn)));
    }

    proptest! {
        #[test]
        fn classes_read_back_as_they_were_written(bits in 1_i64..8) {
            prop_assert_eq!(bits_of(&classes_of(bits)), bits);
        }

        #[test]
        fn never_less_than_nothing_is_lacking(wanted in 1_i64..1_000, promised in 0_i64..3_000, received in 0_i64..3_000) {
            let left = Balance { wanted: Grams(wanted), promised: Grams(promised), received: Grams(received) }.left();
            prop_assert!(left >= Grams::ZERO && left <= Grams(wanted));
            prop_assert_eq!(left == Grams::ZERO, promised + received >= wanted);
        }
    }
}
