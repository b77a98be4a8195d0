//! The most urgent food first: of all ways to hand out as much, the one that uses the most food of the nearest date, then of
//! the next, and so on.
//!
//! What anybody gets does not change: with any choice of food that can be handed out whole, any choice of shares is possible
//! (Mendelsohn and Dulmage, 1958). So food of a near date that is left over is pushed through the network to where food of a
//! later date is used, and takes its place.

use super::flow::Push;
use super::network::{Batch, Network, Node};
use super::table::{Table, count};
use std::collections::BTreeMap;

/// Where food can still take the place of other food.
const ALIVE: u32 = 0;
/// Where what is left over today could go.
const TODAY: u32 = 1;
/// Where no food of a later date is used: what gets there finds nothing to replace, today and on later days.
const DEAD: u32 = 2;

/// Uses urgent food first, and writes into each [`Batch`] how much of it is used.
pub(super) fn put_first(network: &mut Network, territories: &Table<Node, u32>) {
    let stocks = Stocks::of(network);
    for (node, range) in stocks.ranges() {
        let mut used = -network.left[node];
        let batches = network.batches.get_mut(range).unwrap_or_default();
        used += batches.iter().map(|batch| batch.kg).sum::<i64>();
        for batch in batches {
            batch.used = batch.kg.min(used);
            used -= batch.used;
        }
    }
    let mut push = Push::new(network.kinds.len());
    let mut spare = spare(network, territories);
    while let Some((key, sources)) = spare.pop_first() {
        stocks.exchange(network, &mut push, key, &sources, &mut spare);
    }
    for (node, range) in stocks.ranges() {
        let batches = network.batches.get(range).unwrap_or_default();
        network.left[node] = batches.iter().map(|batch| batch.kg - batch.used).sum();
    }
}

/// The days of which something is left over in each territory, and where. One territory comes after the other: what is worked
/// on together lies together.
type Spare = BTreeMap<(u32, i64), Vec<Node>>;

fn spare(network: &Network, territories: &Table<Node, u32>) -> Spare {
    let mut spare = Spare::new();
    for batch in network.batches.iter().filter(|batch| batch.used < batch.kg) {
        spare.entry((territories[batch.node], batch.days)).or_default().push(batch.node);
    }
    spare
}

/// Where each node's batches are.
struct Stocks {
    first: Table<Node, (u32, u32)>,
}

impl Stocks {
    fn of(network: &Network) -> Self {
        let mut first = Table::filled(network.kinds.len(), (0, 0));
        for (place, batch) in (0..count(network.batches.len())).zip(&network.batches) {
            let range: &mut (u32, u32) = &mut first[batch.node];
            range.0 = if range.1 == 0 { place } else { range.0 };
            range.1 = place + 1;
        }
        Self { first }
    }

    fn range(&self, node: Node) -> std::ops::Range<usize> {
        let (first, end) = self.first[node];
        first as usize..end as usize
    }

    fn ranges(&self) -> impl Iterator<Item = (Node, std::ops::Range<usize>)> {
        let nodes = (0..count(self.first.len())).map(Node).filter(|node| self.first[*node].1 > 0);
        nodes.map(|node| (node, self.range(node)))
    }

    /// Lets what is left of one day's food take the place of later food, as much as can.
    fn exchange(
        &self,
        network: &mut Network,
        push: &mut Push,
        (territory, day): (u32, i64),
        sources: &[Node],
        spare: &mut Spare,
    ) {
        let alive: Vec<Node> = sources.iter().copied().filter(|node| push.part[*node] == ALIVE).collect();
        let reached = push.flood(network, alive.into_iter(), TODAY);
        let mut before: Vec<(Node, i64)> = Vec::new();
        for node in &reached {
            let batches = network.batches.get(self.range(*node)).unwrap_or_default();
            let spare: i64 = batches.iter().filter(|it| it.days == day).map(|it| it.kg - it.used).sum();
            let later: i64 = batches.iter().filter(|it| it.days > day).map(|it| it.used).sum();
            push.excess[*node] = spare - later;
            if spare != later {
                before.push((*node, spare - later));
            }
        }
        push.run(network, &reached);
        let mut stuck = Vec::new();
        for (node, before) in before {
            let after = std::mem::take(&mut push.excess[node]);
            let batches = network.batches.get_mut(self.range(node)).unwrap_or_default();
            replace(batches, day, before - after, |later| spare.entry((territory, later)).or_default().push(node));
            stuck.extend((after > 0).then_some(node));
        }
        push.flood(network, stuck.into_iter(), DEAD);
        for node in reached {
            if push.part[node] == TODAY {
                push.part[node] = ALIVE;
            }
        }
    }
}

/// Uses `more` kilograms of a day's food, or as many fewer of later food; says of which days.
fn replace(batches: &mut [Batch], day: i64, more: i64, mut spared: impl FnMut(i64)) {
    if more > 0 {
        batches.iter_mut().filter(|batch| batch.days == day).for_each(|batch| batch.used += more);
    }
    let mut gone = (-more).max(0);
    for batch in batches.iter_mut().rev().filter(|batch| batch.days > day) {
        let kg = batch.used.min(gone);
        batch.used -= kg;
        gone -= kg;
        if kg > 0 {
            spared(batch.days);
        }
    }
}
