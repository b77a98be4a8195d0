//! The network simplex method (Dantzig, 1951; Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapter 11), beginning with a
//! flow that is possible. Arcs outside the tree may carry anything: those that could do better come into the tree.

use super::super::table::{Table, count};
use super::Arc;
use super::tree::{NONE, Tree};

/// So many turns, for each node, that change nothing, one after the other, and the rule that cannot go round in circles
/// takes over.
const PATIENCE: u32 = 4;

/// The cheapest flow and its prices.
pub(super) struct Solved {
    pub flows: Vec<i64>,
    pub prices: Vec<i64>,
}

/// A connected piece of a problem on its way to the cheapest flow.
pub(super) struct Simplex {
    arcs: Table<u32, Arc>,
    tree: Tree,
    /// Where the search for the next arc begins, and how many arcs are looked at before the best of them is taken.
    next: u32,
    block: u32,
    /// Turns since the flow last changed.
    idle: u32,
    nodes: u32,
}

/// An arc that could be used better.
#[derive(Clone, Copy)]
struct Entering {
    arc: u32,
    /// Whether it should carry more, not less.
    more: bool,
    gain: i64,
}

/// What first stops a circle of flow.
struct Stop {
    kg: i64,
    /// The tree's node above which it stops; [`NONE`]: it is the entering arc.
    node: u32,
    /// Whether that is on the side that the entering arc comes from.
    behind: bool,
    arc: u32,
}

impl Simplex {
    /// Solves a problem of connected nodes.
    pub fn solve(nodes: u32, arcs: Vec<Arc>) -> Solved {
        let block = count(arcs.len()).isqrt().max(16);
        let mut simplex = Self { tree: Tree::of(nodes), arcs: Table::new(arcs), next: 0, block, idle: 0, nodes };
        simplex.plant();
        while let Some(entering) = simplex.entering() {
            simplex.turn(entering);
        }
        Solved { flows: simplex.arcs.iter().map(|arc| arc.flow).collect(), prices: simplex.tree.price.into_items() }
    }

    /// Makes the first tree: of arcs that are neither empty nor full where possible, and of cheap ones (Kruskal, 1956).
    fn plant(&mut self) {
        let mut order: Vec<(u32, u32)> = self.arcs.iter().map(turn_of).zip(0..).collect();
        order.sort_unstable();
        let mut root: Table<u32, u32> = Table::new((0..self.nodes).collect());
        let mut near = Near::of(self.nodes);
        for (_, number) in order {
            let Arc { tail, head, .. } = self.arcs[number];
            let [one, other] = [find(&mut root, tail), find(&mut root, head)];
            if one != other {
                root[one] = other;
                near.add(tail, number);
                near.add(head, number);
            }
        }
        let (mut open, mut planted) = (vec![(0, NONE)], Vec::with_capacity(self.nodes as usize));
        while let Some((node, by)) = open.pop() {
            let mut place = near.first[node];
            while place != NONE {
                let (number, next) = near.arcs[place];
                let Arc { tail, head, cost, .. } = self.arcs[number];
                let (child, price) = if tail == node { (head, cost) } else { (tail, -cost) };
                if number != by {
                    planted.push((child, node, number, price));
                    open.push((child, number));
                }
                place = next;
            }
        }
        self.tree.plant(&planted);
    }

    fn gain(&self, number: u32) -> Option<Entering> {
        let arc = &self.arcs[number];
        let reduced = arc.cost + self.tree.price[arc.tail] - self.tree.price[arc.head];
        let useful = (reduced < 0 && arc.flow < arc.most) || (reduced > 0 && arc.flow > 0);
        useful.then_some(Entering { arc: number, more: reduced < 0, gain: reduced.abs() })
    }

    /// Whether so many turns changed nothing that they may never do.
    const fn is_going_round(&self) -> bool {
        self.idle / PATIENCE > self.nodes
    }

    /// The best of a block of arcs, or of the next block that has any.
    fn entering(&mut self) -> Option<Entering> {
        let len = count(self.arcs.len());
        if self.is_going_round() {
            return (0..len).find_map(|number| self.gain(number));
        }
        let (mut best, mut in_block, mut number): (Option<Entering>, u32, u32) = (None, 0, self.next);
        for _ in 0..len {
            if let Some(found) = self.gain(number)
                && best.is_none_or(|best| found.gain > best.gain)
            {
                best = Some(found);
            }
            number = if number + 1 < len { number + 1 } else { 0 };
            in_block += 1;
            if in_block == self.block {
                if best.is_some() {
                    break;
                }
                in_block = 0;
            }
        }
        self.next = number;
        best
    }

