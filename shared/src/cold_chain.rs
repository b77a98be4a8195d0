//! Limits of the cold chain at a hand-over.
//!
//! Source: French order of 21 December 2009 on the conditions of storage and transport of foodstuffs, annex I (chilled
//! perishable food: at most +8 °C unless the label says less; deep-frozen: −18 °C) and the brief rise of 3 °C that
//! transport of deep-frozen food tolerates. Another country replaces these figures.

use crate::check;
use crate::macros::bigint_column;
use crate::units::TemperatureClass;
use serde::{Deserialize, Serialize};

/// A temperature in tenths of a degree Celsius, so that 3.5 °C is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, example = 35))]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct DeciCelsius(pub i64);

bigint_column!(DeciCelsius);

impl DeciCelsius {
    /// The lowest reading that is a reading and not a typing error.
    pub const MIN: Self = Self(-600);
    /// The highest reading that is a reading and not a typing error.
    pub const MAX: Self = Self(600);
}

/// A temperature that is a reading.
///
/// # Errors
/// When it can only be a typing error.
pub fn check_reading(value: &DeciCelsius, ctx: &()) -> garde::Result {
    check::between(DeciCelsius::MIN.0, DeciCelsius::MAX.0)(&value.0, ctx)
}

/// The highest temperature at which food of this class may still change hands; `None` where no reading is asked for.
#[must_use]
pub const fn limit(class: TemperatureClass) -> Option<DeciCelsius> {
    match class {
        TemperatureClass::Ambient => None,
        TemperatureClass::Chilled => Some(DeciCelsius(80)),
        TemperatureClass::Frozen => Some(DeciCelsius(-150)),
    }
}
