//! How much: what a row says of quantity, unit, weight of one and weight of all, which may be any two of the four.

use super::cells::{Figure, Wrong};
use super::words::{KILOGRAM, Measure, measure};
use shared::stock::LotColumn;
use shared::units::{Grams, Unit};

/// What a row says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Said<'c> {
    /// How many, perhaps with the unit behind it.
    pub quantity: Option<Figure<'c>>,
    /// What it is counted in; empty where nothing is said.
    pub unit: &'c str,
    /// Weight of one, in grams.
    pub piece: Option<f64>,
    /// Weight of all, in grams.
    pub weight: Option<f64>,
    /// What its category is usually counted in.
    pub usual: Option<Unit>,
}

/// How much it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub unit: Unit,
    /// Weight of one.
    pub piece: Grams,
    /// Weight of all.
    pub total: Grams,
}

/// What cannot be: in which column, and why.
pub(super) type Contradiction = (LotColumn, Wrong);

/// Puts together how much it is. Limits, and whether the total is a whole number of units, are checked with the lot.
pub(super) fn amount(said: &Said<'_>) -> Result<Amount, Contradiction> {
    let measure = said_measure(said)?;
    if said.quantity.is_some_and(|quantity| quantity.value <= 0.0) {
        return Err((LotColumn::Quantity, "too_small"));
    }
    match (said.quantity, measure) {
        (None, Some(Measure::Count(unit))) if said.piece.is_some() => counted_by_weight(said, unit),
        (None, _) => loose(said.weight.ok_or((LotColumn::Grams, "required"))?),
        (Some(quantity), Some(Measure::Weight(grams))) => {
            let total = quantity.value * grams;
            agree(total, said.weight).and_then(|()| loose(total))
        }
        (Some(quantity), Some(Measure::Count(unit))) => pieces(said, quantity.value, unit),
        (Some(quantity), None) => pieces(said, quantity.value, unsaid(said)?),
    }
}

/// The unit that the row says: in its own column, or behind the quantity.
fn said_measure(said: &Said<'_>) -> Result<Option<Measure>, Contradiction> {
    let known = |text: &str, column| match text {
        "" => Ok(None),
        text => measure(text).map(Some).ok_or((column, "unknown")),
    };
    let behind = known(said.quantity.map_or("", |quantity| quantity.unit), LotColumn::Quantity)?;
    let own = known(said.unit, LotColumn::Unit)?;
    match (own, behind) {
        (Some(own), Some(behind)) if own != behind => Err((LotColumn::Unit, "units_differ")),
        (own, behind) => Ok(own.or(behind)),
    }
}

/// What is counted where only numbers are written: what is usual, where that can be counted.
fn unsaid(said: &Said<'_>) -> Result<Unit, Contradiction> {
    match said.usual {
        Some(unit) if unit != Unit::Kilogram => Ok(unit),
        _ if said.piece.is_some() || said.weight.is_some() => Ok(Unit::Piece),
        _ => Err((LotColumn::Unit, "required")),
    }
}

/// So many of a unit, whose weight is said, or follows from the weight of all.
fn pieces(said: &Said<'_>, count: f64, unit: Unit) -> Result<Amount, Contradiction> {
    let piece = match (said.piece, said.weight) {
        (Some(piece), weight) => {
            agree(piece * count, weight)?;
            piece
        }
        // What does not come out even was weighed, not counted: it is kept as loose weight.
        (None, Some(weight)) if !is_whole(weight / count) => return loose(weight),
        (None, Some(weight)) => weight / count,
        // A litre is about a kilogram.
        (None, None) if unit == Unit::Litre => KILOGRAM,
        (None, None) => return Err((LotColumn::GramsPerUnit, "required")),
    };
    Ok(Amount { unit, piece: grams(piece, LotColumn::GramsPerUnit)?, total: grams(piece * count, LotColumn::Grams)? })
}

/// The unit is said, and its weight, and the weight of all.
fn counted_by_weight(said: &Said<'_>, unit: Unit) -> Result<Amount, Contradiction> {
    let total = said.weight.ok_or((LotColumn::Quantity, "required"))?;
    let piece = said.piece.ok_or((LotColumn::GramsPerUnit, "required"))?;
    Ok(Amount { unit, piece: grams(piece, LotColumn::GramsPerUnit)?, total: grams(total, LotColumn::Grams)? })
}

fn loose(weight: f64) -> Result<Amount, Contradiction> {
    Ok(Amount { unit: Unit::Kilogram, piece: Grams(1_000), total: grams(weight, LotColumn::Grams)? })
}

/// What the quantity comes to and what is said must be the same, but for the rounding of people.
fn agree(counted: f64, said: Option<f64>) -> Result<(), Contradiction> {
    let differs = said.is_some_and(|said| (said - counted).abs() > (counted.abs() / 1_000.0).max(1.0));
    if differs { Err((LotColumn::Grams, "weights_differ")) } else { Ok(()) }
}

fn is_whole(grams: f64) -> bool {
    (grams - grams.round()).abs() < 1e-6
}

