//! The figures of one week.

use super::MAX_COUNT;
use crate::check;
use crate::national::PACK;
use garde::{Error, Path, Report, Validate};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// How many people, by the bands of age of the country's figures. A band that is left out, or `null`, was not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({ "under_3": 6, "from_26_to_64": 48 })))]
#[serde(transparent)]
pub struct PeopleByAge(BTreeMap<String, i64>);

impl PeopleByAge {
    /// The count of a band, by its code; none where it was not counted.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<i64> {
        self.0.get(code).copied()
    }

    /// Sets the count of a band; none: not counted.
    pub fn set(&mut self, code: &str, count: Option<i64>) {
        match count {
            Some(count) => self.0.insert(code.to_owned(), count),
            None => self.0.remove(code),
        };
    }

    /// The counts of the pack's bands, the youngest first.
    pub fn bands(&self) -> impl Iterator<Item = Option<i64>> + '_ {
        PACK.activity.age_bands.iter().map(|band| self.get(band.code))
    }

    /// Counts in the order of the pack's bands; what is beyond the last band is left out.
    #[must_use]
    pub fn of_bands(counts: impl IntoIterator<Item = Option<i64>>) -> Self {
        let named = PACK.activity.age_bands.iter().zip(counts);
        Self(named.filter_map(|(band, count)| Some((band.code.to_owned(), count?))).collect())
    }

    /// All that were counted; none where no band was.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        let total = self.0.values().fold(0_i64, |sum, count| sum.saturating_add(*count));
        (!self.0.is_empty()).then_some(total)
    }
}

impl<'de> Deserialize<'de> for PeopleByAge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let counts = BTreeMap::<String, Option<i64>>::deserialize(deserializer)?;
        Ok(Self(counts.into_iter().filter_map(|(code, count)| Some((code, count?))).collect()))
    }
}

impl Validate for PeopleByAge {
    type Context = ();

    fn validate_into(&self, ctx: &(), parent: &mut dyn FnMut() -> Path, report: &mut Report) {
        for (code, count) in &self.0 {
            let is_known = PACK.activity.age_bands.iter().any(|band| band.code == code);
            let checked = if is_known { check::between(0, MAX_COUNT)(count, ctx) } else { Err(Error::new("unknown")) };
            if let Err(error) = checked {
                report.append(parent().join(code.clone()), error);
            }
        }
    }
}

/// What was counted in a week. What is left out, or `null`, was not counted; 0 is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivityCounts {
    /// Households that came, each once.
    #[garde(inner(custom(check::between(0, MAX_COUNT))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 42, minimum = 0, maximum = 100_000))]
    pub households: Option<i64>,
    /// People who were helped, each once, by age.
    #[garde(dive)]
    #[serde(default)]
    pub people: PeopleByAge,
    /// Meals served.
    #[garde(inner(custom(check::between(0, MAX_COUNT))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 0, minimum = 0, maximum = 100_000))]
    pub meals: Option<i64>,
    /// Parcels handed out.
    #[garde(inner(custom(check::between(0, MAX_COUNT))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 42, minimum = 0, maximum = 100_000))]
    pub parcels: Option<i64>,
    /// Visits: who came twice counts twice.
    #[garde(inner(custom(check::between(0, MAX_COUNT))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 61, minimum = 0, maximum = 100_000))]
    pub visits: Option<i64>,
}

impl ActivityCounts {
    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::FieldError;
    use proptest::prelude::*;

    fn read(text: &str) -> ActivityCounts {
        serde_json::from_str(text).unwrap()
    }

    fn wrong(counts: &ActivityCounts) -> Vec<(String, String)> {
        let errors = counts.validate().err().map(|report| FieldError::from_report(&report)).unwrap_or_default();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn what_was_not_counted_is_not_none() {
        let counts = read(r#"{"households": null, "meals": 0, "people": {"under_3": 0, "from_65": null}}"#);
        assert_eq!((counts.households, counts.meals, counts.parcels), (None, Some(0), None));
        assert_eq!((counts.people.get("under_3"), counts.people.get("from_65")), (Some(0), None));
        assert_eq!(counts.people.total(), Some(0));
        assert_eq!(serde_json::to_string(&counts).unwrap(), r#"{"people":{"under_3":0},"meals":0}"#);
        let nothing = read(r#"{"visits": null, "people": {"from_65": null}}"#);
        assert!(nothing.is_empty() && nothing.people.total().is_none());
    }

    #[test]
    fn a_wrong_count_is_told_at_its_place() {
        let counts = read(r#"{"parcels": -1, "people": {"under_3": 100001, "martians": 3, "from_65": 2}}"#);
        let found = wrong(&counts);
        let expected = [("/people/martians", "unknown"), ("/people/under_3", "too_large"), ("/parcels", "too_small")];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (pointer, code) in expected {
            assert!(found.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} {code} in {found:?}");
        }
    }

    proptest! {
        #[test]
        fn counts_in_the_order_of_the_bands_come_back(counts in prop::collection::vec(prop::option::of(0..=MAX_COUNT), 5)) {
            let people = PeopleByAge::of_bands(counts.clone());
            prop_assert_eq!(people.bands().collect::<Vec<_>>(), counts.clone());
            let sum: i64 = counts.iter().flatten().sum();
            prop_assert_eq!(people.total(), counts.iter().any(Option::is_some).then_some(sum));
        }
    }
}
