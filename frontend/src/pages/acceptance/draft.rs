//! What a site takes, as it is being typed.

use crate::hooks::{Draft, checked_beside};
use crate::i18n::number;
use shared::acceptance::AcceptanceCriteria;
use shared::problem::FieldError;
use shared::sites::Weekday;
use shared::units::Grams;

/// What a site can do with cold food.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cold {
    /// It takes chilled food.
    Chilled,
    /// It takes frozen food.
    Frozen,
    /// It can fetch what must be kept cold.
    Fetch,
}

/// Criteria as they are being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaDraft {
    /// Days on which it takes food.
    pub days: Vec<Weekday>,
    /// The least, kg.
    pub smallest_kg: String,
    /// The most at once, kg.
    pub largest_kg: String,
    /// Codes of categories.
    pub categories: Vec<String>,
    /// How far, km.
    pub radius_km: String,
    /// What it can do with cold food.
    pub cold: Vec<Cold>,
}

impl From<&AcceptanceCriteria> for CriteriaDraft {
    fn from(criteria: &AcceptanceCriteria) -> Self {
        let kg = |grams: Option<Grams>| grams.map(number::field_kg).unwrap_or_default();
        let cold =
            [(Cold::Chilled, criteria.chilled), (Cold::Frozen, criteria.frozen), (Cold::Fetch, criteria.fetches_cold)];
        Self {
            days: criteria.days.clone(),
            smallest_kg: kg(criteria.smallest_grams),
            largest_kg: kg(criteria.largest_grams),
            categories: criteria.categories.clone(),
            radius_km: criteria.radius_m.map(|metres| number::field_kg(Grams(metres))).unwrap_or_default(),
            cold: cold.into_iter().filter(|(_, on)| *on).map(|(cold, _)| cold).collect(),
        }
    }
}

/// Thousandths of what was typed; none where nothing was. What is no number is noted.
fn thousandths(text: &str, pointer: &str, errors: &mut Vec<FieldError>) -> Option<i64> {
    if text.trim().is_empty() {
        return None;
    }
    let number = number::parse_decimal(text).filter(|number| *number >= 0);
    if number.is_none() {
        errors.push(FieldError::new(pointer, "number"));
    }
    number
}

impl Draft for CriteriaDraft {
    type Wire = AcceptanceCriteria;

    fn build(&self) -> Result<AcceptanceCriteria, Vec<FieldError>> {
        let mut errors = Vec::new();
        let smallest_grams = thousandths(&self.smallest_kg, "/smallest_grams", &mut errors).map(Grams);
        let largest_grams = thousandths(&self.largest_kg, "/largest_grams", &mut errors).map(Grams);
        let radius_m = thousandths(&self.radius_km, "/radius_m", &mut errors);
        let wire = AcceptanceCriteria {
            days: self.days.clone(),
            smallest_grams,
            largest_grams,
            categories: self.categories.clone(),
            radius_m,
            chilled: self.cold.contains(&Cold::Chilled),
            frozen: self.cold.contains(&Cold::Frozen),
            fetches_cold: self.cold.contains(&Cold::Fetch),
        };
        checked_beside(errors, wire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_no_limit_and_what_was_declared_comes_back() {
        let anything = AcceptanceCriteria::default();
        assert_eq!(CriteriaDraft::from(&anything).build(), Ok(anything));
        let some = AcceptanceCriteria {
            days: vec![Weekday::Monday],
            smallest_grams: Some(Grams(2_500)),
            largest_grams: Some(Grams(200_000)),
            categories: vec!["dairy".to_owned()],
            radius_m: Some(25_000),
            chilled: true,
            frozen: false,
            fetches_cold: false,
        };
        assert_eq!(CriteriaDraft::from(&some).build(), Ok(some));
    }

    #[test]
    fn what_is_no_number_is_named_at_its_field() {
        let draft =
            CriteriaDraft { smallest_kg: "un peu".to_owned(), ..CriteriaDraft::from(&AcceptanceCriteria::default()) };
        let errors = draft.build().unwrap_err();
        assert_eq!(errors.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), ["/smallest_grams"]);
    }
}
