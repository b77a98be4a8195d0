//! Looks for a way to better a solution.

use super::super::model::{Instance, Line};
use super::Violation;
use super::graph::{Crate, Graph, Holder};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What could be better, at most one of a kind.
pub(super) fn missed(instance: &Instance, lines: &[Line]) -> Vec<Violation> {
    let graph = Graph::of(instance, lines);
    let found = [graph.more(), graph.sooner(), graph.fairer().filter(|_| instance.tolerance == 0), graph.shorter()];
    found.into_iter().flatten().collect()
}

impl Graph {
    /// Where a kilogram could be moved from a node.
    fn onward(&self, node: usize) -> impl Iterator<Item = usize> {
        let ways = self.around.get(node).into_iter().flatten();
        ways.filter_map(|(way, forward)| {
            let way = self.ways.get(*way)?;
            let room = if *forward { way.most - way.flow } else { way.flow };
            (room > 0).then_some(if *forward { way.to } else { way.from })
        })
    }

    /// All that can be reached from some nodes, and that `seen` does not have yet.
    pub(in super::super) fn reach(&self, starts: Vec<usize>, seen: &mut [bool]) -> Vec<usize> {
        let mut open = Vec::new();
        let visit = |node: usize, seen: &mut [bool], open: &mut Vec<usize>| {
            if let Some(mark) = seen.get_mut(node).filter(|mark| !**mark) {
                *mark = true;
                open.push(node);
            }
        };
        starts.into_iter().for_each(|node| visit(node, seen, &mut open));
        let mut done = 0;
        while let Some(node) = open.get(done).copied() {
            done += 1;
            self.onward(node).for_each(|to| visit(to, seen, &mut open));
        }
        open
    }

    /// Food that is left and could still get to somebody who can carry it.
    fn more(&self) -> Option<Violation> {
        let open: BTreeSet<usize> = self.holders.iter().filter(|it| it.kg < it.most).map(|it| it.node).collect();
        let mut seen = vec![false; self.nodes];
        // What was reached from another crate before led to nobody.
        let mut left = self.crates.iter().filter(|it| it.used < it.kg);
        let lost = left.find(|it| self.reach(vec![it.node], &mut seen).iter().any(|node| open.contains(node)));
        lost.map(|it| Violation::NotMost(it.lot))
    }

    /// Food that is left and could take the place of food of a later date.
    fn sooner(&self) -> Option<Violation> {
        let used: BTreeMap<usize, &Crate> = self.crates.iter().filter(|it| it.used > 0).map(|it| (it.node, it)).collect();
        let mut left: Vec<&Crate> = self.crates.iter().filter(|it| it.used < it.kg).collect();
        left.sort_by_key(|it| it.days);
        let mut seen = vec![false; self.nodes];
        // What was reached from food of a sooner date held nothing of a later date than that, so nothing of a still later one.
        left.into_iter().find_map(|it| {
            let reached = self.reach(vec![it.node], &mut seen);
            let later = reached.iter().filter_map(|node| used.get(node)).find(|other| other.days > it.days)?;
            Some(Violation::NotUrgentFirst(it.lot, later.lot))
        })
    }

    /// Somebody who would still be above somebody else, to whom a kilogram could be moved, without it.
    fn fairer(&self) -> Option<Violation> {
        let at: BTreeMap<usize, &Holder> = self.holders.iter().map(|it| (it.node, it)).collect();
        let mut givers: Vec<&Holder> = self.holders.iter().filter(|it| it.kg > 0).collect();
        givers.sort_by(|one, other| other.level(-1).partial_cmp(&one.level(-1)).unwrap_or(Ordering::Equal));
        let mut seen = vec![false; self.nodes];
        // From the highest down: whoever was reached before was reached from somebody higher.
        givers.into_iter().find_map(|giver| {
            let reached = self.reach(vec![giver.node], &mut seen);
            let takers =
                reached.iter().filter_map(|node| at.get(node)).filter(|it| it.node != giver.node && it.kg < it.most);
            let mut below = takers.filter(|it| it.level(0) < giver.level(-1));
            below.next().map(|taker| Violation::Unfair(giver.recipient, taker.recipient))
        })
    }

    /// A circle on which food could be moved to save metres, with days that have food left and used as further nodes
    /// (Bellman, 1958; Ford, 1956).
    fn shorter(&self) -> Option<Violation> {
        let arcs = self.priced();
        let nodes = self.nodes + self.crates.len();
        let mut prices = vec![0_i64; nodes];
        let mut by: Vec<Option<usize>> = vec![None; nodes];
        for round in 1..=nodes + 1 {
            let mut changed = false;
            for (from, to, metres) in &arcs {
                let Some((price, known)) = prices.get(*from).copied().zip(prices.get(*to).copied()) else { continue };
                if price + metres < known {
                    prices.get_mut(*to).into_iter().for_each(|it| *it = price + metres);
                    by.get_mut(*to).into_iter().for_each(|it| *it = Some(*from));
                    changed = true;
                }
            }
            if !changed {
                return None;
            }
            if round % 16 == 0 && is_circular(&by) {
                break;
            }
        }
        Some(Violation::NotShortest)
    }

    /// Each way on which more or less can be moved, with its metres; and for each day ways to and from its food.
    fn priced(&self) -> Vec<(usize, usize, i64)> {
        let mut arcs = Vec::new();
        for way in &self.ways {
            arcs.extend((way.flow < way.most).then_some((way.from, way.to, way.metres)));
            arcs.extend((way.flow > 0).then_some((way.to, way.from, -way.metres)));
        }
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        for it in &self.crates {
            let number = self.nodes + days.len();
            let day = *days.entry(it.days).or_insert(number);
            arcs.extend((it.used < it.kg).then_some((day, it.node, 0)));
            arcs.extend((it.used > 0).then_some((it.node, day, 0)));
        }
        arcs
    }
}

/// Whether following each node's predecessor leads round in a circle: then the circle saves metres.
fn is_circular(by: &[Option<usize>]) -> bool {
    // 0: not seen; otherwise by which walk.
    let mut seen = vec![0_usize; by.len()];
    (0..by.len()).any(|start| {
        let mut at = Some(start);
        while let Some(node) = at {
            match seen.get_mut(node) {
                Some(walk) if *walk == 0 => *walk = start + 1,
                Some(walk) => return *walk == start + 1,
                None => return false,
            }
            at = by.get(node).copied().flatten();
        }
        false
    })
}
