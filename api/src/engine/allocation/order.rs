//! In which order things are looked at, whatever the order and numbers of an instance's lists: ties are broken by a hash of
//! the round and of who it is, and neighbours come one after the other.

use super::build::stream;
use super::model::{Instance, Place};
use super::table::mix;

/// Places in an instance's lists.
pub(super) struct Order {
    /// Recipients, those with the same nearest origin together.
    pub recipients: Vec<usize>,
    /// Lots, by stream, then the soonest date first.
    pub lots: Vec<usize>,
    /// For each recipient, in the order of the list: the smaller number comes first among equals.
    pub ties: Vec<u64>,
    /// For each origin: how many come before it.
    pub origins: Vec<usize>,
    /// For each category: how many come before it.
    pub categories: Vec<usize>,
}

impl Order {
    pub fn of(instance: &Instance) -> Self {
        let origins = ranks(instance.origins.iter().map(|it| (along(it.place), it.place, it.id)));
        let categories = ranks(instance.categories.iter().map(|it| (it.temperature, &it.name, it.id)));
        let hashes = instance.recipients.iter().map(|it| (mix(instance.seed, it.key), mix(instance.seed, u64::from(it.id))));
        let ties = ranks(hashes);
        Self {
            recipients: recipients(instance, &origins, &ties),
            lots: lots(instance, &origins, &categories, &ties),
            ties: ties.into_iter().map(|rank| rank as u64).collect(),
            origins,
            categories,
        }
    }
}

/// For each item: how many are smaller.
fn ranks<T: Ord>(items: impl Iterator<Item = T>) -> Vec<usize> {
    let mut sorted: Vec<(T, usize)> = items.zip(0..).collect();
    sorted.sort_unstable();
    let mut ranks = vec![0; sorted.len()];
    for (rank, (_, place)) in sorted.into_iter().enumerate() {
        if let Some(of) = ranks.get_mut(place) {
            *of = rank;
        }
    }
    ranks
}

/// How many come before a place.
pub(super) fn rank(ranks: &[usize], place: usize) -> usize {
    ranks.get(place).copied().unwrap_or(usize::MAX)
}

fn recipients(instance: &Instance, origins: &[usize], ties: &[usize]) -> Vec<usize> {
    let sorting = instance.recipients.iter().zip(ties).enumerate().map(|(place, (it, tie))| {
        let within = it.links.iter().filter(|(_, metres)| *metres <= it.reach);
        let nearest = within.map(|(origin, metres)| (*metres, rank(origins, *origin))).min();
        (nearest.map_or(usize::MAX, |(_, origin)| origin), *tie, place)
    });
    let mut sorting: Vec<(usize, usize, usize)> = sorting.collect();
    sorting.sort_unstable();
    sorting.into_iter().map(|(_, _, place)| place).collect()
}

fn lots(instance: &Instance, origins: &[usize], categories: &[usize], ties: &[usize]) -> Vec<usize> {
    let sorting = instance.lots.iter().enumerate().map(|(place, lot)| {
        let (origin, category, closed) = stream(lot);
        let mut closed: Vec<usize> = closed.into_iter().map(|recipient| rank(ties, recipient)).collect();
        closed.sort_unstable();
        let hash = mix(instance.seed, u64::from(lot.id));
        ((rank(origins, origin), rank(categories, category), closed), (lot.days, lot.kg, hash, lot.id), place)
    });
    let mut sorting: Vec<_> = sorting.collect();
    sorting.sort_unstable();
    sorting.into_iter().map(|(_, _, place)| place).collect()
}

/// A number that is near for places that are near: the bits of both coordinates in turns (Morton, 1966).
fn along(place: Place) -> u64 {
    let spread = |degrees: i64| {
        let cells = degrees.saturating_add(180_000_000).clamp(0, 360_000_000).cast_unsigned() >> 10;
        (0..20).fold(0, |sum, bit| sum | (cells >> bit & 1) << (2 * bit))
    };
    spread(place.latitude) << 1 | spread(place.longitude)
}
