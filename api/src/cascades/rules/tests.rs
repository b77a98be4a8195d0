//! The rules of cascades, on examples and at random.

use super::*;
use chrono::Timelike;
use chrono_tz::Europe::Paris;
use proptest::prelude::*;
use shared::time::DAY;
use uuid::Uuid;

fn at(text: &str) -> UtcMillis {
    text.parse().unwrap()
}

fn end(now: &str, hours: i64) -> Option<UtcMillis> {
    step_end(at(now), at(now).plus(hours * HOUR), Paris)
}

fn organisation(n: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(n))
}

fn wish(n: u128, kg: i64, score: i64) -> Wish {
    Wish { organisation: organisation(n), grams: Grams::from_kg(kg), is_partner: false, score }
}

fn loose(available: i64, wishes: &[Wish]) -> Vec<i64> {
    decide(Grams::from_kg(available), Unit::Kilogram, Grams(1_000), wishes).iter().map(|grams| grams.0 / 1_000).collect()
}

#[test]
fn a_step_takes_a_quarter_of_the_time_left_within_bounds() {
    assert_eq!(end("2026-11-24T09:00:00Z", 8), Some(at("2026-11-24T11:00:00Z")));
    assert_eq!(end("2026-11-24T09:00:00Z", 100), Some(at("2026-11-24T13:00:00Z")), "at most four hours");
    let now = at("2026-11-24T09:00:00Z");
    assert_eq!(step_end(now, now.plus(20 * MINUTE), Paris), Some(now.plus(10 * MINUTE)), "at least ten minutes");
    assert_eq!(step_end(now, now.plus(9 * MINUTE), Paris), None);
    assert_eq!(step_end(now, now, Paris), None);
    assert_eq!(step_end(now, now.plus(-HOUR), Paris), None);
}

#[test]
fn nights_do_not_count_unless_the_food_would_be_lost() {
    // 20 h in Bordeaux, four hours: one this evening, three from 7 h on.
    assert_eq!(end("2026-11-24T19:00:00Z", 72), Some(at("2026-11-25T09:00:00Z")));
    // 23 h: all four in the morning.
    assert_eq!(end("2026-11-24T22:00:00Z", 72), Some(at("2026-11-25T10:00:00Z")));
    // Sixteen hours left, and half of them would be gone: the step ends in the night.
    assert_eq!(end("2026-11-24T22:00:00Z", 16), Some(at("2026-11-25T02:00:00Z")));
}

#[test]
fn all_get_what_they_wish_where_there_is_enough() {
    assert_eq!(loose(60, &[wish(1, 20, 0), wish(2, 40, 9_000)]), [20, 40]);
}

#[test]
fn where_there_is_not_partners_come_first_and_then_those_that_fit_best() {
    let partner = Wish { is_partner: true, ..wish(1, 30, 0) };
    assert_eq!(loose(60, &[wish(2, 20, 5_000), wish(3, 20, 7_000), partner]), [10, 20, 30]);
    assert_eq!(loose(25, &[wish(2, 20, 5_000), wish(3, 20, 7_000), partner]), [0, 0, 25]);
    assert_eq!(loose(30, &[wish(2, 20, 7_000), wish(1, 20, 7_000)]), [10, 20], "the identifier decides between equals");
}

#[test]
fn a_rest_is_given_in_whole_units() {
    let wishes = [wish(1, 24, 9), wish(2, 24, 8)];
    let granted = decide(Grams::from_kg(40), Unit::Carton, Grams::from_kg(12), &wishes);
    assert_eq!(granted, [Grams::from_kg(24), Grams::from_kg(12)]);
}

#[test]
fn partners_are_called_before_the_five_that_fit_best() {
    let one = |n: u128, score: i64| Candidate { organisation: organisation(n), is_partner: false, score };
    let partner = Candidate { is_partner: true, ..one(99, 0) };
    let mut all: Vec<Candidate> = (1..=8).map(|n| one(n, i64::try_from(n).unwrap() * 1_000)).collect();
    all.push(partner);
    assert_eq!(next_wave(&all), [partner]);
    all.pop();
    assert_eq!(next_wave(&all).iter().map(|one| one.score).collect::<Vec<_>>(), [8_000, 7_000, 6_000, 5_000, 4_000]);
    assert!(next_wave(&[]).is_empty());
}

