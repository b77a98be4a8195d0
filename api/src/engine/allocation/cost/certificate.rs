//! The proof that no other way is shorter.

use super::super::table::Table;
use super::{Arc, Problem};

/// What the proof of the shortest way found. It holds if no arc could be used better: with a price at each node, an arc that
/// has room costs at least what the prices differ by, and one that carries something at most (the complementary slackness
/// of linear programming; Ahuja, Magnanti and Orlin, *Network Flows*, 1993, theorem 9.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Arcs that were looked at: each way that food could go, each limit, each date of which some is left.
    pub arcs: u64,
    /// The lowest reduced cost, metres: of moving a kilogram along any arc that has room, or back on one that carries some.
    /// The proof holds when it is not negative.
    pub lowest: i64,
}

impl Certificate {
    /// Whether the way is proven to be the shortest.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.lowest >= 0
    }

    pub(super) fn of(problem: &Problem, prices: &Table<u32, i64>) -> Self {
        let reduced = |arc: &Arc| {
            let cost = arc.cost + prices[arc.tail] - prices[arc.head];
            let forward = if arc.flow < arc.most { cost } else { 0 };
            let back = if arc.flow > 0 { -cost } else { 0 };
            let within = if (0..=arc.most).contains(&arc.flow) { 0 } else { i64::MIN };
            forward.min(back).min(within)
        };
        Self { arcs: problem.arcs.len() as u64, lowest: problem.arcs.iter().map(reduced).min().unwrap_or(0) }
    }
}
