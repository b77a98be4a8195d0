//! The compact network of a round: its size does not depend on the number of lots.
//!
//! `(stream, wait) → (stream, shorter wait) → … → (recipient, category) → (recipient, temperature) → recipient`, where a
//! stream is an origin's food of one category that is open to the same recipients. Lots stand at the longest wait that they
//! outlast: for every shorter wait they are as good. Needs, storage and vehicles nest, so that whole kilograms are exact.

use super::table::{Key, Table};

/// A point of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Node(pub u32);

/// A connection of the network, on which food flows one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge(pub u32);

impl Key for Node {
    fn place(self) -> usize {
        self.0 as usize
    }
}

impl Key for Edge {
    fn place(self) -> usize {
        self.0 as usize
    }
}

/// What an edge joins, what it can carry and what it carries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pipe {
    pub tail: Node,
    pub head: Node,
    /// At most, kg.
    pub most: i64,
    /// Now, kg.
    pub flow: i64,
}

/// An edge as seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Half(u32);

impl Half {
    pub const fn from_tail(edge: Edge) -> Self {
        Self(edge.0 << 1)
    }

    pub const fn from_head(edge: Edge) -> Self {
        Self(edge.0 << 1 | 1)
    }

    pub const fn edge(self) -> Edge {
        Edge(self.0 >> 1)
    }

    /// The same edge as seen from the other end.
    pub const fn reversed(self) -> Self {
        Self(self.0 ^ 1)
    }

    /// Whether it is seen from where its food comes from.
    pub const fn is_forward(self) -> bool {
        self.0 & 1 == 0
    }
}

/// Food of one stream and date at a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch {
    pub node: Node,
    /// Days before the date.
    pub days: i64,
    pub kg: i64,
    /// How much of it is handed out, kg: see [`super::urgency`].
    pub used: i64,
}

/// A recipient that anything can reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub node: Node,
    /// Place in the instance's list.
    pub recipient: usize,
    /// See [`super::model::Recipient`].
    pub weight: i64,
    pub received: i64,
    /// What it can take of everything at once, kg.
    pub ceiling: i64,
    /// Among equals the smaller one comes first.
    pub tie: u64,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Food of a stream that lasts a certain time.
    Stock(u32),
    /// A seat's need for a category.
    Need(u32),
    /// A seat's storage for a temperature.
    Room,
    /// A seat.
    Seat(u32),
}

/// An origin's food of one category that is open to the same recipients.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    /// Places of its lots, soonest date first.
    pub lots: Vec<usize>,
    /// The nodes by wait, shortest first.
    pub nodes: Vec<(i64, Node)>,
}

/// The network and what flows in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub pipes: Table<Edge, Pipe>,
    /// Metres of the edges, 0 within a stream and within a recipient.
    pub metres: Table<Edge, i64>,
    pub kinds: Table<Node, Kind>,
    pub seats: Table<u32, Seat>,
    pub streams: Table<u32, Stream>,
    /// All food that somebody can use, in the order of nodes and dates.
    pub batches: Vec<Batch>,
    /// Food of each node that is not handed out, kg.
    pub left: Table<Node, i64>,
    /// What each recipient's node gets, kg.
    pub held: Table<Node, i64>,
    first: Table<Node, u32>,
    around: Table<u32, Half>,
}

impl Network {
    /// Its metres, once nothing has to flow in it any more: the edges of a node are forgotten, too.
    pub fn give_metres(&mut self) -> Table<Edge, i64> {
        (self.first, self.around) = (Table::default(), Table::default());
        std::mem::take(&mut self.metres)
    }

    /// The edges of a node.
    pub fn around(&self, node: Node) -> &[Half] {
        self.around.range(self.first[node], self.first[Node(node.0 + 1)])
    }

    /// Where the range of [`Self::around`] begins and ends, for [`Self::half`].
    pub fn span(&self, node: Node) -> (u32, u32) {
        (self.first[node], self.first[Node(node.0 + 1)])
    }

    pub fn half(&self, place: u32) -> Half {
        self.around[place]
    }

    /// All nodes, in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        (0..super::table::count(self.kinds.len())).map(Node)
    }

    /// The other end, and how much more can go there along this edge (or come back on it).
    pub fn ahead(&self, half: Half) -> (Node, i64) {
        let pipe = &self.pipes[half.edge()];
        if half.is_forward() { (pipe.head, pipe.most - pipe.flow) } else { (pipe.tail, pipe.flow) }
    }

    /// The other end, and how much more can come from there.
    pub fn behind(&self, half: Half) -> (Node, i64) {
        let pipe = &self.pipes[half.edge()];
        if half.is_forward() { (pipe.head, pipe.flow) } else { (pipe.tail, pipe.most - pipe.flow) }
    }

    /// Moves food along an edge, in the direction away from this end.
    pub fn send(&mut self, half: Half, kg: i64) {
        let pipe = &mut self.pipes[half.edge()];
        pipe.flow += if half.is_forward() { kg } else { -kg };
    }

    /// Lists the edges of every node: to be called once, when all are there.
    pub fn index(&mut self) {
        let len = self.kinds.len();
        let mut first: Table<Node, u32> = Table::filled(len + 1, 0);
        for pipe in self.pipes.iter() {
            first[pipe.tail] += 1;
            first[pipe.head] += 1;
        }
        let mut sum = 0;
        for number in first.iter_mut() {
            sum += *number;
            *number = sum;
        }
        let mut around: Table<u32, Half> = Table::filled(sum as usize, Half(0));
        // From the last edge to the first, so that each node's are in order.
        for (edge, pipe) in self.pipes.iter().enumerate().rev() {
            let edge = Edge(super::table::count(edge));
            for (node, half) in [(pipe.head, Half::from_head(edge)), (pipe.tail, Half::from_tail(edge))] {
                first[node] -= 1;
                around[first[node]] = half;
            }
        }
        (self.first, self.around) = (first, around);
        self.nearest_first();
    }

    /// Lets the first flow take near ways where it can: less is left to be shortened.
    fn nearest_first(&mut self) {
        let starts: Vec<usize> = self.first.iter().map(|at| *at as usize).collect();
        let mut rest = self.around.as_mut_slice();
        for (from, to) in starts.iter().zip(starts.iter().skip(1)) {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(to - from);
            own.sort_by_key(|half| self.metres[half.edge()]);
            rest = others;
        }
    }

    /// The food at a node, by date.
    pub fn batches_at(&self, node: Node) -> &[Batch] {
        let first = self.batches.partition_point(|batch| batch.node < node);
        let end = self.batches.partition_point(|batch| batch.node <= node);
        self.batches.get(first..end).unwrap_or_default()
    }

    /// What a seat has received with this round, kg.
    pub fn has(&self, seat: &Seat) -> i64 {
        seat.received + self.held[seat.node]
    }
}