prop_compose! {
    fn wishes()(parts in prop::collection::vec((1_i64..60_000, prop::bool::ANY, 0_i64..10_000), 0..12)) -> Vec<Wish> {
        let wishes = parts.into_iter().zip(1_u128..);
        wishes.map(|((grams, is_partner, score), n)| Wish { organisation: organisation(n), grams: Grams(grams), is_partner, score }).collect()
    }
}

proptest! {
    /// Never more than there is, nobody more than the wish, and nothing is kept back while somebody wants it.
    #[test]
    fn what_is_granted_never_exceeds_the_offer_or_the_wish(available in 0_i64..200_000, wishes in wishes()) {
        let granted = decide(Grams(available), Unit::Kilogram, Grams(1_000), &wishes);
        let sum: i64 = granted.iter().map(|grams| grams.0).sum();
        let wished: i64 = wishes.iter().map(|wish| wish.grams.0).sum();
        prop_assert_eq!(sum, available.min(wished));
        prop_assert!(granted.iter().zip(&wishes).all(|(grant, wish)| (0..=wish.grams.0).contains(&grant.0)));
    }

    /// In whole units, of wishes in whole units.
    #[test]
    fn units_stay_whole(available in 0_i64..100, piece in 1_i64..9_000, wishes in wishes()) {
        let wishes: Vec<Wish> = wishes.into_iter().map(|wish| Wish { grams: Grams((wish.grams.0 % 20 + 1) * piece), ..wish }).collect();
        let granted = decide(Grams(available * piece), Unit::Crate, Grams(piece), &wishes);
        prop_assert!(granted.iter().all(|grams| grams.is_whole_number_of(Grams(piece))));
        prop_assert!(granted.iter().map(|grams| grams.0).sum::<i64>() <= available * piece);
    }

    /// The order of arrival never matters.
    #[test]
    fn whoever_answers_first_gains_nothing(
        available in 0_i64..200_000,
        (wishes, shuffled) in wishes().prop_flat_map(|wishes| (Just(wishes.clone()), Just(wishes).prop_shuffle())),
    ) {
        let by_name = |wishes: &[Wish]| {
            let granted = decide(Grams(available), Unit::Kilogram, Grams(1_000), wishes);
            let mut named: Vec<_> = wishes.iter().map(|wish| wish.organisation).zip(granted).collect();
            named.sort_unstable();
            named
        };
        prop_assert_eq!(by_name(&wishes), by_name(&shuffled));
    }

    /// Whoever stands better is never left with less of its wish than somebody who stands worse.
    #[test]
    fn nobody_goes_short_for_somebody_who_stands_worse(available in 0_i64..200_000, wishes in wishes()) {
        let granted = decide(Grams(available), Unit::Kilogram, Grams(1_000), &wishes);
        for (better, got) in wishes.iter().zip(&granted) {
            let lost = *got < better.grams;
            for (worse, also) in wishes.iter().zip(&granted) {
                if (better.is_partner, better.score) > (worse.is_partner, worse.score) && lost {
                    prop_assert_eq!(*also, Grams::ZERO);
                }
            }
        }
    }

    /// A step ends after it begins and never after the offer; the nearer the deadline, the sooner.
    #[test]
    fn steps_are_within_the_offer_and_shorten(start in 0_i64..400 * DAY, left in 0_i64..10 * DAY, less in 0_i64..10 * DAY) {
        let now = UtcMillis(at("2026-01-01T00:00:00Z").0 + start);
        let deadline = now.plus(left);
        if let Some(ends) = step_end(now, deadline, Paris) {
            prop_assert!(ends >= now.plus(SHORTEST) && ends <= deadline);
            if let Some(sooner) = step_end(now, now.plus((left - less).max(0)), Paris) {
                prop_assert!(sooner <= ends);
            }
        } else {
            prop_assert!(left < SHORTEST);
        }
    }

    /// With time enough nobody has to answer at night.
    #[test]
    fn steps_end_by_day_where_there_is_time(start in 0_i64..400 * DAY, days in 3_i64..10) {
        let now = UtcMillis(at("2026-01-01T00:00:00Z").0 + start);
        let ends = step_end(now, now.plus(days * DAY), Paris).unwrap();
        let local = ends.to_chrono().with_timezone(&Paris);
        let minute = local.hour() * 60 + local.minute();
        prop_assert!((7 * 60..=21 * 60).contains(&minute), "{}", local);
    }
}
