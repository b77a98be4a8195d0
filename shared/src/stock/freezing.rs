//! Food in stock that is frozen to save it: a lot of its own from then on.

use super::lots::MAX_LOT_GRAMS;
use crate::check;
use crate::cold_chain::{DeciCelsius, check_reading};
use crate::ids::{LotId, SiteId};
use crate::units::Grams;
use chrono::NaiveDate;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Some of a lot is frozen today at one of the caller's sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLotFreezing {
    /// Where.
    #[garde(skip)]
    pub site_id: SiteId,
    /// How much.
    #[garde(custom(weight))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 12_000, minimum = 1, maximum = 100_000_000))]
    pub grams: Grams,
    /// Temperature of the food before, in tenths of a degree Celsius: what has been too warm is not saved by freezing.
    #[garde(inner(custom(check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
    /// Where in the store it is put.
    #[garde(inner(custom(check::text(0, 60))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Congélateur 1", max_length = 60))]
    pub shelf: Option<String>,
    /// What there is to say of it.
    #[garde(inner(custom(check::text(0, 500))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "En portions de 2 kg", max_length = 500))]
    pub note: Option<String>,
}

fn weight(value: &Grams, ctx: &()) -> garde::Result {
    check::between(1, MAX_LOT_GRAMS)(&value.0, ctx)
}

/// Another lot, to which a lot is bound because one was frozen of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LotLink {
    /// Identifier.
    pub id: LotId,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "Sauté de porc, barquettes de 1 kg"))]
    pub title: String,
    /// The day on which it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_on: Option<NaiveDate>,
    /// How much arrived, or was frozen.
    pub received_grams: Grams,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn something_is_frozen_with_or_without_a_reading() {
        let new = NewLotFreezing {
            site_id: SiteId(Uuid::from_u128(1)),
            grams: Grams(12_000),
            temperature_decidegrees: None,
            shelf: None,
            note: None,
        };
        assert!(new.validate().is_ok());
        assert!(NewLotFreezing { temperature_decidegrees: Some(DeciCelsius(35)), ..new.clone() }.validate().is_ok());
        assert!(NewLotFreezing { temperature_decidegrees: Some(DeciCelsius(601)), ..new.clone() }.validate().is_err());
        assert!(NewLotFreezing { grams: Grams::ZERO, ..new }.validate().is_err(), "nothing is not frozen");
    }
}
