//! The best few of very many needs: where to ask, and from which merit on, in few questions. A question costs PostgreSQL as
//! much as forty rows, and each square in it as much as two.

use super::Kinship;
use crate::engine::cells::squares::{Square, Squares};
use std::ops::Range;

/// What squares of a question are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Cells.
    Cell,
    /// Areas.
    Area,
}

/// One question of a search.
#[derive(Clone, Debug)]
pub struct Round<'s> {
    grain: Grain,
    squares: &'s [Square],
    merits: Range<i64>,
}

/// Squares in which something could be among the best.
#[derive(Clone, Debug)]
pub struct Question {
    /// What they are.
    pub grain: Grain,
    /// The squares.
    pub asks: Vec<Ask>,
    /// What is less than all merits that are wanted.
    pub below: i64,
}

/// What of one square could be among the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Its number.
    pub square: i64,
    /// The least merit of needs of the offer's own kind.
    pub same: i64,
    /// The least merit of needs of a related kind, which is no smaller.
    pub related: i64,
}

/// The questions of a search, one after the other, so that each spares the next ones much of what they would read: at the
/// door first those with the most merit, for thousands may live there, then all others, then cells, then areas.
#[must_use]
pub fn rounds(squares: &Squares, highest_merit: i64) -> [Round<'_>; 4] {
    let most = highest_merit - highest_merit / 10;
    let Squares { door, near, far } = squares;
    [
        Round { grain: Grain::Cell, squares: door, merits: most..i64::MAX },
        Round { grain: Grain::Cell, squares: door, merits: 0..most },
        Round { grain: Grain::Cell, squares: near, merits: 0..i64::MAX },
        Round { grain: Grain::Area, squares: far, merits: 0..i64::MAX },
    ]
}

impl Round<'_> {
    /// The question as it stands now; `None` where nothing could be among the best. `enough` is the merit that is needed
    /// for that with everything else as good as it can be so many metres away. It only grows, so what a question has left
    /// out no later one wants.
    #[must_use]
    pub fn question(&self, highest_merit: i64, enough: impl Fn(Kinship, i64) -> i64) -> Option<Question> {
        let Range { start, end: below } = self.merits;
        let asks = self.squares.iter().filter_map(|square| {
            let from = |kinship| enough(kinship, square.nearest_m).max(start);
            let same = from(Kinship::Same);
            let wanted = same <= highest_merit && same < below;
            wanted.then(|| Ask { square: square.number, same, related: from(Kinship::Siblings) })
        });
        let asks: Vec<Ask> = asks.collect();
        (!asks.is_empty()).then_some(Question { grain: self.grain, asks, below })
    }
}
