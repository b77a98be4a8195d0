//! The tree of the network simplex method: every node hangs on another by an arc, but for the root.

use super::super::table::Table;

/// No node, or no arc.
pub(super) const NONE: u32 = u32::MAX;

/// A spanning tree with the prices that make all its arcs cost nothing.
pub(super) struct Tree {
    /// On which node each hangs.
    pub parent: Table<u32, u32>,
    /// By which arc.
    pub by: Table<u32, u32>,
    /// One more than that of the node on which it hangs; the root's may be anything.
    pub depth: Table<u32, u64>,
    /// Metres.
    pub price: Table<u32, i64>,
    child: Table<u32, u32>,
    next: Table<u32, u32>,
    before: Table<u32, u32>,
    /// Nodes that hang on each, with itself.
    size: Table<u32, u32>,
    nodes: u32,
}

impl Tree {
    /// So many nodes without any connection.
    pub fn of(nodes: u32) -> Self {
        let none = || Table::filled(nodes as usize, NONE);
        let (parent, by, child, next, before) = (none(), none(), none(), none(), none());
        let (price, depth, size) = (Table::filled(nodes as usize, 0), Table::filled(nodes as usize, 0), none());
        Self { parent, by, depth, price, child, next, before, size, nodes }
    }

    /// Hangs nodes on others, where each comes after the one it hangs on: the node, the other, the arc, the difference of
    /// their prices. The first node of the tree is the root.
    pub fn plant(&mut self, order: &[(u32, u32, u32, i64)]) {
        self.size.iter_mut().for_each(|size| *size = 1);
        for (node, on, by, price) in order.iter().copied() {
            self.hang(node, on, by);
            self.depth[node] = self.depth[on] + 1;
            self.price[node] = self.price[on] + price;
        }
        for (node, on, ..) in order.iter().rev() {
            self.size[*on] += self.size[*node];
        }
    }

    fn hang(&mut self, node: u32, on: u32, by: u32) {
        let sibling = self.child[on];
        self.parent[node] = on;
        self.by[node] = by;
        self.next[node] = sibling;
        self.before[node] = NONE;
        if sibling != NONE {
            self.before[sibling] = node;
        }
        self.child[on] = node;
    }

    fn take_off(&mut self, node: u32) {
        let (before, next, parent) = (self.before[node], self.next[node], self.parent[node]);
        if before == NONE {
            self.child[parent] = next;
        } else {
            self.next[before] = next;
        }
        if next != NONE {
            self.before[next] = before;
        }
        self.parent[node] = NONE;
    }

    /// Cuts off what hangs on `cut`, and joins its node `node` with `on` by an arc; the prices of what was cut off rise by
    /// `rise`, or all others fall by it: only differences count, and fewer nodes are touched.
    pub fn exchange(&mut self, cut: u32, node: u32, on: u32, by: u32, rise: i64) {
        let size = self.size[cut];
        let above = self.parent[cut];
        self.take_off(cut);
        self.resize(above, size.wrapping_neg());
        let (low, high, rise) = if size <= self.nodes / 2 { (node, on, rise) } else { (on, node, -rise) };
        self.turn_over(low);
        self.hang(low, high, by);
        self.resize(high, self.size[low]);
        self.shift(low, rise);
    }

    /// Changes the sizes of a node and of all above it.
    fn resize(&mut self, from: u32, by: u32) {
        let mut at = from;
        while at != NONE {
            self.size[at] = self.size[at].wrapping_add(by);
            at = self.parent[at];
        }
    }

    /// Makes a node the root of its tree.
    fn turn_over(&mut self, node: u32) {
        let (mut at, mut above, mut by) = (node, self.parent[node], self.by[node]);
        if above == NONE {
            return;
        }
        self.take_off(node);
        let (mut below, mut lost) = (self.size[node], 0);
        while above != NONE {
            let (next, next_by) = (self.parent[above], self.by[above]);
            if next != NONE {
                self.take_off(above);
            }
            let size = self.size[above];
            self.hang(above, at, by);
            // What is above a node has its former size less what was below the way up.
            self.size[above] = size - below;
            (below, lost) = (size, lost.max(size));
            (at, above, by) = (above, next, next_by);
        }
        self.resize_down(node, at, lost);
    }

    /// Sets the sizes on the way from the new root to the old one, each of which knows only its own branch, to what they are.
    fn resize_down(&mut self, root: u32, last: u32, whole: u32) {
        let mut at = self.parent[last];
        let mut below = self.size[last];
        while at != root {
            self.size[at] += below;
            below = self.size[at];
            at = self.parent[at];
        }
        self.size[root] = whole;
    }

    /// Raises the prices of a node and of all that hangs on it, and corrects their depths.
    fn shift(&mut self, top: u32, rise: i64) {
        let mut at = top;
        loop {
            self.price[at] += rise;
            self.depth[at] = self.depth[self.parent[at]] + 1;
            if self.child[at] != NONE {
                at = self.child[at];
                continue;
            }
            while at != top && self.next[at] == NONE {
                at = self.parent[at];
            }
            if at == top {
                return;
            }
            at = self.next[at];
        }
    }
}
