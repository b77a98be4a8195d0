//! What fits an offered skill and what one that is looked for, and until when they are open.

use chrono::NaiveDate;
use shared::problem::{FieldError, Problem};
use shared::sites::Weekday;
use shared::skills::{DayPart, FreeTime, ListingKind};
use shared::text::fold;

/// Members that belong to the other kind of listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Somebody is named who does it.
    pub person: bool,
    /// A distance is named.
    pub travels: bool,
    /// A last day is named.
    pub needed_by: Option<NaiveDate>,
    /// A length is named.
    pub wanted_minutes: bool,
}

/// Why a listing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A member belongs to the other kind.
    OtherKind {
        /// Which.
        pointer: &'static str,
    },
    /// The last day is over already.
    Past,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(self) -> Problem {
        match self {
            Self::OtherKind { pointer } => Problem::invalid(vec![FieldError::new(pointer, "not_allowed")]),
            Self::Past => Problem::invalid_field("/needed_by", "in_the_past"),
        }
    }
}

/// Whether the members fit the kind.
///
/// # Errors
/// The first that does not.
pub fn fits(kind: ListingKind, given: Given, today: NaiveDate) -> Result<(), Refusal> {
    let other = |pointer| Err(Refusal::OtherKind { pointer });
    match kind {
        ListingKind::Offered if given.needed_by.is_some() => other("/needed_by"),
        ListingKind::Offered if given.wanted_minutes => other("/wanted_minutes"),
        ListingKind::Wanted if given.person => other("/person_id"),
        ListingKind::Wanted if given.travels => other("/travels_km"),
        ListingKind::Wanted if given.needed_by.is_some_and(|day| day < today) => Err(Refusal::Past),
        ListingKind::Offered | ListingKind::Wanted => Ok(()),
    }
}

/// Whether a session can be proposed for it.
#[must_use]
pub fn is_open(paused: bool, needed_by: Option<NaiveDate>, today: NaiveDate) -> bool {
    !paused && needed_by.is_none_or(|day| day >= today)
}

/// Times of the week as bits: three a day, Monday's morning first.
#[must_use]
pub fn bits_of(times: &[FreeTime]) -> i64 {
    let bit = |(number, time): (usize, FreeTime)| if times.contains(&time) { 1 << number } else { 0 };
    week().enumerate().map(bit).sum()
}

/// The times of the week that bits stand for, in their order.
#[must_use]
pub fn times_of(bits: i64) -> Vec<FreeTime> {
    week().enumerate().filter(|(number, _)| bits & (1 << number) != 0).map(|(_, time)| time).collect()
}

fn week() -> impl Iterator<Item = FreeTime> {
    Weekday::ALL.iter().flat_map(|day| DayPart::ALL.iter().map(|part| FreeTime { day: *day, part: *part }))
}

/// What a search looks in.
#[must_use]
pub fn search_key(title: &str, description: Option<&str>, languages: Option<&str>) -> String {
    let parts = [Some(title), description, languages];
    let parts: Vec<String> = parts.into_iter().flatten().map(fold).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::words;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn times_come_back_from_their_bits_in_the_order_of_the_week() {
        for bits in [0, 1, 4, 1 << 20, 0b101_000_111, (1 << 21) - 1] {
            assert_eq!(bits_of(&times_of(bits)), bits);
        }
        let evening = FreeTime { day: Weekday::Monday, part: DayPart::Evening };
        assert_eq!(bits_of(&[evening, evening]), 4);
        assert_eq!(times_of(1 << 20), [FreeTime { day: Weekday::Sunday, part: DayPart::Evening }]);
    }

    #[test]
    fn what_belongs_to_the_other_kind_is_refused_at_its_field() {
        let today = day("2026-11-29");
        let refused = |kind, given| fits(kind, given, today).unwrap_err();
        let (offered, wanted) = (ListingKind::Offered, ListingKind::Wanted);
        let by = |day_of: &str| Given { needed_by: Some(day(day_of)), ..Given::default() };
        assert_eq!(refused(offered, by("2026-12-01")), Refusal::OtherKind { pointer: "/needed_by" });
        let person = Given { person: true, ..Given::default() };
        assert_eq!(refused(wanted, person), Refusal::OtherKind { pointer: "/person_id" });
        assert_eq!(fits(offered, person, today), Ok(()));
        assert_eq!(refused(wanted, by("2026-11-28")), Refusal::Past);
        assert_eq!(fits(wanted, by("2026-11-29"), today), Ok(()), "the last day is included");
    }

    #[test]
    fn a_wish_is_open_until_the_end_of_its_last_day() {
        let last = Some(day("2026-12-01"));
        assert!(is_open(false, last, day("2026-12-01")) && is_open(false, None, day("2026-12-01")));
        assert!(!is_open(false, last, day("2026-12-02")) && !is_open(true, None, day("2026-12-01")));
    }

    #[test]
    fn words_are_found_whatever_their_accents() {
        let key = search_key("Réparer un frigo", Some("Chambre froide"), None);
        assert!(words("REPARER, FROIDE").iter().all(|word| key.contains(word)));
    }
}
