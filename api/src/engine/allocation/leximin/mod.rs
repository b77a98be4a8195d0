//! The fairest shares: the lowest level is as high as it can be, then the next lowest, and so on.
//!
//! First all food is handed out somehow. Then each part of the network is given the shares it would have if only its total
//! mattered, and what some have too much is pushed to those who lack it. What cannot be pushed shows a cut: nothing flows from
//! behind it to those who lack, so both sides are parts of their own (Fujishige, 1980; Groenevelt, 1991). What lies on neither
//! side is right as it is.

mod target;

use super::flow::Push;
use super::network::{Kind, Network, Node, Seat};
use super::table::Table;
use target::{Claim, targets};

/// The flow of the fairest shares, in a network with nothing flowing.
pub(super) struct Leximin {
    /// For each seat: the group of those who are at one level, and from whose food it could get some.
    pub groups: Table<u32, u32>,
    /// For each node: its territory, which has no way to any other.
    pub territories: Table<Node, u32>,
}

/// Finds the fairest shares.
pub(super) fn share(network: &mut Network) -> Leximin {
    let push = Push::new(network.kinds.len());
    let groups = Table::filled(network.seats.len(), 0);
    let mut work = Work { network, push, groups, number: 0, fresh: 1 };
    let all: Vec<Node> = work.network.nodes().collect();
    let pieces = work.pieces(&all);
    let territories = work.push.part.clone();
    for territory in pieces {
        work.fill(&territory);
        work.even_out(territory);
    }
    Leximin { groups: work.groups, territories }
}

struct Work<'n> {
    network: &'n mut Network,
    push: Push,
    groups: Table<u32, u32>,
    /// The next group's number.
    number: u32,
    /// The next part's number.
    fresh: u32,
}

impl Work<'_> {
    /// The seats among some nodes.
    fn seats(&self, nodes: &[Node]) -> Vec<u32> {
        let seat = |node: &Node| match self.network.kinds[*node] {
            Kind::Seat(seat) => Some(seat),
            _ => None,
        };
        nodes.iter().filter_map(seat).collect()
    }

    fn claims(&self, seats: &[u32]) -> Vec<Claim> {
        let claim = |seat: &u32| {
            let it = &self.network.seats[*seat];
            Claim { weight: it.weight, received: it.received, ceiling: it.ceiling, tie: it.tie }
        };
        seats.iter().map(claim).collect()
    }

    /// Hands out all food of a territory that anybody can take.
    fn fill(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.push.excess[*node] = self.network.left[*node];
        }
        let seats = self.seats(nodes);
        for seat in &seats {
            let Seat { node, ceiling, .. } = self.network.seats[*seat];
            self.push.excess[node] = -ceiling;
        }
        self.push.run(self.network, nodes);
        for seat in seats {
            let Seat { node, ceiling, .. } = self.network.seats[seat];
            self.network.held[node] = ceiling + std::mem::take(&mut self.push.excess[node]);
        }
        for node in nodes {
            self.network.left[*node] = std::mem::take(&mut self.push.excess[*node]);
        }
    }

    /// Makes the shares of a part as even as its cuts allow.
    fn even_out(&mut self, nodes: Vec<Node>) {
        let mut parts = vec![nodes];
        while let Some(nodes) = parts.pop() {
            let seats = self.seats(&nodes);
            if seats.len() < 2 || !self.level(&nodes, &seats) {
                self.finish(&seats);
            } else {
                self.cut(&nodes, &mut parts);
                for node in &nodes {
                    self.push.excess[*node] = 0;
                }
            }
        }
    }

    /// Pushes what some have above the part's common level to those below it. Whether some is left where it is not wanted;
    /// then [`Push::excess`] says where.
    fn level(&mut self, nodes: &[Node], seats: &[u32]) -> bool {
        let claims = self.claims(seats);
        let total = seats.iter().map(|seat| self.network.held[self.network.seats[*seat].node]).sum();
        let shares = targets(&claims, total);
        let mut uneven = false;
        for (seat, share) in seats.iter().zip(&shares) {
            let node = self.network.seats[*seat].node;
            self.push.excess[node] = self.network.held[node] - share;
            uneven |= self.push.excess[node] != 0;
        }
        if !uneven {
            return false;
        }
        self.push.run(self.network, nodes);
        uneven = false;
        for (seat, share) in seats.iter().zip(shares) {
            let node = self.network.seats[*seat].node;
            self.network.held[node] = share + self.push.excess[node];
            uneven |= self.push.excess[node] != 0;
        }
        uneven
    }

    /// Splits a part in those who have too much, those who lack something, and the others, who are done.
    fn cut(&mut self, nodes: &[Node], parts: &mut Vec<Vec<Node>>) {
        let rich_mark = self.fresh;
        self.fresh += 1;
        let sources: Vec<Node> = nodes.iter().copied().filter(|node| self.push.excess[*node] > 0).collect();
        let rich = self.push.flood(self.network, sources.into_iter(), rich_mark);
        let poor_mark = self.fresh;
        let middle_mark = self.fresh + 1;
        self.fresh += 2;
        let others = nodes.iter().copied().filter(|node| self.push.part[*node] != rich_mark);
        let (poor, middle): (Vec<Node>, Vec<Node>) = others.partition(|node| self.push.lacks(*node));
        for (side, mark) in [(&poor, poor_mark), (&middle, middle_mark)] {
            side.iter().for_each(|node| self.push.part[*node] = mark);
        }
        for piece in self.pieces(&middle) {
            let seats = self.seats(&piece);
            self.finish(&seats);
        }
        let sides = [self.pieces(&rich), self.pieces(&poor)];
        parts.extend(sides.into_iter().flatten());
    }

    fn pieces(&mut self, nodes: &[Node]) -> Vec<Vec<Node>> {
        let (nodes, lengths) = self.push.pieces(self.network, nodes, &mut self.fresh);
        let mut nodes = nodes.into_iter();
        lengths.into_iter().map(|length| nodes.by_ref().take(length).collect()).collect()
    }

    /// Makes some seats a group.
    fn finish(&mut self, seats: &[u32]) {
        for seat in seats {
            self.groups[*seat] = self.number;
        }
        self.number += u32::from(!seats.is_empty());
    }
}
