//! What is left to offer when a site has refused some of a published round, and what the others are offered.

use crate::engine::allocation::{Instance, Line};
use std::collections::BTreeMap;

/// Some more of a lot for a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place of the lot.
    pub lot: usize,
    /// The place of the recipient.
    pub recipient: usize,
    /// What it gets of it now, kg.
    pub kg: i64,
    /// So much more than before, kg.
    pub grown: i64,
}

/// Takes from each lot what is neither kept for a line nor free any more: it was thrown away or given otherwise since the round
/// was published. `free` is what could be promised of each lot, kg, with what is refused.
pub fn cap(instance: &mut Instance, lines: &[Line], refused: &[(usize, usize)], free: &[i64]) {
    let mut kept = vec![0_i64; instance.lots.len()];
    for line in lines.iter().filter(|line| !refused.contains(&(line.lot, line.recipient))) {
        kept.get_mut(line.lot).into_iter().for_each(|kg| *kg += line.kg);
    }
    for ((lot, kept), free) in instance.lots.iter_mut().zip(kept).zip(free) {
        lot.kg = lot.kg.min(kept + free);
    }
}

/// What grows by a new plan, in its order: `before` is what was allocated of each lot to each recipient, kg.
#[must_use]
pub fn changes(lines: &[Line], before: &BTreeMap<(usize, usize), i64>) -> Vec<Change> {
    let grown = lines.iter().map(|line| {
        let had = before.get(&(line.lot, line.recipient)).copied().unwrap_or(0);
        Change { lot: line.lot, recipient: line.recipient, kg: line.kg, grown: line.kg - had }
    });
    grown.filter(|change| change.grown > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::generate::{Shape, generate};
    use crate::engine::allocation::{Fixed, refuse_all, solve};
    use proptest::prelude::*;

    proptest! {
        /// Whatever has gone since: nobody loses by a refusal, nothing is offered that is not there, what is handed over stays.
        #[test]
        fn a_refusal_takes_nothing_from_anybody(seed in 0_u64..200, which: prop::sample::Index, gone in 0_i64..40) {
            let mut instance = generate(&Shape::round(8, 20), seed);
            let plan = solve(&instance).unwrap();
            prop_assume!(plan.lines.len() > 1);
            let line = *which.get(&plan.lines);
            let done = *plan.lines.iter().find(|other| **other != line).unwrap();
            instance.fixed.push(Fixed { line: done, more: false });
            let left = |lot: usize| {
                let used: i64 = plan.lines.iter().filter(|it| it.lot == lot && **it != line).map(|it| it.kg).sum();
                (instance.lots[lot].kg - used - gone).max(0)
            };
            let free: Vec<i64> = (0..instance.lots.len()).map(left).collect();
            let refused = [(line.lot, line.recipient)];
            let mut capped = instance.clone();
            cap(&mut capped, &plan.lines, &refused, &free);
            let after = refuse_all(&capped, &plan, &refused).unwrap();
            let before: BTreeMap<(usize, usize), i64> =
                plan.lines.iter().filter(|it| **it != line).map(|it| ((it.lot, it.recipient), it.kg)).collect();
            let mut offered = vec![0; instance.lots.len()];
            for change in changes(&after.plan.lines, &before) {
                prop_assert!((change.lot, change.recipient) != (done.lot, done.recipient));
                prop_assert!((change.lot, change.recipient) != refused[0]);
                offered[change.lot] += change.grown;
            }
            prop_assert!(offered.iter().zip(&free).all(|(kg, free)| kg <= free));
            let kg = |pair: (usize, usize)| after.plan.lines.iter().find(|it| (it.lot, it.recipient) == pair).map(|it| it.kg);
            for (pair, had) in before {
                prop_assert!(kg(pair).is_some_and(|kg| kg >= had));
            }
        }
    }
}
