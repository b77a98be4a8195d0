mod adversarial;
mod explained;
mod invariants;
mod laws;
mod naive;
mod programme;
mod real;
mod rejects;
mod wild;

use super::*;
use proptest::prelude::*;

/// The lines and everything that they must hold.
fn solved(instance: &Instance) -> Plan {
    let plan = solve(instance).unwrap();
    assert_eq!(check::check(instance, &plan.lines), []);
    assert!(plan.certificate.holds());
    plan
}

fn by_lot(instance: &Instance, lines: &[Line]) -> Vec<i64> {
    let mut kg = vec![0; instance.lots.len()];
    lines.iter().for_each(|line| kg[line.lot] += line.kg);
    kg
}

/// Kilograms used of each day, soonest first.
fn by_day(instance: &Instance, lines: &[Line]) -> std::collections::BTreeMap<i64, i64> {
    let mut days = std::collections::BTreeMap::new();
    for line in lines {
        *days.entry(instance.lots[line.lot].days).or_default() += line.kg;
    }
    days
}
