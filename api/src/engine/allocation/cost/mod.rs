//! The shortest way for given shares: least kg·m, with the same food of each date used, and each share within the tolerance.
//!
//! The flow of the fairest shares is one that is possible; whatever can be better differs from it by circles. So the network
//! is taken apart into pieces whose nodes lie on common circles, and each is solved by the network simplex method, beginning
//! with that flow. Prices that prove the result are put together for the whole network, and checked.

mod certificate;
mod pieces;
mod simplex;
mod tree;

pub use certificate::Certificate;

use super::network::{Network, Node, Pipe};
use super::table::{Table, count};
use std::collections::BTreeMap;

/// A connection with a price, that carries something.
#[derive(Clone, Copy, Debug)]
struct Arc {
    tail: u32,
    head: u32,
    /// At most, kg.
    most: i64,
    /// Now, kg.
    flow: i64,
    /// Metres.
    cost: i64,
}

/// A flow of which the cheapest with the same balance of every node is sought.
struct Problem {
    nodes: u32,
    /// First those of the network's edges, in order; then days, then tolerances.
    arcs: Table<u32, Arc>,
}

/// Makes the ways as short as they can be, and proves it.
pub(super) fn shorten(network: &mut Network, territories: &Table<Node, u32>, tolerance: i64) -> Certificate {
    let mut problem = Problem { nodes: count(network.kinds.len()), arcs: arcs(network) };
    let days = problem.add_days(network, territories);
    let least = problem.add_tolerance(network, territories, tolerance);
    let prices = pieces::solve(&mut problem);
    let certificate = Certificate::of(&problem, &prices);
    let mut flows = problem.arcs.iter().map(|arc| arc.flow);
    for pipe in network.pipes.iter_mut() {
        pipe.flow = flows.next().unwrap_or(pipe.flow);
    }
    for (place, flow) in days.iter().zip(flows.by_ref()) {
        network.batches.get_mut(*place).into_iter().for_each(|batch| batch.used = flow);
    }
    for (seat, flow) in least.into_iter().zip(flows) {
        network.held[seat.0] = seat.1 + flow;
    }
    certificate
}

/// The network's edges, with room for what is added to them. Their metres and their order at each node are not needed any more.
fn arcs(network: &mut Network) -> Table<u32, Arc> {
    let metres = network.give_metres();
    let mut arcs = Table::default();
    arcs.reserve(network.pipes.len() + network.batches.len() + network.seats.len());
    for (Pipe { tail, head, most, flow }, cost) in network.pipes.iter().zip(metres.iter()) {
        arcs.push(Arc { tail: tail.0, head: head.0, most: *most, flow: *flow, cost: *cost });
    }
    arcs
}

impl Problem {
    /// Lets food of one date take each other's place within a territory, where some of it is used and some is not. Which
    /// batches it is about, in the order of the arcs.
    fn add_days(&mut self, network: &Network, territories: &Table<Node, u32>) -> Vec<usize> {
        let mut days: BTreeMap<(u32, i64), (i64, i64)> = BTreeMap::new();
        for batch in &network.batches {
            let (used, kg) = days.entry((territories[batch.node], batch.days)).or_default();
            *used += batch.used;
            *kg += batch.kg;
        }
        let mut open: BTreeMap<(u32, i64), u32> = BTreeMap::new();
        for (day, _) in days.into_iter().filter(|(_, (used, kg))| 0 < *used && used < kg) {
            open.insert(day, self.nodes);
            self.nodes += 1;
        }
        let mut places = Vec::new();
        for (place, batch) in network.batches.iter().enumerate() {
            if let Some(day) = open.get(&(territories[batch.node], batch.days)) {
                self.arcs.push(Arc { tail: *day, head: batch.node.0, most: batch.kg, flow: batch.used, cost: 0 });
                places.push(place);
            }
        }
        places
    }

    /// Lets shares differ a little from the fairest. Which nodes they are of, and the least that each may be.
    fn add_tolerance(&mut self, network: &Network, territories: &Table<Node, u32>, tolerance: i64) -> Vec<(Node, i64)> {
        let mut least = Vec::new();
        if tolerance == 0 {
            return least;
        }
        let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
        for seat in network.seats.iter() {
            let end = *ends.entry(territories[seat.node]).or_insert_with(|| {
                self.nodes += 1;
                self.nodes - 1
            });
            let held = network.held[seat.node];
            let low = (held - tolerance).max(0);
            let most = (held + tolerance).min(seat.ceiling) - low;
            self.arcs.push(Arc { tail: seat.node.0, head: end, most, flow: held - low, cost: 0 });
            least.push((seat.node, low));
        }
        least
    }
}
