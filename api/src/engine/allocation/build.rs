//! Makes the network of a round.
//!
//! Nodes are numbered along a walk through the territory, so that what is worked on together lies together. Nothing depends
//! on the order of the instance's lists: see [`super::order`].

use super::model::{Instance, Lot, Recipient, Temperature};
use super::network::{Batch, Kind, Network, Node, Pipe, Seat, Stream};
use super::order::{Order, rank};
use super::table::{Table, count};
use std::collections::BTreeSet;

/// The network of an instance without fixed lines, with nothing flowing yet.
pub(super) fn build(instance: &Instance) -> Network {
    let order = Order::of(instance);
    let mut builder = Builder::new(instance, &order);
    builder.open_streams();
    builder.make_room();
    for recipient in &order.recipients {
        builder.seat(*recipient, order.ties.get(*recipient).copied().unwrap_or_default());
    }
    builder.chain();
    builder.stock();
    let mut network = builder.network;
    network.index();
    network
}

struct Builder<'i> {
    instance: &'i Instance,
    order: &'i Order,
    network: Network,
    /// For each origin and category, in the order of [`Self::cell`]: the range of its streams.
    cells: Table<usize, (u32, u32)>,
    /// Who is shut out of each stream, and for how many days its longest-lasting lot is good.
    closed: Table<u32, Vec<usize>>,
    lasts: Table<u32, i64>,
}

/// A recipient's need that something in reach could fill.
struct Usable<'i> {
    kg: i64,
    temperature: Temperature,
    /// Streams and how far they are.
    from: Vec<(u32, i64)>,
    recipient: &'i Recipient,
}

impl<'i> Builder<'i> {
    fn new(instance: &'i Instance, order: &'i Order) -> Self {
        let cells = Table::filled(instance.origins.len() * instance.categories.len(), (0, 0));
        Self { instance, order, network: Network::default(), cells, closed: Table::default(), lasts: Table::default() }
    }

    fn cell(&self, origin: usize, category: usize) -> usize {
        origin * self.instance.categories.len() + category
    }

    fn open_streams(&mut self) {
        let lot = |place: &usize| self.instance.lots.get(*place).filter(|lot| lot.kg > 0);
        let alike =
            |one: &usize, other: &usize| lot(one).zip(lot(other)).is_some_and(|(one, other)| stream(one) == stream(other));
        let with_food: Vec<usize> = self.order.lots.iter().copied().filter(|place| lot(place).is_some()).collect();
        let groups: Vec<&[usize]> = with_food.chunk_by(alike).collect();
        for group in groups {
            let Some((first, last)) = group.first().and_then(lot).zip(group.last().and_then(lot)) else { continue };
            let number = count(self.network.streams.len());
            let cell = self.cell(first.origin, first.category);
            let known = self.cells[cell];
            self.cells[cell] = (if known.0 == known.1 { number } else { known.0 }, number + 1);
            self.closed.push(stream(first).2);
            self.lasts.push(last.days);
            self.network.streams.push(Stream { lots: group.to_vec(), nodes: Vec::new() });
        }
    }

    /// Makes room for all edges at once: lists that grow by themselves take twice what they need for a while.
    fn make_room(&mut self) {
        let edges = |it: &Recipient| {
            let streams = |(origin, category): (usize, usize)| {
                let (first, end) = self.cells[self.cell(origin, category)];
                (end - first) as usize
            };
            let near = it.links.iter().filter(|(_, metres)| *metres <= it.reach);
            let pairs = near.flat_map(|(origin, _)| it.needs.iter().map(move |(category, _)| (*origin, *category)));
            pairs.map(streams).sum::<usize>() + it.needs.len() + Temperature::ALL.len()
        };
        let waits: BTreeSet<i64> = self.instance.recipients.iter().map(|it| it.wait).collect();
        let steps = self.network.streams.len() * waits.len();
        let edges = self.instance.recipients.iter().map(edges).sum::<usize>() + steps;
        self.network.pipes.reserve(edges);
        self.network.metres.reserve(edges);
    }

    fn node(&mut self, kind: Kind) -> Node {
        self.network.kinds.push(kind);
        Node(count(self.network.kinds.len()) - 1)
    }

    fn join(&mut self, tail: Node, head: Node, most: i64, metres: i64) {
        self.network.pipes.push(Pipe { tail, head, most, flow: 0 });
        self.network.metres.push(metres);
    }

