//! Maximum flow from where there is too much to where something lacks (Dinic, 1970), within one part of the network.

use super::network::{Half, Network, Node};
use super::table::Table;

/// Farther than any node: nothing that lacks can be reached.
const NOWHERE: u32 = u32::MAX;
/// How much farther than measured a source may get before everything is measured again.
const DETOUR: u32 = 6;

/// What a flow needs beside the network, kept from one part to the next.
#[derive(Clone, Debug)]
pub(super) struct Push {
    /// The part that each node is in. Nothing flows from one part to another.
    pub part: Table<Node, u32>,
    /// What each node has too much of (above 0) or lacks (below), kg.
    pub excess: Table<Node, i64>,
    /// Edges to the nearest node that lacks something.
    distance: Table<Node, u32>,
    /// The first of the node's edges that has not failed yet.
    next: Table<Node, u32>,
    queue: Vec<Node>,
    /// What has excess that can get somewhere, and how far away from it that may come to be.
    sources: Vec<(Node, u32)>,
    path: Vec<Half>,
}

impl Push {
    /// For a network of so many nodes, all in part 0.
    pub fn new(nodes: usize) -> Self {
        Self {
            part: Table::filled(nodes, 0),
            excess: Table::filled(nodes, 0),
            distance: Table::filled(nodes, NOWHERE),
            next: Table::filled(nodes, 0),
            queue: Vec::new(),
            sources: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Moves as much as can be moved from excess to lack among `nodes`, which are one part. Afterwards [`Self::lacks`] holds.
    pub fn run(&mut self, network: &mut Network, nodes: &[Node]) {
        while self.measure(network, nodes) {
            self.sources.clear();
            for node in nodes.iter().copied().filter(|node| self.excess[*node] > 0 && self.distance[*node] != NOWHERE) {
                self.sources.push((node, self.distance[node].saturating_add(DETOUR)));
            }
            for place in 0..self.sources.len() {
                if let Some((node, limit)) = self.sources.get(place).copied() {
                    self.drain(network, node, limit);
                }
            }
        }
    }

    /// After [`Self::run`]: whether something could still be used behind this node, if only it could get there.
    pub fn lacks(&self, node: Node) -> bool {
        self.distance[node] != NOWHERE
    }

    /// Distances to the nearest lack; whether any excess can get to one.
    fn measure(&mut self, network: &Network, nodes: &[Node]) -> bool {
        self.queue.clear();
        for node in nodes {
            let lacks = self.excess[*node] < 0;
            self.distance[*node] = if lacks { 0 } else { NOWHERE };
            if lacks {
                self.queue.push(*node);
            }
        }
        let (mut done, mut found) = (0, false);
        while let Some(node) = self.queue.get(done).copied() {
            done += 1;
            self.next[node] = network.span(node).0;
            found |= self.excess[node] > 0;
            let (part, distance) = (self.part[node], self.distance[node] + 1);
            for half in network.around(node) {
                let (from, room) = network.behind(*half);
                if room > 0 && self.distance[from] == NOWHERE && self.part[from] == part {
                    self.distance[from] = distance;
                    self.queue.push(from);
                }
            }
        }
        found
    }

    /// Sends a node's excess along shortest paths, as far as they have room. Where a way is shut, distances are corrected on
    /// the spot; a source that gets too much farther waits for all distances to be measured again.
    fn drain(&mut self, network: &mut Network, source: Node, limit: u32) {
        if self.distance[source] > limit {
            return;
        }
        let mut node = source;
        self.path.clear();
        loop {
            if self.excess[node] < 0 {
                node = self.augment(network, source, node);
                if self.excess[source] == 0 {
                    return;
                }
            }
            if let Some(half) = self.step(network, node) {
                self.path.push(half);
                node = network.ahead(half).0;
            } else {
                self.correct(network, node);
                match self.path.pop() {
                    Some(half) => node = network.ahead(half.reversed()).0,
                    None if self.distance[source] > limit => return,
                    None => {}
                }
            }
        }
    }

    /// One more than the least distance of what a node has room to; it never gets less (Ahuja and Orlin, 1991).
    fn correct(&mut self, network: &Network, node: Node) {
        let part = self.part[node];
        let ends = network.around(node).iter().map(|half| network.ahead(*half));
        let nearest = ends.filter(|(to, room)| *room > 0 && self.part[*to] == part).map(|(to, _)| self.distance[to]).min();
        self.distance[node] = nearest.map_or(NOWHERE, |distance| distance.saturating_add(1));
        self.next[node] = network.span(node).0;
    }

    /// The next edge that leads nearer to a lack and has room.
    fn step(&mut self, network: &Network, node: Node) -> Option<Half> {
        let (part, distance, end) = (self.part[node], self.distance[node], network.span(node).1);
        let mut place = self.next[node];
        while place < end {
            let half = network.half(place);
            let (to, room) = network.ahead(half);
            if room > 0 && self.distance[to] != NOWHERE && self.distance[to] + 1 == distance && self.part[to] == part {
                self.next[node] = place;
                return Some(half);
            }
            place += 1;
        }
        self.next[node] = place;
        None
    }

    /// Sends what fits along the path, and gives the last node that is still connected with the source.
    fn augment(&mut self, network: &mut Network, source: Node, sink: Node) -> Node {
        let room = self.path.iter().map(|half| network.ahead(*half).1).min().unwrap_or(0);
        let kg = room.min(self.excess[source]).min(-self.excess[sink]);
        let mut full = None;
        for (place, half) in self.path.iter().enumerate() {
            network.send(*half, kg);
            if full.is_none() && network.ahead(*half).1 == 0 {
                full = Some((place, network.ahead(half.reversed()).0));
            }
        }
        self.excess[source] -= kg;
        self.excess[sink] += kg;
        let Some((place, node)) = full else { return sink };
        self.path.truncate(place);
        node
    }

    /// Puts all nodes that food could flow to from `sources`, within their part, into part `mark`; and lists them.
    pub fn flood(&mut self, network: &Network, sources: impl Iterator<Item = Node>, mark: u32) -> Vec<Node> {
        let mut found: Vec<Node> = Vec::new();
        for source in sources {
            let part = self.part[source];
            if part == mark {
                continue;
            }
            let mut done = found.len();
            self.part[source] = mark;
            found.push(source);
            while let Some(node) = found.get(done).copied() {
                done += 1;
                for half in network.around(node) {
                    let (to, room) = network.ahead(*half);
                    if room > 0 && self.part[to] == part {
                        self.part[to] = mark;
                        found.push(to);
                    }
                }
            }
        }
        found
    }

    /// Splits a part into connected pieces, each a part of its own with a number from `*fresh` on: the nodes in the order
    /// of the pieces, and the length of each piece.
    pub fn pieces(&mut self, network: &Network, nodes: &[Node], fresh: &mut u32) -> (Vec<Node>, Vec<usize>) {
        let mut found: Vec<Node> = Vec::with_capacity(nodes.len());
        let mut lengths = Vec::new();
        let before = *fresh;
        for start in nodes {
            let part = self.part[*start];
            if part >= before {
                continue;
            }
            let begin = found.len();
            let mut done = begin;
            self.part[*start] = *fresh;
            found.push(*start);
            while let Some(node) = found.get(done).copied() {
                done += 1;
                for half in network.around(node) {
                    let to = network.ahead(*half).0;
                    if self.part[to] == part {
                        self.part[to] = *fresh;
                        found.push(to);
                    }
                }
            }
            *fresh = fresh.saturating_add(1);
            lengths.push(found.len() - begin);
        }
        debug_assert_eq!(found.len(), nodes.len(), "a part lies within its nodes");
        (found, lengths)
    }
}
