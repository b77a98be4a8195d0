//! Takes a problem apart: an arc that lies on no circle of room carries the same in every solution.

use super::super::table::{Table, count};
use super::simplex::Simplex;
use super::{Arc, Problem};
use std::cmp::Reverse;

/// Solves each piece, and gives prices for the whole.
pub(super) fn solve(problem: &mut Problem) -> Table<u32, i64> {
    let pieces = Pieces::of(problem);
    let mut prices: Table<u32, i64> = Table::filled(problem.nodes as usize, 0);
    let mut local: Table<u32, u32> = Table::filled(problem.nodes as usize, 0);
    let inner = arcs_by_piece(problem, &pieces);
    for arcs in inner.chunk_by(|(one, _), (next, _)| one == next) {
        let Some((piece, _)) = arcs.first() else { continue };
        let nodes = pieces.nodes(*piece);
        for (number, node) in (0..).zip(nodes) {
            local[*node] = number;
        }
        let renumbered = arcs.iter().map(|(_, arc)| {
            let it = problem.arcs[*arc];
            Arc { tail: local[it.tail], head: local[it.head], ..it }
        });
        let solved = Simplex::solve(count(nodes.len()), renumbered.collect());
        for ((_, arc), flow) in arcs.iter().zip(solved.flows) {
            problem.arcs[*arc].flow = flow;
        }
        for (node, price) in nodes.iter().zip(solved.prices) {
            prices[*node] = price;
        }
    }
    pieces.connect(problem, &mut prices);
    prices
}

/// The arcs that have both ends in one piece and can carry something, with their piece, in the order of pieces.
fn arcs_by_piece(problem: &Problem, pieces: &Pieces) -> Vec<(u32, u32)> {
    let numbered = (0..).zip(problem.arcs.iter()).filter(|(_, arc)| arc.most > 0);
    let inner = numbered.filter_map(|(number, arc)| {
        let piece = pieces.of[arc.tail];
        (piece == pieces.of[arc.head]).then_some((piece, number))
    });
    let mut inner: Vec<(u32, u32)> = inner.collect();
    inner.sort_unstable();
    inner
}

/// The strongly connected components of the graph of room (Tarjan, 1972): those further down the stream come first.
struct Pieces {
    of: Table<u32, u32>,
    /// The nodes, piece by piece.
    nodes: Table<u32, u32>,
    /// Where each piece begins among them, and after the last one where it ends.
    first: Table<u32, u32>,
}

/// A search that has not left a node yet.
struct Search {
    first: Table<u32, u32>,
    ends: Table<u32, u32>,
    /// When each node was found; 0: not yet.
    found: Table<u32, u32>,
    low: Table<u32, u32>,
    time: u32,
    open: Vec<u32>,
    calls: Vec<(u32, u32)>,
}

/// No piece yet.
const NONE: u32 = u32::MAX;

impl Pieces {
    fn of(problem: &Problem) -> Self {
        let of = Table::filled(problem.nodes as usize, NONE);
        let mut pieces = Self { of, nodes: Table::default(), first: Table::filled(1, 0) };
        pieces.nodes.reserve(problem.nodes as usize);
        let mut search = Search::new(problem);
        for node in 0..problem.nodes {
            if search.found[node] == 0 {
                search.enter(node);
                while let Some((node, at)) = search.calls.pop() {
                    search.go_on(node, at, &mut pieces);
                }
            }
        }
        pieces
    }

    /// How many pieces there are.
    const fn len(&self) -> usize {
        self.first.len() - 1
    }

    fn nodes(&self, piece: u32) -> &[u32] {
        self.nodes.range(self.first[piece], self.first[piece + 1])
    }

    /// Moves the prices of whole pieces, so that they are right for arcs between pieces too. Such an arc has room in one
    /// direction only, downstream, so the pieces further up are settled first.
    fn connect(&self, problem: &Problem, prices: &mut Table<u32, i64>) {
        let between = problem.arcs.iter().filter(|arc| self.of[arc.tail] != self.of[arc.head]).flat_map(|arc| {
            let forward = (arc.flow < arc.most).then_some((self.of[arc.tail], arc.tail, arc.head, arc.cost));
            let back = (arc.flow > 0).then_some((self.of[arc.head], arc.head, arc.tail, -arc.cost));
            forward.into_iter().chain(back)
        });
        let mut between: Vec<(u32, u32, u32, i64)> = between.collect();
        between.sort_unstable_by_key(|(piece, ..)| Reverse(*piece));
        let mut offsets: Table<u32, i64> = Table::filled(self.len(), 0);
        for (piece, from, to, cost) in between {
            let of = self.of[to];
            offsets[of] = offsets[of].min(prices[from] + offsets[piece] + cost - prices[to]);
        }
        for (node, piece) in (0..).zip(self.of.iter()) {
            prices[node] += offsets[*piece];
        }
    }
}

impl Search {
    /// Lists, for each node, where food could go from there.
    fn new(problem: &Problem) -> Self {
        let len = problem.nodes as usize;
        let mut first: Table<u32, u32> = Table::filled(len + 1, 0);
        let with_room = |arc: &Arc| [(arc.flow < arc.most, arc.tail, arc.head), (arc.flow > 0, arc.head, arc.tail)];
        for (_, from, _) in problem.arcs.iter().flat_map(with_room).filter(|(room, ..)| *room) {
            first[from] += 1;
        }
        let mut sum = 0;
        for number in first.iter_mut() {
            sum += *number;
            *number = sum;
        }
        let mut ends: Table<u32, u32> = Table::filled(sum as usize, 0);
        for (_, from, to) in problem.arcs.iter().flat_map(with_room).filter(|(room, ..)| *room) {
            first[from] -= 1;
            ends[first[from]] = to;
        }
        let (found, low) = (Table::filled(len, 0), Table::filled(len, 0));
        Self { first, ends, found, low, time: 0, open: Vec::new(), calls: Vec::new() }
    }

    fn enter(&mut self, node: u32) {
        self.time += 1;
        self.found[node] = self.time;
        self.low[node] = self.time;
        self.open.push(node);
        self.calls.push((node, self.first[node]));
    }

    /// Looks at a node's arcs from `at` on, until one leads to a new node or all are done.
    fn go_on(&mut self, node: u32, at: u32, pieces: &mut Pieces) {
        for place in at..self.first[node + 1] {
            let to = self.ends[place];
            if self.found[to] == 0 {
                // Looked at once more when the new node is done, for what it has found.
                self.calls.push((node, place));
                self.enter(to);
                return;
            }
            if pieces.of[to] == NONE {
                self.low[node] = self.low[node].min(self.low[to]);
            }
        }
        if self.low[node] == self.found[node] {
            let number = count(pieces.len());
            let begin = self.open.iter().rposition(|it| *it == node).unwrap_or(0);
            for node in self.open.drain(begin..) {
                pieces.of[node] = number;
                pieces.nodes.push(node);
            }
            pieces.first.push(count(pieces.nodes.len()));
        }
    }
}