    /// Gives a recipient its nodes, if anything can reach it.
    fn seat(&mut self, place: usize, tie: u64) {
        let Some(recipient) = self.instance.recipients.get(place) else { return };
        let needs = self.usable(place, recipient);
        let rooms = Temperature::ALL.map(|class| {
            let wanted: i64 = needs.iter().filter(|it| it.temperature == class).map(|it| it.kg).sum();
            wanted.min(recipient.storage.get(class as usize).copied().unwrap_or_default())
        });
        if needs.is_empty() {
            return;
        }
        let number = count(self.network.seats.len());
        let node = self.node(Kind::Seat(number));
        let Recipient { weight, received, vehicle, .. } = *recipient;
        let ceiling = vehicle.min(rooms.iter().sum());
        self.network.seats.push(Seat { node, recipient: place, weight, received, ceiling, tie });
        for (class, room) in Temperature::ALL.into_iter().zip(rooms).filter(|(_, room)| *room > 0) {
            let class_node = self.node(Kind::Room);
            self.join(class_node, node, room, 0);
            for need in needs.iter().filter(|need| need.temperature == class) {
                self.want(need, number, class_node);
            }
        }
    }

    fn want(&mut self, need: &Usable<'i>, seat: u32, room: Node) {
        let node = self.node(Kind::Need(seat));
        self.join(node, room, need.kg, 0);
        for (stream, metres) in &need.from {
            let stock = self.stock_node(*stream, need.recipient.wait);
            self.join(stock, node, need.kg, *metres);
        }
    }

    /// What a recipient wants, can keep and carry, and could get from somewhere.
    fn usable(&self, place: usize, recipient: &'i Recipient) -> Vec<Usable<'i>> {
        let mut needs = recipient.needs.clone();
        needs.sort_unstable_by_key(|(category, _)| rank(&self.order.categories, *category));
        let mut links: Vec<(usize, i64)> = recipient.links.iter().copied().filter(|(_, m)| *m <= recipient.reach).collect();
        links.sort_unstable_by_key(|(origin, metres)| (*metres, rank(&self.order.origins, *origin)));
        let usable = needs.into_iter().filter_map(|(category, kg)| {
            let temperature = self.instance.categories.get(category)?.temperature;
            let room = recipient.storage.get(temperature as usize).copied().unwrap_or_default();
            let cold = temperature == Temperature::Ambient || recipient.cold_transport;
            if kg == 0 || room == 0 || recipient.vehicle == 0 || !cold {
                return None;
            }
            let from = links.iter().flat_map(|(origin, metres)| {
                let (first, end) = self.cells[self.cell(*origin, category)];
                let open = (first..end).filter(|it| self.lasts[*it] >= recipient.wait && !self.closed[*it].contains(&place));
                open.map(|stream| (stream, *metres))
            });
            let from: Vec<(u32, i64)> = from.collect();
            (!from.is_empty()).then_some(Usable { kg, temperature, from, recipient })
        });
        usable.collect()
    }

    fn stock_node(&mut self, stream: u32, wait: i64) -> Node {
        let known = self.network.streams[stream].nodes.iter().find(|(days, _)| *days == wait);
        if let Some((_, node)) = known {
            return *node;
        }
        let node = self.node(Kind::Stock(stream));
        self.network.streams[stream].nodes.push((wait, node));
        node
    }

    /// What lasts longer may also serve those who distribute sooner.
    fn chain(&mut self) {
        for stream in (0..count(self.network.streams.len())).rev() {
            let nodes = &mut self.network.streams[stream].nodes;
            nodes.sort_unstable();
            let steps: Vec<(Node, Node)> =
                nodes.iter().zip(nodes.iter().skip(1)).map(|(low, high)| (high.1, low.1)).collect();
            let lots = self.network.streams[stream].lots.iter().filter_map(|lot| self.instance.lots.get(*lot));
            let kg = lots.map(|lot| lot.kg).sum();
            for (tail, head) in steps {
                self.join(tail, head, kg, 0);
            }
        }
    }

    /// Puts the lots where they stand.
    fn stock(&mut self) {
        let len = self.network.kinds.len();
        self.network.left = Table::filled(len, 0);
        self.network.held = Table::filled(len, 0);
        let mut batches: Vec<Batch> = Vec::new();
        for stream in self.network.streams.iter() {
            for lot in stream.lots.iter().filter_map(|lot| self.instance.lots.get(*lot)) {
                let Lot { days, kg, .. } = *lot;
                let Some((_, node)) = stream.nodes.iter().rev().find(|(wait, _)| *wait <= days) else { continue };
                match batches.last_mut() {
                    Some(last) if (last.node, last.days) == (*node, days) => last.kg += kg,
                    _ => batches.push(Batch { node: *node, days, kg, used: 0 }),
                }
                self.network.left[*node] += kg;
            }
        }
        batches.sort_by_key(|batch| (batch.node, batch.days));
        self.network.batches = batches;
    }
}

/// What lots of one stream have in common.
pub(super) fn stream(lot: &Lot) -> (usize, usize, Vec<usize>) {
    let mut closed = lot.closed_to.clone();
    closed.sort_unstable();
    closed.dedup();
    (lot.origin, lot.category, closed)
}