    /// Lets an arc into the tree, sends round the circle what fits, and takes an arc out that stops it.
    fn turn(&mut self, entering: Entering) {
        let Arc { tail, head, .. } = self.arcs[entering.arc];
        let (from, to) = if entering.more { (tail, head) } else { (head, tail) };
        let top = self.meet(from, to);
        let stop = self.stop(entering, from, to, top);
        self.idle = if stop.kg > 0 { 0 } else { self.idle.saturating_add(1) };
        if stop.kg > 0 {
            self.send(entering, from, to, top, stop.kg);
        }
        if stop.node == NONE {
            return;
        }
        let (node, on) = if stop.behind { (from, to) } else { (to, from) };
        let reduced = self.arcs[entering.arc].cost + self.tree.price[tail] - self.tree.price[head];
        let rise = if node == tail { -reduced } else { reduced };
        self.tree.exchange(stop.node, node, on, entering.arc, rise);
    }

    /// The lowest node above both.
    fn meet(&self, mut one: u32, mut other: u32) -> u32 {
        while one != other {
            if self.tree.depth[one] < self.tree.depth[other] {
                other = self.tree.parent[other];
            } else {
                one = self.tree.parent[one];
            }
        }
        one
    }

    /// How much more can go up from a node to its parent, or down to it.
    fn room(&self, node: u32, up: bool) -> i64 {
        let arc = &self.arcs[self.tree.by[node]];
        if (arc.tail == node) == up { arc.most - arc.flow } else { arc.flow }
    }

    /// Of the arcs that stop the circle first, the last one in the direction of flow as seen from its top: this keeps
    /// turns that change nothing from going round in circles (Cunningham, 1976). When that fails because the first tree
    /// was not made for it, the arc with the smallest number (Bland, 1977).
    fn stop(&self, entering: Entering, from: u32, to: u32, top: u32) -> Stop {
        let bland = self.is_going_round();
        let arc = &self.arcs[entering.arc];
        let kg = if entering.more { arc.most - arc.flow } else { arc.flow };
        let mut stop = Stop { kg, node: NONE, behind: false, arc: entering.arc };
        for behind in [true, false] {
            let mut node = if behind { from } else { to };
            while node != top {
                let (kg, arc) = (self.room(node, !behind), self.tree.by[node]);
                let first = match (bland, behind) {
                    (true, _) => arc < stop.arc,
                    (false, true) => false,
                    (false, false) => true,
                };
                if kg < stop.kg || (kg == stop.kg && first) {
                    stop = Stop { kg, node, behind, arc };
                }
                node = self.tree.parent[node];
            }
        }
        stop
    }

    fn send(&mut self, entering: Entering, from: u32, to: u32, top: u32, kg: i64) {
        self.arcs[entering.arc].flow += if entering.more { kg } else { -kg };
        for (start, up) in [(from, false), (to, true)] {
            let mut node = start;
            while node != top {
                let arc = &mut self.arcs[self.tree.by[node]];
                arc.flow += if (arc.tail == node) == up { kg } else { -kg };
                node = self.tree.parent[node];
            }
        }
    }
}

/// When an arc's turn comes to be planted: those that are neither empty nor full, then the others, each from the cheapest on. A
/// way is far below 31 binary places.
fn turn_of(arc: &Arc) -> u32 {
    let is_bound = arc.flow == 0 || arc.flow == arc.most;
    (u32::from(is_bound) << 31) | u32::try_from(arc.cost).unwrap_or(u32::MAX >> 1)
}

/// The arcs of a first tree by node, each with the place of the next.
struct Near {
    first: Table<u32, u32>,
    arcs: Table<u32, (u32, u32)>,
}

impl Near {
    fn of(nodes: u32) -> Self {
        Self { first: Table::filled(nodes as usize, NONE), arcs: Table::new(Vec::with_capacity(2 * nodes as usize)) }
    }

    fn add(&mut self, node: u32, arc: u32) {
        self.arcs.push((arc, self.first[node]));
        self.first[node] = count(self.arcs.len()) - 1;
    }
}

fn find(root: &mut Table<u32, u32>, mut node: u32) -> u32 {
    while root[node] != node {
        root[node] = root[root[node]];
        node = root[node];
    }
    node
}
