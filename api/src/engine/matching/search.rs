//! The best few of many: read in blocks of cells around a place until nothing outside can be among them.

use crate::engine::cells::Block;
use shared::geo::Position;
use std::cmp::Reverse;

/// The best so far, best first; equal scores in the order of identifiers.
#[derive(Clone, Debug)]
pub struct Best<Id, T> {
    limit: usize,
    kept: Vec<(Reverse<i64>, Id, T)>,
}

impl<Id: Ord + Copy, T> Best<Id, T> {
    /// Room for `limit`.
    #[must_use]
    pub const fn of(limit: usize) -> Self {
        Self { limit, kept: Vec::new() }
    }

    /// Keeps an item if it is among the best.
    pub fn keep(&mut self, score: i64, id: Id, item: T) {
        let place = self.kept.partition_point(|(known, other, _)| (*known, *other) < (Reverse(score), id));
        if place < self.limit {
            self.kept.insert(place, (Reverse(score), id, item));
            self.kept.truncate(self.limit);
        }
    }

    /// What must be scored to be among the best; nothing while there is room.
    #[must_use]
    pub fn floor(&self) -> i64 {
        let worst = self.kept.last().filter(|_| self.kept.len() >= self.limit);
        worst.map_or(0, |(Reverse(score), ..)| *score)
    }

    /// Whether something that scores at most `ceiling` could still be among the best. At equal scores too: its identifier
    /// may be the smaller one.
    #[must_use]
    pub fn is_open_to(&self, ceiling: i64) -> bool {
        ceiling >= self.floor()
    }

    /// What is kept, best first.
    #[must_use]
    pub fn into_items(self) -> Vec<(Id, T)> {
        self.kept.into_iter().map(|(_, id, item)| (id, item)).collect()
    }
}

/// Reads blocks of cells around a place, each without its inner part, until nothing outside can be among the best:
/// `beyond` is the most that anything at least so many metres away can score.
///
/// # Errors
/// What `read` returns.
pub fn grow<Id: Ord + Copy, T, E>(
    best: &mut Best<Id, T>,
    centre: Position,
    farthest_m: i64,
    beyond: impl Fn(i64) -> i64,
    mut read: impl FnMut(&mut Best<Id, T>, Block, Option<Block>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut block, mut inner) = (Block::around(centre), None);
    loop {
        read(best, block, inner)?;
        let certain = block.certain_m();
        if certain >= farthest_m || !best.is_open_to(beyond(certain)) {
            return Ok(());
        }
        inner = Some(block);
        block = block.grown();
    }
}
