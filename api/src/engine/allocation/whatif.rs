//! What would change a share: the round solved once more with one thing changed, exactly.

use super::figures::Figures;
use super::model::{Fault, Fixed, Instance, Line, Recipient, Temperature};
use super::plan::{Plan, shares, solve};
use std::collections::BTreeMap;

/// More room that is tried, kg.
pub const MORE_KG: i64 = 100;
/// More reach that is tried, metres.
pub const MORE_M: i64 = 10_000;

/// Something that could be different for one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// [`MORE_KG`] more room of this temperature.
    Storage(Temperature),
    /// A vehicle for [`MORE_KG`] more.
    Vehicle,
    /// It can carry chilled and frozen food.
    ColdTransport,
    /// It distributes one day earlier.
    Sooner,
    /// It goes [`MORE_M`] farther. Only origins that its links list count.
    Reach,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Storage(Temperature::Ambient),
        Self::Storage(Temperature::Chilled),
        Self::Storage(Temperature::Frozen),
        Self::Vehicle,
        Self::ColdTransport,
        Self::Sooner,
        Self::Reach,
    ];

    /// Makes the change.
    pub fn apply(self, recipient: &mut Recipient) {
        match self {
            Self::Storage(class) => recipient.storage.get_mut(class as usize).into_iter().for_each(|kg| *kg += MORE_KG),
            Self::Vehicle => recipient.vehicle += MORE_KG,
            Self::ColdTransport => recipient.cold_transport = true,
            Self::Sooner => recipient.wait -= 1,
            Self::Reach => recipient.reach += MORE_M,
        }
    }
}

/// What a change would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// What is changed.
    pub change: Change,
    /// So much more would the recipient get, kg; never less.
    pub kg: i64,
    /// So much more would all recipients get together, kg.
    pub together: i64,
}

/// What would change a recipient's share. Changes that change nothing about the recipient (another cold van, a distribution
/// before today) are left out; those that bring nothing are not.
#[must_use]
pub fn what_ifs(instance: &Instance, plan: &Plan, place: usize) -> Vec<WhatIf> {
    let Some((recipient, share)) = instance.recipients.get(place).zip(plan.shares.get(place)) else { return Vec::new() };
    let possible = Change::ALL.into_iter().filter(|change| match change {
        Change::ColdTransport => !recipient.cold_transport,
        Change::Sooner => recipient.wait > 0,
        Change::Reach => recipient.links.iter().any(|(_, m)| (1..=MORE_M).contains(&(m - recipient.reach))),
        Change::Storage(_) | Change::Vehicle => true,
    });
    let tried = possible.map(|change| {
        let nothing = WhatIf { change, kg: 0, together: 0 };
        if !is_binding(instance, plan, place, recipient, change) {
            return nothing;
        }
        let mut other = instance.clone();
        other.recipients.get_mut(place).into_iter().for_each(|it| change.apply(it));
        let Ok(found) = shares(&other) else { return nothing };
        let kg = found.get(place).map_or(0, |kg| kg - share.kg);
        WhatIf { change, kg, together: found.iter().sum::<i64>() - plan.figures.kg }
    });
    tried.collect()
}

/// Whether a change could bring anything. More of a room that is not full opens no way that is not open now, so that the
/// present shares stay the best.
fn is_binding(instance: &Instance, plan: &Plan, place: usize, recipient: &Recipient, change: Change) -> bool {
    let class = |line: &Line| instance.lots.get(line.lot).map(|lot| instance.temperature(lot.category));
    let lines = || plan.lines.iter().filter(|line| line.recipient == place);
    match change {
        Change::Storage(of) => {
            let kg: i64 = lines().filter(|line| class(line) == Some(of)).map(|line| line.kg).sum();
            recipient.storage.get(of as usize).is_some_and(|room| kg >= *room)
        }
        Change::Vehicle => lines().map(|line| line.kg).sum::<i64>() >= recipient.vehicle,
        Change::ColdTransport | Change::Sooner | Change::Reach => true,
    }
}

/// A plan after something was decided by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The round with the decision: it stays there when the round is solved again.
    pub instance: Instance,
    /// What comes of it.
    pub plan: Plan,
    /// Who gets more or less: its place, and kg before and after.
    pub changes: Vec<(usize, i64, i64)>,
    /// The figures before.
    pub before: Figures,
}

impl Adjusted {
    /// What the others lose together, kg: the cost of the decision to them.
    #[must_use]
    pub fn cost_to_others(&self, recipient: usize) -> i64 {
        let others = self.changes.iter().filter(|(place, ..)| *place != recipient);
        others.map(|(_, before, after)| (before - after).max(0)).sum()
    }
}

/// Sets one line by hand, which may be to nothing, and shares out everything else around it and the lines fixed before.
///
/// # Errors
/// [`Fault::Fixed`] if the line breaks a limit.
pub fn adjust(instance: &Instance, plan: &Plan, line: Line) -> Result<Adjusted, Fault> {
    let mut instance = instance.clone();
    instance.fixed.retain(|other| (other.line.lot, other.line.recipient) != (line.lot, line.recipient));
    instance.fixed.push(Fixed { line, more: false });
    compare(instance, plan)
}

/// Takes back what recipients refuse of lots (pairs of a lot and a recipient), and offers it to the others at once: every other
/// line stays at least as it is, and what is refused or was left is shared out beside them.
///
/// # Errors
/// What [`Instance::validate`] finds.
pub fn refuse_all(instance: &Instance, plan: &Plan, refused: &[(usize, usize)]) -> Result<Adjusted, Fault> {
    let pair = |line: &Line| (line.lot, line.recipient);
    let mut fixed: BTreeMap<(usize, usize), Fixed> = instance.fixed.iter().map(|it| (pair(&it.line), *it)).collect();
    for line in &plan.lines {
        fixed.entry(pair(line)).or_insert(Fixed { line: *line, more: true }).line.kg = line.kg;
    }
    for (lot, recipient) in refused.iter().copied() {
        fixed.insert((lot, recipient), Fixed { line: Line { lot, recipient, kg: 0 }, more: false });
    }
    compare(Instance { fixed: fixed.into_values().collect(), ..instance.clone() }, plan)
}

fn compare(instance: Instance, plan: &Plan) -> Result<Adjusted, Fault> {
    let after = solve(&instance)?;
    let both = plan.shares.iter().zip(&after.shares).enumerate();
    let changed = both.filter(|(_, (before, after))| before.kg != after.kg);
    let changes = changed.map(|(place, (before, after))| (place, before.kg, after.kg)).collect();
    Ok(Adjusted { instance, plan: after, changes, before: plan.figures })
}
