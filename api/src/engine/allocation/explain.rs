//! Why somebody gets what it gets: numbers and names of reasons, computed from the plan. Words are for who shows them.

use super::check::{Graph, Holder, barrier};
use super::figures::{Level, URGENT_DAYS};
use super::model::{Fixed, Instance, Line, Lot, Recipient, Temperature};
use super::plan::{Plan, Share};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Why a recipient gets what it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Where it stands among all.
    pub position: Position,
    /// What it asked for, in the instance's order, and what stopped it from getting more of each.
    pub categories: Vec<Wish>,
    /// Who is at its level, to the kilogram, in the same part of the round, where it competes for food at all: without itself.
    pub peers: Vec<usize>,
    /// The categories for which it competes with them: those of which all food it could have had is shared out.
    pub competes_for: Vec<usize>,
    /// What it gets, in the order of lots.
    pub lines: Vec<Why>,
}

/// Where a recipient stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// What it gets, and its level.
    pub share: Share,
    /// The level in the middle of all recipients, in millionths.
    pub median: i64,
    /// How many are at a lower level.
    pub lower: usize,
    /// How many of those could have used some of its food, directly or by passing other food on, and would still be lower: 0
    /// unless lines were fixed by hand or shares may differ from the fairest.
    pub wronged: usize,
}

/// What a recipient asked for and got of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Place in [`Instance::categories`].
    pub category: usize,
    /// What it asked for, kg.
    pub need: i64,
    /// What it gets, kg.
    pub kg: i64,
    /// Why not more.
    pub limit: Limit,
}

/// What stopped somebody from getting more of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It gets all it asked for.
    NeedMet,
    /// It cannot carry food that must be kept cool.
    NoColdTransport,
    /// Its room of this temperature is full, or there is none: kg.
    Storage(Temperature, i64),
    /// Its vehicle is full: kg.
    Vehicle(i64),
    /// There is no food of this kind at any origin that it reaches.
    OutOfReach,
    /// What it reaches is over its date before the next distribution: the longest-lasting is good for so many days.
    TooShortDated(i64),
    /// What it reaches is closed to it, or was decided by hand.
    Closed,
    /// All it could use is shared out, among so many others; but for lines decided by hand and a tolerance, moving any of it
    /// here would put somebody as low as this one is now, or lower.
    Shared(usize),
}

/// Why a line is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// The line.
    pub line: Line,
    /// How far it is, metres.
    pub metres: i64,
    /// Days before its date.
    pub days: i64,
    /// Days that it outlasts the recipient's next distribution.
    pub spare: i64,
    /// Why this lot.
    pub reason: Reason,
}

/// Why a recipient gets of this lot and not of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody decided it, not only accepted it.
    ByHand,
    /// No other origin in reach has food of this category that it can have.
    OnlyOrigin,
    /// It must be eaten soon, and lasts until it can be.
    Urgent,
    /// It is at the nearest origin that has food of this category that it can have.
    Nearest,
    /// The nearer food is of more use to others: over all, this makes the shortest way.
    ShortestTogether,
}

/// Explains the shares of one plan.
pub struct Explainer<'p> {
    instance: &'p Instance,
    plan: &'p Plan,
    /// What could be moved, also of lines decided by hand.
    graph: Graph,
    /// Places of lots by origin and category.
    lots: BTreeMap<(usize, usize), Vec<usize>>,
    /// Lines by recipient.
    lines: Vec<Vec<Line>>,
    /// Lots and recipients of lines decided by hand.
    decided: BTreeSet<(usize, usize)>,
}

impl<'p> Explainer<'p> {
    /// For a plan of this instance.
    #[must_use]
    pub fn new(instance: &'p Instance, plan: &'p Plan) -> Self {
        let mut lots: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (place, lot) in instance.lots.iter().enumerate().filter(|(_, lot)| lot.kg > 0) {
            lots.entry((lot.origin, lot.category)).or_default().push(place);
        }
        let mut lines = vec![Vec::new(); instance.recipients.len()];
        for line in &plan.lines {
            lines.get_mut(line.recipient).into_iter().for_each(|of: &mut Vec<Line>| of.push(*line));
        }
        let decided = instance.fixed.iter().filter(|it| !it.more).map(|it| (it.line.lot, it.line.recipient)).collect();
        Self { instance, plan, graph: Graph::of(&undecided(instance), &plan.lines), lots, lines, decided }
    }

    /// Why a recipient gets what it gets; `None` if there is no such recipient.
    #[must_use]
    pub fn explain(&self, place: usize) -> Option<Explanation> {
        let recipient = self.instance.recipients.get(place)?;
        let share = *self.plan.shares.get(place)?;
        let categories: Vec<Wish> = recipient.needs.iter().map(|need| self.wish(place, recipient, *need)).collect();
        let competes = categories.iter().filter(|wish| matches!(wish.limit, Limit::Shared(_)));
        let competes_for: Vec<usize> = competes.map(|wish| wish.category).collect();
        let peers = (0..self.plan.shares.len()).filter(|other| !competes_for.is_empty() && self.are_peers(place, *other));
        Some(Explanation {
            position: self.position(place, share),
            peers: peers.collect(),
            lines: self.lines.get(place).into_iter().flatten().filter_map(|line| self.why(recipient, line)).collect(),
            categories,
            competes_for,
        })
    }

