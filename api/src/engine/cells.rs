//! The portable geographic index: squares of a tenth of a degree (about 11 × 8 km in France), numbered row by row, so
//! that an ordinary index on one whole number finds what is near, on any database.
//!
//! `cell = ⌊10·(lat+90)⌋·4096 + ⌊10·(lon+180)⌋`. A search grows a block of cells around a place, half as wide again
//! each time, and stops when nothing outside the block can be nearer than what it holds. Blocks do not wrap around the
//! date line.
//!
//! Each cell is a descent into an index. So what is far can be read by areas, squares of four by four cells: [`squares`].

pub mod squares;

use shared::geo::Position;

/// Numbers of one row are below this; 3 601 are in use.
const ROW: i64 = 4_096;
/// Cells a degree.
const PER_DEGREE: f64 = 10.0;
/// Metres of one degree of latitude (mean radius of the earth, IUGG: 6 371 008.8 m · π / 180).
const DEGREE_M: f64 = 111_195.08;
/// Places whose position is unknown. No cell has this number.
pub const NOWHERE: i64 = -1;

/// The cell that a position lies in.
#[must_use]
pub fn cell(position: Position) -> i64 {
    let (row, column) = row_and_column(position);
    row * ROW + column
}

#[expect(clippy::cast_possible_truncation, reason = "0 to 3 600 by construction of a position")]
fn row_and_column(position: Position) -> (i64, i64) {
    let row = (PER_DEGREE * (position.latitude + 90.0)).floor() as i64;
    let column = (PER_DEGREE * (position.longitude + 180.0)).floor() as i64;
    (row, column)
}

/// A block of cells around a place: all cells at most `radius` rows and columns away from the place's own.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    centre: Position,
    radius: i64,
}

/// A run of neighbouring cells of one row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First cell.
    pub first: i64,
    /// Last cell.
    pub last: i64,
}

impl Block {
    /// The smallest block: the place's cell and its eight neighbours.
    #[must_use]
    pub const fn around(centre: Position) -> Self {
        Self { centre, radius: 1 }
    }

    /// A block that covers everything within `metres`.
    #[must_use]
    pub fn covering(centre: Position, metres: i64) -> Self {
        let mut block = Self::around(centre);
        while block.certain_m() < metres && block.radius < 1_800 {
            block.radius += 1;
        }
        block
    }

    /// The next block, half as wide again: 1, 2, 4, 7, 11 … cells to each side. (Doubling reads twice what is needed
    /// where the first block falls a little short.)
    #[must_use]
    pub const fn grown(self) -> Self {
        Self { radius: self.radius + self.radius / 2 + 1, ..self }
    }

    /// Everything nearer than this many metres is inside the block.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most half the earth's girth in metres"
    )]
    pub fn certain_m(self) -> i64 {
        let (row, column) = row_and_column(self.centre);
        // Degrees from the place to an edge of the block below it, and to the one above.
        let to_edges = |degrees: f64, cell: i64| {
            let (first, end) = ((cell - self.radius) as f64, (cell + self.radius + 1) as f64);
            (degrees - first / PER_DEGREE).min(end / PER_DEGREE - degrees).max(0.0)
        };
        let north_or_south = to_edges(self.centre.latitude + 90.0, row);
        let east_or_west = to_edges(self.centre.longitude + 180.0, column);
        // Meridians close in towards the pole: the narrowest place of the block counts.
        let farthest = (self.centre.latitude.abs() + (self.radius + 1) as f64 / PER_DEGREE).min(90.0);
        // One per cent off for the curvature that a straight line across a parallel saves.
        (0.99 * DEGREE_M * north_or_south.min(east_or_west * farthest.to_radians().cos())) as i64
    }

    /// The block's cells, as one run a row.
    #[must_use]
    pub fn runs(self) -> Vec<Run> {
        let (row, column) = row_and_column(self.centre);
        let (first, last) = ((column - self.radius).max(0), (column + self.radius).min(ROW - 1));
        self.rows(row).map(|each| Run { first: each * ROW + first, last: each * ROW + last }).collect()
    }

    /// The block's cells one by one, without those of `inner`, a smaller block around the same place.
    #[must_use]
    pub fn cells_without(self, inner: Option<Self>) -> Vec<i64> {
        let (row, column) = row_and_column(self.centre);
        let columns = (column - self.radius).max(0)..=(column + self.radius).min(ROW - 1);
        let within = |each: i64, other: i64| {
            inner.is_some_and(|inner| (each - row).abs() <= inner.radius && (other - column).abs() <= inner.radius)
        };
        self.rows(row)
            .flat_map(|each| columns.clone().map(move |other| (each, other)))
            .filter(|(each, other)| !within(*each, *other))
            .map(|(each, other)| each * ROW + other)
            .collect()
    }

    fn rows(self, centre: i64) -> std::ops::RangeInclusive<i64> {
        (centre - self.radius).max(0)..=(centre + self.radius)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holds(runs: &[Run], cell: i64) -> usize {
        runs.iter().filter(|run| (run.first..=run.last).contains(&cell)).count()
    }

    #[test]
    fn a_block_of_radius_one_has_nine_cells() {
        let libourne = Position { latitude: 44.91, longitude: -0.24 };
        let cells: i64 = Block::around(libourne).runs().iter().map(|run| run.last - run.first + 1).sum();
        assert_eq!(cells, 9);
    }

    proptest! {
        #[test]
        fn nothing_certain_is_outside_the_block(
            lat in -60.0..70.0_f64, lon in -170.0..170.0_f64, d_lat in -3.0..3.0_f64, d_lon in -3.0..3.0_f64, doublings in 0..5
        ) {
            let centre = Position { latitude: lat, longitude: lon };
            let other = Position { latitude: lat + d_lat, longitude: lon + d_lon };
            let block = (0..doublings).fold(Block::around(centre), |block, _| block.grown());
            if centre.metres_to(other) <= block.certain_m() {
                prop_assert_eq!(holds(&block.runs(), cell(other)), 1);
            }
        }

        #[test]
        fn a_grown_block_is_the_inner_one_and_the_rest_once_each(
            lat in -60.0..70.0_f64, lon in -170.0..170.0_f64, d_lat in -3.0..3.0_f64, d_lon in -3.0..3.0_f64
        ) {
            let centre = Position { latitude: lat, longitude: lon };
            let at = cell(Position { latitude: lat + d_lat, longitude: lon + d_lon });
            let inner = Block::around(centre).grown();
            let outer = inner.grown();
            let count = |cells: Vec<i64>| cells.into_iter().filter(|cell| *cell == at).count();
            let parts = count(inner.cells_without(None)) + count(outer.cells_without(Some(inner)));
            prop_assert_eq!(parts, holds(&outer.runs(), at));
        }

        #[test]
        fn a_covering_block_covers(lat in -60.0..60.0_f64, lon in -170.0..170.0_f64, km in 1_i64..300) {
            let block = Block::covering(Position { latitude: lat, longitude: lon }, km * 1_000);
            prop_assert!(block.certain_m() >= km * 1_000);
        }
    }
}