/// Whole grams.
#[expect(clippy::cast_possible_truncation, reason = "below a million tonnes")]
fn grams(weight: f64, column: LotColumn) -> Result<Grams, Contradiction> {
    // Where a tonne is typed for a gram the lot's own limit says so; this one keeps numbers whole.
    let whole = weight.round();
    if whole.abs() < 1e12 { Ok(Grams(whole as i64)) } else { Err((column, "number")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTHING: Said<'static> = Said { quantity: None, unit: "", piece: None, weight: None, usual: None };

    fn so_many(value: f64, unit: &str) -> Option<Figure<'_>> {
        Some(Figure { value, unit })
    }

    fn is(unit: Unit, piece: i64, total: i64) -> Result<Amount, Contradiction> {
        Ok(Amount { unit, piece: Grams(piece), total: Grams(total) })
    }

    #[test]
    fn any_two_of_four_say_how_much() {
        let litre = Some(Unit::Litre);
        let cases = [
            (Said { weight: Some(12_500.0), ..NOTHING }, is(Unit::Kilogram, 1_000, 12_500)),
            (Said { quantity: so_many(12.5, "kg"), ..NOTHING }, is(Unit::Kilogram, 1_000, 12_500)),
            (Said { quantity: so_many(12.5, ""), unit: "kg", ..NOTHING }, is(Unit::Kilogram, 1_000, 12_500)),
            (Said { quantity: so_many(500.0, "g"), ..NOTHING }, is(Unit::Kilogram, 1_000, 500)),
            (
                Said { quantity: so_many(40.0, ""), unit: "cartons", piece: Some(6_000.0), ..NOTHING },
                is(Unit::Carton, 6_000, 240_000),
            ),
            (
                Said { quantity: so_many(40.0, "cartons"), weight: Some(240_000.0), ..NOTHING },
                is(Unit::Carton, 6_000, 240_000),
            ),
            (
                Said { unit: "carton", piece: Some(6_000.0), weight: Some(240_000.0), ..NOTHING },
                is(Unit::Carton, 6_000, 240_000),
            ),
            (Said { quantity: so_many(7.0, "colis"), weight: Some(45_000.0), ..NOTHING }, is(Unit::Kilogram, 1_000, 45_000)),
            (Said { quantity: so_many(20.0, "litres"), ..NOTHING }, is(Unit::Litre, 1_000, 20_000)),
            (Said { quantity: so_many(20.0, ""), usual: litre, ..NOTHING }, is(Unit::Litre, 1_000, 20_000)),
            (Said { quantity: so_many(20.0, ""), piece: Some(125.0), ..NOTHING }, is(Unit::Piece, 125, 2_500)),
            (Said { quantity: so_many(12.0, "kg"), weight: Some(12_000.0), ..NOTHING }, is(Unit::Kilogram, 1_000, 12_000)),
            (
                Said { quantity: so_many(40.0, "pots"), piece: Some(125.0), weight: Some(5_000.0), ..NOTHING },
                is(Unit::Piece, 125, 5_000),
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(amount(&said), expected, "{said:?}");
        }
    }

    #[test]
    fn what_says_too_little_or_contradicts_itself_is_refused() {
        let cases = [
            (NOTHING, (LotColumn::Grams, "required")),
            (Said { quantity: so_many(40.0, ""), ..NOTHING }, (LotColumn::Unit, "required")),
            (Said { quantity: so_many(40.0, ""), usual: Some(Unit::Kilogram), ..NOTHING }, (LotColumn::Unit, "required")),
            (Said { quantity: so_many(40.0, "cartons"), ..NOTHING }, (LotColumn::GramsPerUnit, "required")),
            (Said { quantity: so_many(40.0, "louches"), ..NOTHING }, (LotColumn::Quantity, "unknown")),
            (Said { quantity: so_many(40.0, ""), unit: "louches", ..NOTHING }, (LotColumn::Unit, "unknown")),
            (Said { quantity: so_many(40.0, "kg"), unit: "cartons", ..NOTHING }, (LotColumn::Unit, "units_differ")),
            (Said { quantity: so_many(-2.0, "kg"), ..NOTHING }, (LotColumn::Quantity, "too_small")),
            (Said { quantity: so_many(0.0, "kg"), ..NOTHING }, (LotColumn::Quantity, "too_small")),
            (
                Said { quantity: so_many(12.0, "kg"), weight: Some(15_000.0), ..NOTHING },
                (LotColumn::Grams, "weights_differ"),
            ),
            (
                Said { quantity: so_many(40.0, "pots"), piece: Some(125.0), weight: Some(6_000.0), ..NOTHING },
                (LotColumn::Grams, "weights_differ"),
            ),
            (Said { weight: Some(1e15), ..NOTHING }, (LotColumn::Grams, "number")),
        ];
        for (said, expected) in cases {
            assert_eq!(amount(&said), Err(expected), "{said:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_said_is_an_amount_or_refused(count in -1e13..1e13_f64, piece in proptest::option::of(-1e13..1e13_f64),
            weight in proptest::option::of(-1e13..1e13_f64), unit in proptest::sample::select(vec!["", "kg", "g", "t", "carton", "litre"])) {
            let said = Said { quantity: so_many(count, ""), unit, piece, weight, usual: None };
            if let Ok(amount) = amount(&said) {
                prop_assert!(amount.unit != Unit::Kilogram || amount.piece == Grams(1_000));
            }
        }
    }
}
