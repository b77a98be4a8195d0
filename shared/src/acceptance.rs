//! Acceptance criteria: what a site takes, declared once, so that nobody is called for what it does not take.

use crate::check;
use crate::ids::{OfferId, SiteId};
use crate::macros::text_enum;
use crate::sites::Weekday;
use crate::time::UtcMillis;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why a site does not take an offer, by its own criteria.
    pub enum Objection {
        /// It is of no kind that the site takes.
        Category = "category",
        /// The site takes no chilled food.
        Chilled = "chilled",
        /// The site takes no frozen food.
        Frozen = "frozen",
        /// The site cannot fetch what must be kept cold.
        ColdTransport = "cold_transport",
        /// Less than the site comes for.
        TooLittle = "too_little",
        /// More than the site takes at once.
        TooMuch = "too_much",
        /// Farther than the site goes.
        TooFar = "too_far",
        /// It can be fetched on no day on which the site takes food.
        Day = "day",
    }
}

/// What a site takes. Each member left out, or empty, sets no limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptanceCriteria {
    /// Days on which it takes food; empty for any day.
    #[garde(custom(check::count(0, 7)))]
    #[serde(default)]
    pub days: Vec<Weekday>,
    /// The least that it comes for, grams.
    #[garde(inner(custom(check_grams)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 5_000, minimum = 1, maximum = 100_000_000))]
    pub smallest_grams: Option<Grams>,
    /// The most that it takes at once, grams; not less than the least.
    #[garde(inner(custom(check_grams)), custom(check_largest(&self.smallest_grams)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 200_000, minimum = 1, maximum = 100_000_000))]
    pub largest_grams: Option<Grams>,
    /// Codes of the categories that it takes, with all that is below them; empty for all.
    #[garde(custom(check::count(0, 60)), inner(custom(check::text(1, 60))))]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = json!(["dairy", "fruit_vegetables"])))]
    pub categories: Vec<String>,
    /// How far it fetches from, metres in a straight line.
    #[garde(inner(custom(check::between(1_000, 500_000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = 25_000, minimum = 1_000, maximum = 500_000))]
    pub radius_m: Option<i64>,
    /// Whether it takes chilled food.
    #[garde(skip)]
    #[serde(default = "yes")]
    pub chilled: bool,
    /// Whether it takes frozen food.
    #[garde(skip)]
    #[serde(default = "yes")]
    pub frozen: bool,
    /// Whether it can fetch what must be kept cold (refrigerated van, cool boxes).
    #[garde(skip)]
    #[serde(default = "yes")]
    pub fetches_cold: bool,
}

const fn yes() -> bool {
    true
}

/// Criteria that accept everything, as those of a site that has declared none.
impl Default for AcceptanceCriteria {
    fn default() -> Self {
        Self {
            days: Vec::new(),
            smallest_grams: None,
            largest_grams: None,
            categories: Vec::new(),
            radius_m: None,
            chilled: true,
            frozen: true,
            fetches_cold: true,
        }
    }
}

fn check_grams(value: &Grams, ctx: &()) -> garde::Result {
    check::between(1, Grams::OFFER_MAX.0)(&value.0, ctx)
}

fn check_largest(smallest: &Option<Grams>) -> impl Fn(&Option<Grams>, &()) -> garde::Result {
    let smallest = *smallest;
    move |largest, ()| match (smallest, largest) {
        (Some(smallest), Some(largest)) if *largest < smallest => {
            Err(garde::Error::new(format!("too_small|min={}", smallest.0)))
        }
        _ => Ok(()),
    }
}

/// What a site takes, and since when it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acceptance {
    /// The site.
    pub site_id: SiteId,
    /// Its criteria; those that accept everything where none are declared.
    pub criteria: AcceptanceCriteria,
    /// When they were declared; absent where none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_at: Option<UtcMillis>,
    /// Grows with each change; the ETag. 1 where nothing was ever declared.
    pub version: i64,
}

/// What speaks against an offer, by a site's criteria. A warning: claims are never refused for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionList {
    /// All of it; empty where the site takes the offer.
    #[cfg_attr(feature = "openapi", schema(example = json!(["too_far"])))]
    pub items: Vec<Objection>,
}

/// An offer, or a part of it, that a site's criteria are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ObjectionQuery {
    /// The offer.
    pub offer: OfferId,
    /// How much of it is wanted, grams; all that is left where this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<i64>, minimum = 1, maximum = 100_000_000))]
    pub grams: Option<Grams>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_is_no_limit() {
        let said: AcceptanceCriteria = serde_json::from_str("{}").unwrap();
        assert_eq!(said, AcceptanceCriteria::default());
        assert!(said.validate().is_ok());
    }

    #[test]
    fn the_most_is_not_less_than_the_least() {
        let criteria = |smallest, largest| AcceptanceCriteria {
            smallest_grams: Some(Grams(smallest)),
            largest_grams: Some(Grams(largest)),
            ..AcceptanceCriteria::default()
        };
        assert!(criteria(5, 5).validate().is_ok());
        assert!(criteria(6, 5).validate().is_err());
        assert!(criteria(0, 5).validate().is_err());
    }
}
