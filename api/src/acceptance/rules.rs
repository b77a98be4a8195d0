//! Whether a site takes an offer, by what it has declared. Pure.

use chrono::{Datelike, Duration};
use chrono_tz::Tz;
use shared::acceptance::{AcceptanceCriteria, Objection};
use shared::offers::PickupWindow;
use shared::sites::Weekday;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// What counts of an offer.
#[derive(Clone, Debug)]
pub struct OfferFacts<'o> {
    /// Code of its category.
    pub category: &'o str,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// The least and the most that can be taken of it. Both are the wish where one is known.
    pub least: Grams,
    /// See `least`.
    pub most: Grams,
    /// From the site, metres in a straight line, where both places are known.
    pub distance_m: Option<i64>,
    /// Days on which it can be fetched.
    pub days: Vec<Weekday>,
}

/// The least that can be taken of an offer: one unit, or anything where it is weighed.
#[must_use]
pub fn least(unit: Unit, piece: Grams, left: Grams) -> Grams {
    if unit == Unit::Kilogram { Grams(left.0.min(1)) } else { Grams(piece.0.min(left.0)) }
}

/// The days of the network's calendar on which something can still be fetched, each once.
#[must_use]
pub fn days(windows: &[PickupWindow], now: UtcMillis, zone: Tz) -> Vec<Weekday> {
    let mut days = Vec::new();
    for window in windows.iter().filter(|window| window.ends_at > now) {
        let local = |at: UtcMillis| at.to_chrono().with_timezone(&zone).date_naive();
        let (first, last) = (local(window.starts_at.max(now)), local(window.ends_at.plus(-1)));
        // A window is no longer than a week.
        for day in (0..=7).map(|ahead| first + Duration::days(ahead)).take_while(|day| *day <= last) {
            let place = day.weekday().num_days_from_monday() as usize;
            days.extend(Weekday::ALL.get(place).filter(|day| !days.contains(*day)).copied());
        }
    }
    days
}

