//! Quantities, units and temperature classes.

use crate::macros::{bigint_column, text_enum};
use serde::{Deserialize, Serialize};

/// A weight in whole grams. Storage, wire and arithmetic use grams; people read kilograms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, example = 40_000))]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct Grams(pub i64);

bigint_column!(Grams);

impl Grams {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The most that one offer may hold: 100 t, more than any lorry brings.
    pub const OFFER_MAX: Self = Self(100_000_000);

    /// A weight of whole kilograms; saturates instead of overflowing.
    #[must_use]
    pub const fn from_kg(kg: i64) -> Self {
        Self(kg.saturating_mul(1_000))
    }

    /// The sum; saturates instead of overflowing.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, which may be negative; saturates instead of overflowing.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Whether this is a whole number of pieces of `piece` grams each.
    #[must_use]
    pub const fn is_whole_number_of(self, piece: Self) -> bool {
        piece.0 > 0 && self.0 % piece.0 == 0
    }
}

text_enum! {
    /// What people count in. Each unit of an offer has its weight in grams beside it.
    pub enum Unit {
        /// Loose weight; the weight of one is always 1 000 g.
        Kilogram = "kilogram",
        /// Litres; about 1 kg each unless the giver says otherwise.
        Litre = "litre",
        /// Single pieces (loaf, jar, packet).
        Piece = "piece",
        /// Portions of a prepared meal.
        Portion = "portion",
        /// Cardboard boxes.
        Carton = "carton",
        /// Returnable crates.
        Crate = "crate",
        /// Whole pallets.
        Pallet = "pallet",
    }
}

text_enum! {
    /// How food must be kept.
    pub enum TemperatureClass {
        /// Dry store ("sec").
        Ambient = "ambient",
        /// Refrigerated ("frais").
        Chilled = "chilled",
        /// Deep-frozen ("surgelé").
        Frozen = "frozen",
    }
}
