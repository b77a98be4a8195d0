//! The fairest levels as a textbook has them: a linear programme for the lowest level, then one for the next, …

use super::generate::{Shape, generate};
use super::laws::scaled;
use super::*;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, Variable};
use std::collections::BTreeMap;

/// So fine are the engine's shares made, and so near must the programme's be, kg.
const FINE: i64 = 100_000;
const NEAR: f64 = 0.01;

/// Who gets what of one origin's food of a category and date.
type Cell = (usize, usize, i64);

struct Model<'i> {
    instance: &'i Instance,
    problem: Problem,
    /// What each recipient gets of each cell.
    amounts: Vec<BTreeMap<Cell, Variable>>,
}

impl<'i> Model<'i> {
    fn new(instance: &'i Instance) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let mut cells: BTreeMap<Cell, i64> = BTreeMap::new();
        for lot in &instance.lots {
            *cells.entry((lot.origin, lot.category, lot.days)).or_default() += lot.kg;
        }
        let mut amounts = vec![BTreeMap::new(); instance.recipients.len()];
        for (amounts, it) in amounts.iter_mut().zip(&instance.recipients) {
            for cell in cells.keys() {
                let near = it.links.iter().any(|(origin, metres)| *origin == cell.0 && *metres <= it.reach);
                let wanted = it.needs.iter().any(|(category, _)| *category == cell.1);
                let warm = instance.categories[cell.1].temperature == Temperature::Ambient || it.cold_transport;
                if near && wanted && warm && cell.2 >= it.wait {
                    amounts.insert(*cell, problem.add_var(0.0, (0.0, f64::INFINITY)));
                }
            }
        }
        let mut model = Self { instance, problem, amounts };
        for (cell, kg) in cells {
            let parts: Vec<Variable> = model.amounts.iter().filter_map(|it| it.get(&cell)).copied().collect();
            model.limit(parts, kg);
        }
        for place in 0..instance.recipients.len() {
            model.limit_recipient(place);
        }
        model
    }

    fn limit(&mut self, parts: Vec<Variable>, kg: i64) {
        if !parts.is_empty() {
            self.problem.add_constraint(sum(parts), ComparisonOp::Le, kg as f64);
        }
    }

    fn limit_recipient(&mut self, place: usize) {
        let it = &self.instance.recipients[place];
        let parts = |amounts: &BTreeMap<Cell, Variable>, filter: &dyn Fn(usize) -> bool| {
            amounts.iter().filter(|(cell, _)| filter(cell.1)).map(|(_, part)| *part).collect::<Vec<_>>()
        };
        for (category, kg) in &it.needs {
            self.limit(parts(&self.amounts[place], &|of| of == *category), *kg);
        }
        for class in Temperature::ALL {
            let of_class = |of: usize| self.instance.categories[of].temperature == class;
            self.limit(parts(&self.amounts[place], &of_class), it.storage[class as usize]);
        }
        self.limit(parts(&self.amounts[place], &|_| true), it.vehicle);
    }

    /// Gives a recipient at least `kg` and so much times another variable.
    fn raise(&mut self, place: usize, kg: f64, by: Option<(Variable, f64)>) {
        let mut total = sum(self.amounts[place].values().copied().collect());
        if let Some((variable, factor)) = by {
            total.add(variable, -factor);
        }
        self.problem.add_constraint(total, ComparisonOp::Ge, kg);
    }
}

fn sum(parts: Vec<Variable>) -> LinearExpr {
    let mut sum = LinearExpr::empty();
    parts.into_iter().for_each(|part| sum.add(part, 1.0));
    sum
}

/// The fairest shares, kg.
fn leximin(instance: &Instance) -> Vec<f64> {
    let weight = |place: usize| instance.recipients[place].weight as f64;
    let received = |place: usize| instance.recipients[place].received as f64;
    let mut settled: BTreeMap<usize, f64> = BTreeMap::new();
    while settled.len() < instance.recipients.len() {
        let free: Vec<usize> = (0..instance.recipients.len()).filter(|place| !settled.contains_key(place)).collect();
        let base = || {
            let mut model = Model::new(instance);
            settled.iter().for_each(|(place, kg)| model.raise(*place, kg - 1e-7, None));
            model
        };
        let mut model = base();
        let level = model.problem.add_var(1.0, (0.0, f64::INFINITY));
        free.iter().for_each(|place| model.raise(*place, -received(*place), Some((level, weight(*place)))));
        let level = solve_programme(&model).var_value(level);
        let least = |place: usize| weight(place) * level - received(place) - 1e-7;
        // Who can be higher without anybody falling below the level: all of them can at the same time.
        let mut stuck = free.clone();
        loop {
            let mut model = base();
            let more: Vec<Variable> = stuck.iter().map(|_| model.problem.add_var(1.0, (0.0, 1.0))).collect();
            for place in &free {
                let by = stuck.iter().position(|it| it == place).map(|at| (more[at], weight(*place)));
                model.raise(*place, least(*place), by);
            }
            let found = solve_programme(&model);
            let before = stuck.len();
            stuck = stuck
                .into_iter()
                .zip(more)
                .filter(|(_, more)| found.var_value(*more) < 1e-5)
                .map(|(place, _)| place)
                .collect();
            if stuck.len() == before || stuck.is_empty() {
                break;
            }
        }
        assert!(!stuck.is_empty(), "somebody sets the level");
        settled.extend(stuck.into_iter().map(|place| (place, (weight(place) * level - received(place)).max(0.0))));
    }
    settled.into_values().collect()
}

fn solve_programme(model: &Model<'_>) -> Solution {
    model.problem.solve().unwrap().into_solution().unwrap()
}

fn compare(instance: &Instance) {
    let ours = shares(&scaled(instance, FINE)).unwrap();
    for (place, (ours, theirs)) in ours.iter().zip(leximin(instance)).enumerate() {
        let ours = *ours as f64 / FINE as f64;
        assert!((ours - theirs).abs() < NEAR, "{place}: {ours} {theirs}");
    }
}

/// Few categories and dates, so that the programmes stay small.
fn round(recipients: usize, seed: u64) -> Instance {
    let mut instance = generate(&Shape { origins: 3, ..Shape::round(recipients, recipients * 3) }, seed);
    let kept = [0, 1, 5, 8];
    instance.recipients.iter_mut().for_each(|it| it.needs.retain(|(category, _)| kept.contains(category)));
    for lot in &mut instance.lots {
        (lot.category, lot.days) = (kept[lot.category % kept.len()], lot.days.min(3));
    }
    instance
}

#[test]
fn levels_are_those_of_linear_programmes() {
    for (recipients, seed) in [(8, 1), (8, 2), (20, 3), (20, 4), (35, 5), (60, 6)] {
        compare(&round(recipients, seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn levels_of_odd_rounds_are_those_of_linear_programmes(seed: u64) {
        let mut instance = wild::wild(seed);
        instance.lots.iter_mut().for_each(|lot| lot.closed_to.clear());
        compare(&instance);
    }
}
