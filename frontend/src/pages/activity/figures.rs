//! The figures of a week, each by its place in the form: households, people by age, meals, parcels, visits.

use super::words;
use crate::i18n::t;
use shared::activity::ActivityCounts;
use shared::national::PACK;
use shared::national::activity::{AgeBand, MAX_AGE_BANDS};
use yew::AttrValue;

/// Places of figures, those of bands that the country does not have included.
pub const PLACES: usize = MEALS + 3;

const HOUSEHOLDS: usize = 0;
/// The place of the youngest band.
const FIRST_BAND: usize = 1;
const MEALS: usize = FIRST_BAND + MAX_AGE_BANDS;
const PARCELS: usize = MEALS + 1;

/// The band whose people are counted at a place.
#[must_use]
pub fn band(place: usize) -> Option<&'static AgeBand> {
    PACK.activity.age_bands.get(place.checked_sub(FIRST_BAND)?).filter(|_| place < MEALS)
}

/// Where the figure stands on the wire; none where the country has no such figure.
#[must_use]
pub fn pointer(place: usize) -> Option<&'static str> {
    match place {
        HOUSEHOLDS => Some("/households"),
        MEALS => Some("/meals"),
        PARCELS => Some("/parcels"),
        place if place == PARCELS + 1 => Some("/visits"),
        place => band(place).map(|band| band.pointer),
    }
}

/// The places of people by age, the youngest first.
pub fn of_people() -> impl Iterator<Item = usize> {
    (0..PLACES).filter(|place| band(*place).is_some())
}

/// The places of all that is no people by age.
pub fn of_the_rest() -> impl Iterator<Item = usize> {
    (0..PLACES).filter(|place| band(*place).is_none() && pointer(*place).is_some())
}

/// What is counted at a place.
#[must_use]
pub fn label(place: usize) -> AttrValue {
    match place {
        HOUSEHOLDS => t!("activity.households"),
        MEALS => t!("activity.meals"),
        PARCELS => t!("activity.parcels"),
        place => band(place).map_or_else(|| t!("activity.visits"), words::band),
    }
}

/// The count at a place; none where it was not counted.
#[must_use]
pub fn get(counts: &ActivityCounts, place: usize) -> Option<i64> {
    match place {
        HOUSEHOLDS => counts.households,
        MEALS => counts.meals,
        PARCELS => counts.parcels,
        place => band(place).map_or(counts.visits, |band| counts.people.get(band.code)),
    }
}

/// Notes the count at a place.
pub fn set(counts: &mut ActivityCounts, place: usize, count: Option<i64>) {
    match place {
        HOUSEHOLDS => counts.households = count,
        MEALS => counts.meals = count,
        PARCELS => counts.parcels = count,
        place => match band(place) {
            Some(band) => counts.people.set(band.code, count),
            None => counts.visits = count,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_has_one_place_that_keeps_it() {
        let places: Vec<usize> = of_people().chain(of_the_rest()).collect();
        assert_eq!(places.len(), PACK.activity.age_bands.len() + 4);
        let mut counts = ActivityCounts::default();
        for (number, place) in places.iter().enumerate() {
            set(&mut counts, *place, i64::try_from(number).ok());
        }
        for (number, place) in places.iter().enumerate() {
            assert_eq!(get(&counts, *place), i64::try_from(number).ok(), "{:?}", pointer(*place));
        }
        let mut pointers: Vec<_> = places.iter().filter_map(|place| pointer(*place)).collect();
        pointers.sort_unstable();
        pointers.dedup();
        assert_eq!(pointers.len(), places.len());
    }
}
