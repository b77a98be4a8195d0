//! The answer to a round.

use super::cost::{self, Certificate};
use super::figures::{Figures, Level};
use super::model::{Fault, Instance, Line};
use super::network::Network;
use super::table::Table;
use super::{build, fixed, leximin, split, urgency};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Changes when the same instance may be answered otherwise: to be kept with a published round.
pub const VERSION: u32 = 1;

/// What one recipient gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In this round, with fixed lines, kg.
    pub kg: i64,
    /// Its fill rate over the window, with this round (φ).
    pub level: Level,
    /// Recipients with the same number are at one level because they compete for the same food, or are each stopped by
    /// limits of their own. Numbers rise with the lowest level of the group. `None`: nothing can reach it.
    pub group: Option<u32>,
}

/// Who gets what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of lots, then of recipients; none of nothing.
    pub lines: Vec<Line>,
    /// For each recipient, in the instance's order.
    pub shares: Vec<Share>,
    /// What is published of the round.
    pub figures: Figures,
    /// The proof that the way is the shortest one.
    pub certificate: Certificate,
}

impl Plan {
    /// What an engine of another version made of a round: its lines with what follows from them. Who competes with whom is not
    /// known of them, and nothing is proven.
    #[must_use]
    pub fn of_lines(instance: &Instance, mut lines: Vec<Line>) -> Self {
        lines.retain(|line| line.kg > 0);
        lines.sort_unstable();
        let kg = received(instance, &lines);
        let shares = instance.recipients.iter().zip(kg);
        let shares = shares.map(|(it, kg)| Share { kg, level: Level::of(instance, it, kg), group: None }).collect();
        let figures = Figures::of(instance, &lines);
        Self { lines, shares, figures, certificate: Certificate::default() }
    }
}

/// Shares out a round: as much as possible, the most urgent food first, as fairly as possible, over the shortest way.
///
/// # Errors
/// What [`Instance::validate`] finds.
pub fn solve(instance: &Instance) -> Result<Plan, Fault> {
    instance.validate()?;
    let rest = without_fixed(instance);
    let mut network = build::build(&rest);
    let fair = leximin::share(&mut network);
    urgency::put_first(&mut network, &fair.territories);
    let certificate = cost::shorten(&mut network, &fair.territories, rest.tolerance);
    let groups = groups(&rest, &network, &fair.groups);
    let lines = split::lines(&rest, &network);
    drop(network);
    let lines = fixed::merge(lines, &instance.fixed);
    let kg = received(instance, &lines);
    let shares = instance.recipients.iter().zip(kg).zip(groups);
    let shares = shares.map(|((it, kg), group)| Share { kg, level: Level::of(instance, it, kg), group }).collect();
    let figures = Figures::of(instance, &lines);
    Ok(Plan { lines, shares, figures, certificate })
}

/// What everybody gets, without saying of which lots: the same as in the plan of [`solve`] when the tolerance is 0, in less
/// time.
///
/// # Errors
/// What [`Instance::validate`] finds.
pub fn shares(instance: &Instance) -> Result<Vec<i64>, Fault> {
    instance.validate()?;
    let rest = without_fixed(instance);
    let mut network = build::build(&rest);
    leximin::share(&mut network);
    let fixed: Vec<Line> = instance.fixed.iter().map(|it| it.line).collect();
    let mut kg = received(instance, &fixed);
    for seat in network.seats.iter() {
        kg.get_mut(seat.recipient).into_iter().for_each(|kg| *kg += network.held[seat.node]);
    }
    Ok(kg)
}

/// The round that is left to be solved.
pub(super) fn without_fixed(instance: &Instance) -> Cow<'_, Instance> {
    if instance.fixed.is_empty() { Cow::Borrowed(instance) } else { Cow::Owned(fixed::set_aside(instance)) }
}

/// What each recipient gets, kg.
pub(super) fn received(instance: &Instance, lines: &[Line]) -> Vec<i64> {
    let mut kg = vec![0; instance.recipients.len()];
    for line in lines {
        kg.get_mut(line.recipient).into_iter().for_each(|kg| *kg += line.kg);
    }
    kg
}

/// The groups of all recipients, numbered by their lowest level and then by who is in them.
fn groups(instance: &Instance, network: &Network, found: &Table<u32, u32>) -> Vec<Option<u32>> {
    let mut lowest: BTreeMap<u32, (Level, u64)> = BTreeMap::new();
    for (seat, group) in network.seats.iter().zip(found.iter()) {
        let level = Level { kg: network.has(seat), of: seat.weight };
        let first = lowest.entry(*group).or_insert((level, seat.tie));
        *first = (level.min(first.0), seat.tie.min(first.1));
    }
    let mut order: Vec<((Level, u64), u32)> = lowest.into_iter().map(|(group, first)| (first, group)).collect();
    order.sort_unstable();
    let number: BTreeMap<u32, u32> = order.into_iter().zip(0..).map(|((_, group), number)| (group, number)).collect();
    let mut groups = vec![None; instance.recipients.len()];
    for (seat, group) in network.seats.iter().zip(found.iter()) {
        groups.get_mut(seat.recipient).into_iter().for_each(|place| *place = number.get(group).copied());
    }
    groups
}
