//! The ways between the places of a tour.

use super::{DETOUR, METRES_A_MINUTE};
use shared::geo::Position;
use shared::time::MINUTE;

/// Distances and travelling times from each place to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    /// Row by row: from the first place to all, from the second …
    metres: Vec<i64>,
    millis: Vec<i64>,
}

impl Matrix {
    /// Straight lines between places, as long as roads are.
    #[must_use]
    pub fn straight(places: &[Position]) -> Self {
        let from_each = places.iter().flat_map(|from| places.iter().map(move |to| from.metres_to(*to) * DETOUR / 10));
        let metres: Vec<i64> = from_each.collect();
        let millis = metres.iter().map(|metres| metres * MINUTE / METRES_A_MINUTE).collect();
        Self { size: places.len(), metres, millis }
    }

    /// The way between two places, metres; 0 for places that are not in it.
    #[must_use]
    pub fn metres(&self, from: usize, to: usize) -> i64 {
        self.metres.get(from * self.size + to).copied().unwrap_or_default()
    }

    /// How long that takes, milliseconds; 0 for places that are not in it.
    #[must_use]
    pub fn millis(&self, from: usize, to: usize) -> i64 {
        self.millis.get(from * self.size + to).copied().unwrap_or_default()
    }
}
