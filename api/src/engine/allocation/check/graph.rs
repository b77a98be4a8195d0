//! The graph of a solution: lots, needs, rooms and recipients, and what goes from one to the next.

use super::super::model::{Fixed, Instance, Line, Lot, Temperature};
use super::limits::{barrier, temperature};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

/// A way for food, with what it can carry, what it carries, and its metres.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Way {
    pub from: usize,
    pub to: usize,
    pub most: i64,
    pub flow: i64,
    pub metres: i64,
}

/// Lots of the same origin, category, date and recipients.
#[derive(Clone, Debug)]
pub(in super::super) struct Crate {
    pub node: usize,
    /// One of its lots.
    pub lot: usize,
    pub days: i64,
    pub kg: i64,
    pub used: i64,
}

/// A recipient that has a node.
#[derive(Clone, Debug)]
pub(in super::super) struct Holder {
    pub node: usize,
    pub recipient: usize,
    /// In this round without fixed lines, kg.
    pub kg: i64,
    /// What it could carry without fixed lines, kg.
    pub most: i64,
    /// Received before, and by fixed lines, kg.
    pub received: i64,
    pub weight: i64,
}

impl Holder {
    /// Its level (but for the window) with so much more in this round.
    pub const fn level(&self, more: i64) -> Level {
        Level { kg: self.received + self.kg + more, of: self.weight }
    }
}

/// A fraction; compared as one.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Level {
    kg: i64,
    of: i64,
}

impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let [one, two] = [(self.kg, other.of), (other.kg, self.of)].map(|(kg, of)| i128::from(kg) * i128::from(of));
        Some(one.cmp(&two))
    }
}

/// What lots of one crate have in common.
type Label = (usize, usize, i64, Vec<usize>);

/// The graph of a solution without its fixed lines.
#[derive(Default)]
pub(in super::super) struct Graph {
    pub nodes: usize,
    pub ways: Vec<Way>,
    pub crates: Vec<Crate>,
    pub holders: Vec<Holder>,
    /// For each node its ways, and whether it is their beginning.
    pub around: Vec<Vec<(usize, bool)>>,
}

impl Graph {
    /// Of lines that keep the limits.
    pub fn of(instance: &Instance, lines: &[Line]) -> Self {
        let mut free: BTreeMap<(usize, usize), i64> =
            lines.iter().map(|line| ((line.lot, line.recipient), line.kg)).collect();
        let mut rest = instance.clone();
        for fixed in &instance.fixed {
            free.entry((fixed.line.lot, fixed.line.recipient)).and_modify(|kg| *kg -= fixed.line.kg);
            set_aside(&mut rest, fixed);
        }
        free.retain(|_, kg| *kg > 0);
        let mut graph = Self::default();
        let crates = graph.pack(&rest);
        let mut flows: HashMap<(usize, usize), i64> = HashMap::new();
        for ((lot, recipient), kg) in &free {
            let Some(place) = rest.lots.get(*lot).and_then(|lot| crates.get(&label(lot))) else { continue };
            *flows.entry((*place, *recipient)).or_default() += kg;
            graph.crates.get_mut(*place).into_iter().for_each(|it| it.used += kg);
        }
        let mut by_kind: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
        for (place, it) in graph.crates.iter().enumerate() {
            let lot = rest.lots.get(it.lot);
            lot.into_iter().for_each(|lot| by_kind.entry((lot.origin, lot.category)).or_default().push(place));
        }
        for recipient in 0..rest.recipients.len() {
            graph.add(&rest, recipient, &by_kind, &flows);
        }
        graph.around = vec![Vec::new(); graph.nodes];
        for (place, way) in graph.ways.iter().enumerate() {
            graph.around.get_mut(way.from).into_iter().for_each(|list| list.push((place, true)));
            graph.around.get_mut(way.to).into_iter().for_each(|list| list.push((place, false)));
        }
        graph
    }

    fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    fn pack(&mut self, rest: &Instance) -> HashMap<Label, usize> {
        let mut crates: HashMap<Label, usize> = HashMap::new();
        for (place, lot) in rest.lots.iter().enumerate() {
            let number = *crates.entry(label(lot)).or_insert_with(|| {
                let node = self.node();
                self.crates.push(Crate { node, lot: place, days: lot.days, kg: 0, used: 0 });
                self.crates.len() - 1
            });
            self.crates.get_mut(number).into_iter().for_each(|it| it.kg += lot.kg);
        }
        crates
    }

    /// Adds a recipient with its needs and rooms.
    fn add(
        &mut self,
        rest: &Instance,
        place: usize,
        crates: &HashMap<(usize, usize), Vec<usize>>,
        flows: &HashMap<(usize, usize), i64>,
    ) {
        let Some(recipient) = rest.recipients.get(place) else { return };
        let (node, first) = (self.node(), self.nodes);
        let rooms: Vec<usize> = Temperature::ALL.iter().map(|_| self.node()).collect();
        let mut sums = [0; 3];
        for (category, kg) in &recipient.needs {
            let (class, need) = (temperature(rest, *category) as usize, self.node());
            let mut sum = 0;
            for (origin, metres) in &recipient.links {
                for number in crates.get(&(*origin, *category)).into_iter().flatten() {
                    let Some(it) = self.crates.get(*number) else { continue };
                    let open = rest.lots.get(it.lot).is_some_and(|lot| barrier(rest, lot, place, recipient).is_none());
                    let flow = flows.get(&(*number, place)).copied().unwrap_or(0);
                    if open {
                        self.ways.push(Way { from: it.node, to: need, most: i64::MAX, flow, metres: *metres });
                        sum += flow;
                    }
                }
            }
            let room = rooms.get(class).copied().unwrap_or(first);
            self.ways.push(Way { from: need, to: room, most: *kg, flow: sum, metres: 0 });
            sums.get_mut(class).into_iter().for_each(|it| *it += sum);
        }
        for ((room, most), flow) in rooms.into_iter().zip(recipient.storage).zip(sums) {
            self.ways.push(Way { from: room, to: node, most, flow, metres: 0 });
        }
        self.holders.push(Holder {
            node,
            recipient: place,
            kg: sums.iter().sum(),
            most: recipient.vehicle,
            received: recipient.received,
            weight: recipient.weight,
        });
    }
}

fn label(lot: &Lot) -> Label {
    let mut closed = lot.closed_to.clone();
    closed.sort_unstable();
    (lot.origin, lot.category, lot.days, closed)
}

fn set_aside(rest: &mut Instance, Fixed { line, more }: &Fixed) {
    let Some(lot) = rest.lots.get_mut(line.lot) else { return };
    lot.kg -= line.kg;
    if !more {
        lot.closed_to.push(line.recipient);
    }
    let category = lot.category;
    let class = temperature(rest, category) as usize;
    let Some(recipient) = rest.recipients.get_mut(line.recipient) else { return };
    recipient.vehicle -= line.kg;
    recipient.received += line.kg;
    recipient.storage.get_mut(class).into_iter().for_each(|kg| *kg -= line.kg);
    recipient.needs.iter_mut().filter(|(of, _)| *of == category).for_each(|(_, kg)| *kg -= line.kg);
}
