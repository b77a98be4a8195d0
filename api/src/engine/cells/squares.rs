//! All that lies within some distance of a place, in squares, each with how near anything in it can be.

use super::{Block, DEGREE_M, PER_DEGREE, ROW, row_and_column};
use shared::geo::Position;
use std::ops::RangeInclusive;

/// Cells along each side of an area.
const AREA: i64 = 4;
/// Areas are read cell by cell that have a cell at most so many rows and columns away from the place's own: four areas,
/// whose 64 cells begin and end with them, so that nothing is in both a cell and an area.
const NEAR: i64 = 2;

/// The area of a need's cell, as SQL: that of the indexes. On both databases whole numbers are divided towards zero.
pub const AREA_SQL: &str = "needs.cell / 16384 * 1024 + needs.cell % 4096 / 4";

/// A cell or an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// Its number among cells, or among areas.
    pub number: i64,
    /// Nothing in it is nearer to the place than so many metres.
    pub nearest_m: i64,
}

/// What lies around a place: everything is in exactly one of the squares.
#[derive(Clone, Debug)]
pub struct Squares {
    /// The place's own cell and its eight neighbours.
    pub door: Vec<Square>,
    /// The other cells of the nearest areas.
    pub near: Vec<Square>,
    /// All other areas.
    pub far: Vec<Square>,
}

impl Squares {
    /// All squares that have anything in them which is at most so many metres away.
    #[must_use]
    pub fn around(centre: Position, metres: i64) -> Self {
        let (row, column) = row_and_column(centre);
        let reach = Block::covering(centre, metres).radius.max(NEAR);
        let (rows, columns) = (areas_along(row, NEAR), areas_along(column, NEAR));
        let areas = areas_along(row, reach).flat_map(|each| areas_along(column, reach).map(move |other| (each, other)));
        let is_near = |(each, other): &(i64, i64)| rows.contains(each) && columns.contains(other);
        let far = areas.filter(|area| !is_near(area)).map(|(each, other)| Square {
            number: each * (ROW / AREA) + other,
            nearest_m: nearest_m(centre, (each * AREA, other * AREA), AREA),
        });
        let cells = cells_of(&rows).flat_map(|each| cells_of(&columns).map(move |other| (each, other)));
        let (door, near): (Vec<_>, Vec<_>) =
            cells.partition(|(each, other)| (each - row).abs() <= 1 && (other - column).abs() <= 1);
        let square = |(each, other): (i64, i64)| Square {
            number: each * ROW + other,
            nearest_m: nearest_m(centre, (each, other), 1),
        };
        let within = |square: &Square| square.nearest_m <= metres;
        Self {
            door: door.into_iter().map(square).filter(within).collect(),
            near: near.into_iter().map(square).filter(within).collect(),
            far: far.filter(within).collect(),
        }
    }
}

/// The rows or columns of areas that have a cell at most so far from this row or column of cells.
fn areas_along(at: i64, radius: i64) -> RangeInclusive<i64> {
    (at - radius).max(0) / AREA..=(at + radius).min(ROW - 1) / AREA
}

/// The rows or columns of cells in these rows or columns of areas.
fn cells_of(areas: &RangeInclusive<i64>) -> RangeInclusive<i64> {
    areas.start() * AREA..=areas.end() * AREA + AREA - 1
}

/// No more than what is between a place and anything in a square whose first cell and side these are: the distance over the
/// sphere with each of its terms as small as it can be in the square, and a metre off for what is rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "metres and cells on the earth")]
fn nearest_m(centre: Position, (row, column): (i64, i64), side: i64) -> i64 {
    let edges = |first: i64, zero: f64| (first as f64 / PER_DEGREE - zero, (first + side) as f64 / PER_DEGREE - zero);
    let ((south, north), (west, east)) = (edges(row, 90.0), edges(column, 180.0));
    // sin² of half an angle between nothing and a whole turn is least at one of the two ends.
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let upwards = half((south - centre.latitude).max(centre.latitude - north).max(0.0));
    let (least, most) = (
        (west - centre.longitude).max(centre.longitude - east).max(0.0),
        (east - centre.longitude).max(centre.longitude - west),
    );
    let sideways = half(least).min(half(most));
    let narrowest = south.abs().max(north.abs()).min(90.0).to_radians().cos();
    let whole = (centre.latitude.to_radians().cos() * narrowest).mul_add(sideways, upwards);
    ((2.0 * DEGREE_M * whole.sqrt().min(1.0).asin().to_degrees()) as i64 - 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cells::cell;
    use proptest::prelude::*;

    #[test]
    fn near_are_sixty_four_cells() {
        let squares = Squares::around(Position { latitude: 44.91, longitude: -0.24 }, 120_000);
        assert_eq!((squares.door.len(), squares.near.len()), (9, 55));
        assert!(squares.door.iter().any(|square| square.nearest_m == 0));
    }

    proptest! {
        #[test]
        fn what_is_within_reach_lies_in_one_square_and_no_nearer_than_that_says(
            lat in -85.0..85.0_f64, lon in -175.0..175.0_f64, d_lat in -1.5..1.5_f64, d_lon in -4.0..4.0_f64, km in 1_i64..150
        ) {
            let centre = Position { latitude: lat, longitude: lon };
            let other = Position { latitude: lat + d_lat, longitude: lon + d_lon };
            let (cell, metres) = (cell(other), centre.metres_to(other));
            // As the databases count it.
            let area = cell / 16_384 * 1_024 + cell % 4_096 / 4;
            let squares = Squares::around(centre, km * 1_000);
            let lists = [(&squares.door, cell), (&squares.near, cell), (&squares.far, area)];
            let holding = |(list, number): (&Vec<Square>, i64)| {
                list.iter().copied().filter(|square| square.number == number).collect::<Vec<_>>()
            };
            let found: Vec<Square> = lists.into_iter().flat_map(holding).collect();
            prop_assert!(found.len() <= 1, "{found:?}");
            prop_assert!(found.iter().all(|square| square.nearest_m <= metres), "{found:?}: {metres} m");
            prop_assert!(metres > km * 1_000 || found.len() == 1, "{metres} m");
        }
    }
}