    /// Whether two are in one group, and neither would still be above the other with a kilogram less. Who is stopped by limits
    /// of its own may be in a group and below it.
    fn are_peers(&self, place: usize, other: usize) -> bool {
        let group = |at: usize| self.plan.shares.get(at).and_then(|it| it.group);
        let level = |at: usize, more: i64| {
            let (recipient, share) = self.instance.recipients.get(at).zip(self.plan.shares.get(at))?;
            Some(Level::of(self.instance, recipient, share.kg + more))
        };
        let moved = self.instance.tolerance;
        let reaches = |low: usize, high: usize| level(low, moved) >= level(high, -1 - moved);
        other != place
            && group(place).is_some()
            && group(place) == group(other)
            && reaches(place, other)
            && reaches(other, place)
    }

    fn position(&self, place: usize, share: Share) -> Position {
        let lower = self.plan.shares.iter().filter(|it| it.level < share.level).count();
        let holder = self.graph.holders.iter().find(|it| it.recipient == place && it.kg > 0);
        let wronged = holder.map_or(0, |giver| {
            let mut seen = vec![false; self.graph.nodes];
            let reached: BTreeSet<usize> = self.graph.reach(vec![giver.node], &mut seen).into_iter().collect();
            let would_be_lower =
                |it: &&Holder| reached.contains(&it.node) && it.kg < it.most && it.level(0) < giver.level(-1);
            self.graph.holders.iter().filter(would_be_lower).count()
        });
        Position { share, median: self.plan.figures.median, lower, wronged }
    }

    /// What a recipient gets of the lots that a filter lets through, kg.
    fn sum(&self, place: usize, filter: impl Fn(&Lot) -> bool) -> i64 {
        let lines = self.lines.get(place).into_iter().flatten();
        lines.filter(|line| self.instance.lots.get(line.lot).is_some_and(&filter)).map(|line| line.kg).sum()
    }

    fn wish(&self, place: usize, recipient: &'p Recipient, (category, need): (usize, i64)) -> Wish {
        let kg = self.sum(place, |lot| lot.category == category);
        let class = self.instance.temperature(category);
        let room = recipient.storage.get(class as usize).copied().unwrap_or(0);
        let limit = match () {
            () if kg >= need => Limit::NeedMet,
            () if class != Temperature::Ambient && !recipient.cold_transport => Limit::NoColdTransport,
            () if self.sum(place, |lot| self.instance.temperature(lot.category) == class) >= room => {
                Limit::Storage(class, room)
            }
            () if self.sum(place, |_| true) >= recipient.vehicle => Limit::Vehicle(recipient.vehicle),
            () => self.of_supply(place, recipient, category),
        };
        Wish { category, need, kg, limit }
    }

    /// Lots of a category at the origins that a recipient reaches, with their distance.
    fn near(&self, recipient: &'p Recipient, category: usize) -> impl Iterator<Item = (usize, &Lot, i64)> {
        let links = recipient.links.iter().filter(|(_, metres)| *metres <= recipient.reach);
        links.flat_map(move |(origin, metres)| {
            let lots = self.lots.get(&(*origin, category)).into_iter().flatten();
            lots.filter_map(move |lot| Some((*lot, self.instance.lots.get(*lot)?, *metres)))
        })
    }

    /// Those that it can have, where nobody has decided how much of it.
    fn usable(&self, recipient: &'p Recipient, place: usize, category: usize) -> impl Iterator<Item = (usize, &Lot, i64)> {
        self.near(recipient, category).filter(move |(number, lot, _)| {
            !self.decided.contains(&(*number, place)) && barrier(self.instance, lot, place, recipient).is_none()
        })
    }

    fn of_supply(&self, place: usize, recipient: &'p Recipient, category: usize) -> Limit {
        let usable: BTreeSet<usize> = self.usable(recipient, place, category).map(|(number, ..)| number).collect();
        match self.near(recipient, category).map(|(_, lot, _)| lot.days).max() {
            None => Limit::OutOfReach,
            Some(days) if days < recipient.wait => Limit::TooShortDated(days),
            Some(_) if usable.is_empty() => Limit::Closed,
            Some(_) => {
                let lines = self.plan.lines.iter().filter(|line| usable.contains(&line.lot) && line.recipient != place);
                Limit::Shared(lines.map(|line| line.recipient).collect::<BTreeSet<_>>().len())
            }
        }
    }

    fn why(&self, recipient: &'p Recipient, line: &Line) -> Option<Why> {
        let lot = self.instance.lots.get(line.lot)?;
        let (_, metres) = *recipient.links.iter().find(|(origin, _)| *origin == lot.origin)?;
        let usable = self.usable(recipient, line.recipient, lot.category);
        let others: Vec<(usize, i64)> = usable.map(|(_, other, metres)| (other.origin, metres)).collect();
        let reason = match () {
            () if self.decided.contains(&(line.lot, line.recipient)) => Reason::ByHand,
            () if others.iter().all(|(origin, _)| *origin == lot.origin) => Reason::OnlyOrigin,
            () if lot.days <= URGENT_DAYS => Reason::Urgent,
            () if others.iter().all(|(_, other)| metres <= *other) => Reason::Nearest,
            () => Reason::ShortestTogether,
        };
        Some(Why { line: *line, metres, days: lot.days, spare: lot.days - recipient.wait, reason })
    }
}

/// The round as if no line had been decided by hand; but who has refused a lot does not want it.
fn undecided(instance: &Instance) -> Cow<'_, Instance> {
    if instance.fixed.is_empty() {
        return Cow::Borrowed(instance);
    }
    let mut free = Instance { fixed: Vec::new(), ..instance.clone() };
    for Fixed { line, .. } in instance.fixed.iter().filter(|it| it.line.kg == 0 && !it.more) {
        free.lots.get_mut(line.lot).into_iter().for_each(|lot| lot.closed_to.push(line.recipient));
    }
    Cow::Owned(free)
}