/// All that speaks against an offer, what it is before how much, where and when.
#[must_use]
pub fn objections(criteria: &AcceptanceCriteria, offer: &OfferFacts<'_>) -> Vec<Objection> {
    let cold = offer.class != TemperatureClass::Ambient;
    let is_within = |code: &String| {
        offer.category.strip_prefix(code.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let against = [
        (Objection::Category, !criteria.categories.is_empty() && !criteria.categories.iter().any(is_within)),
        (Objection::Chilled, offer.class == TemperatureClass::Chilled && !criteria.chilled),
        (Objection::Frozen, offer.class == TemperatureClass::Frozen && !criteria.frozen),
        (Objection::ColdTransport, cold && !criteria.fetches_cold),
        (Objection::TooLittle, criteria.smallest_grams.is_some_and(|smallest| offer.most < smallest)),
        // A large offer is no reason against: part of it can be taken.
        (Objection::TooMuch, criteria.largest_grams.is_some_and(|largest| offer.least > largest)),
        (Objection::TooFar, criteria.radius_m.zip(offer.distance_m).is_some_and(|(radius, metres)| metres > radius)),
        (Objection::Day, !criteria.days.is_empty() && !offer.days.iter().any(|day| criteria.days.contains(day))),
    ];
    against.into_iter().filter(|(_, holds)| *holds).map(|(objection, _)| objection).collect()
}

/// Whether a site takes an offer.
///
/// # Errors
/// The first thing that speaks against it.
pub fn accepts(criteria: &AcceptanceCriteria, offer: &OfferFacts<'_>) -> Result<(), Objection> {
    objections(criteria, offer).first().copied().map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Paris;
    use proptest::prelude::*;

    fn yoghurt() -> OfferFacts<'static> {
        OfferFacts {
            category: "dairy.yoghurt",
            class: TemperatureClass::Chilled,
            least: Grams(1),
            most: Grams::from_kg(40),
            distance_m: Some(12_000),
            days: vec![Weekday::Tuesday],
        }
    }

    #[test]
    fn nothing_declared_accepts_everything() {
        assert_eq!(accepts(&AcceptanceCriteria::default(), &yoghurt()), Ok(()));
    }

    #[test]
    fn each_criterion_objects_by_itself() {
        let all = AcceptanceCriteria::default;
        let refused = |criteria: AcceptanceCriteria| accepts(&criteria, &yoghurt()).unwrap_err();
        let only = |code: &str| AcceptanceCriteria { categories: vec![code.to_owned()], ..all() };
        assert_eq!(accepts(&only("dairy"), &yoghurt()), Ok(()));
        assert_eq!(accepts(&only("dairy.yoghurt"), &yoghurt()), Ok(()));
        assert_eq!((refused(only("dai")), refused(only("bakery"))), (Objection::Category, Objection::Category));
        assert_eq!(refused(AcceptanceCriteria { chilled: false, ..all() }), Objection::Chilled);
        assert_eq!(refused(AcceptanceCriteria { fetches_cold: false, ..all() }), Objection::ColdTransport);
        let smallest = |kg| AcceptanceCriteria { smallest_grams: Some(Grams::from_kg(kg)), ..all() };
        assert_eq!((accepts(&smallest(40), &yoghurt()), refused(smallest(41))), (Ok(()), Objection::TooLittle));
        let far = |radius_m| AcceptanceCriteria { radius_m: Some(radius_m), ..all() };
        assert_eq!((accepts(&far(12_000), &yoghurt()), refused(far(11_999))), (Ok(()), Objection::TooFar));
        let on = |day| AcceptanceCriteria { days: vec![day], ..all() };
        assert_eq!((accepts(&on(Weekday::Tuesday), &yoghurt()), refused(on(Weekday::Monday))), (Ok(()), Objection::Day));
    }

    #[test]
    fn much_can_be_taken_in_part_but_no_part_of_a_pallet() {
        let criteria = AcceptanceCriteria { largest_grams: Some(Grams::from_kg(100)), ..AcceptanceCriteria::default() };
        let (left, pallet) = (Grams::from_kg(600), Grams::from_kg(300));
        let loose = OfferFacts { least: least(Unit::Kilogram, Grams(1_000), left), most: left, ..yoghurt() };
        assert_eq!(accepts(&criteria, &loose), Ok(()));
        let pallets = OfferFacts { least: least(Unit::Pallet, pallet, left), most: left, ..yoghurt() };
        assert_eq!(accepts(&criteria, &pallets), Err(Objection::TooMuch));
    }

    #[test]
    fn a_window_over_night_is_on_two_days_of_the_network() {
        let at = |text: &str| text.parse::<UtcMillis>().unwrap();
        // Tuesday, 23:30 in Bordeaux, until Wednesday.
        let night = PickupWindow { starts_at: at("2026-11-24T22:30:00Z"), ends_at: at("2026-11-25T06:00:00Z") };
        let early = at("2026-11-20T08:00:00Z");
        assert_eq!(days(&[night], early, Paris), [Weekday::Tuesday, Weekday::Wednesday]);
        assert_eq!(days(&[night], at("2026-11-25T01:00:00Z"), Paris), [Weekday::Wednesday], "what is over is over");
        let midnight = PickupWindow { ends_at: at("2026-11-24T23:00:00Z"), ..night };
        assert_eq!(days(&[midnight, midnight], early, Paris), [Weekday::Tuesday]);
        assert!(days(&[night], at("2026-11-26T01:00:00Z"), Paris).is_empty());
    }

    proptest! {
        /// Stricter criteria never accept more.
        #[test]
        fn a_smaller_radius_or_fewer_days_accept_no_more(radius in 1_000_i64..500_000, less in 0_i64..400_000, bits in 1_u8..128) {
            let days: Vec<Weekday> = Weekday::ALL.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, day)| *day).collect();
            let wide = AcceptanceCriteria { radius_m: Some(radius), ..AcceptanceCriteria::default() };
            let strict = AcceptanceCriteria { radius_m: Some((radius - less).max(1)), days, ..wide.clone() };
            if accepts(&strict, &yoghurt()).is_ok() {
                prop_assert_eq!(accepts(&wide, &yoghurt()), Ok(()));
            }
        }
    }
}
