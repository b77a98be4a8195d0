//! The maximum flow as a textbook has it: one path after the other, between single lots and recipients.

use super::*;
use std::collections::BTreeMap;

/// Hands out as much more as can be handed out, changing who gets what of which lot but using no less of any lot.
pub(super) fn complete(instance: &Instance, lines: &[Line], lots: &[usize]) -> Vec<Line> {
    let mut desk = Desk { instance, given: lines.iter().map(|it| ((it.lot, it.recipient), it.kg)).collect() };
    for lot in lots {
        while desk.left(*lot) > 0 && desk.path(*lot) {}
    }
    let lines = desk.given.into_iter().filter(|(_, kg)| *kg > 0);
    lines.map(|((lot, recipient), kg)| Line { lot, recipient, kg }).collect()
}

/// One kilogram after the other to whoever is lowest before it, among equals to whom the round names first, as long as all can be
/// handed out together: what each gets.
pub(super) fn greedy(instance: &Instance) -> Vec<i64> {
    let ties = order::Order::of(instance).ties;
    let mut now = instance.clone();
    now.recipients.iter_mut().for_each(|it| it.vehicle = 0);
    let mut given = BTreeMap::new();
    let mut open: Vec<usize> = (0..instance.recipients.len()).collect();
    let level = |now: &Instance, place: usize| Level::of(now, &now.recipients[place], now.recipients[place].vehicle);
    while let Some(place) = open.iter().copied().min_by_key(|place| (level(&now, *place), ties[*place])) {
        let full = now.recipients[place].vehicle == instance.recipients[place].vehicle;
        now.recipients[place].vehicle += 1;
        let mut desk = Desk { instance: &now, given };
        let more = !full && (0..instance.lots.len()).any(|lot| desk.left(lot) > 0 && desk.path(lot));
        given = desk.given;
        if !more {
            now.recipients[place].vehicle -= 1;
            open.retain(|it| *it != place);
        }
    }
    now.recipients.iter().map(|it| it.vehicle).collect()
}

/// All lots, those of the soonest date first.
pub(super) fn in_order_of_dates(instance: &Instance) -> Vec<usize> {
    let mut lots: Vec<usize> = (0..instance.lots.len()).collect();
    lots.sort_by_key(|lot| instance.lots[*lot].days);
    lots
}

/// What one more kilogram of a category for a recipient can take the place of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Lot(usize),
    /// A recipient has a kilogram of a lot more than before.
    Take(usize, usize),
}

struct Desk<'i> {
    instance: &'i Instance,
    given: BTreeMap<(usize, usize), i64>,
}

impl Desk<'_> {
    fn left(&self, lot: usize) -> i64 {
        let used: i64 = self.given.iter().filter(|((of, _), _)| *of == lot).map(|(_, kg)| kg).sum();
        self.instance.lots[lot].kg - used
    }

    fn open(&self, lot: usize, recipient: usize) -> bool {
        let (of, to) = (&self.instance.lots[lot], &self.instance.recipients[recipient]);
        let near = to.links.iter().any(|(origin, metres)| *origin == of.origin && *metres <= to.reach);
        let warm = self.class(lot) == Temperature::Ambient || to.cold_transport;
        near && warm && of.days >= to.wait && !of.closed_to.contains(&recipient)
    }

    fn class(&self, lot: usize) -> Temperature {
        self.instance.categories[self.instance.lots[lot].category].temperature
    }

    /// Moves one kilogram of a lot along a path to somebody who can take it; whether there is one. On the way a recipient
    /// gives up what the new kilogram takes the room of.
    fn path(&mut self, lot: usize) -> bool {
        let mut before: BTreeMap<Step, Option<Step>> = BTreeMap::from([(Step::Lot(lot), None)]);
        let mut open = vec![Step::Lot(lot)];
        while let Some(step) = open.pop() {
            let next: Vec<Step> = match step {
                Step::Lot(lot) => {
                    let takers = (0..self.instance.recipients.len()).filter(|recipient| self.open(lot, *recipient));
                    takers.map(|recipient| Step::Take(lot, recipient)).collect()
                }
                Step::Take(lot, recipient) => match self.instead(lot, recipient) {
                    None => return self.apply(&before, step),
                    Some(lots) => lots.into_iter().map(Step::Lot).collect(),
                },
            };
            for next in next {
                if let std::collections::btree_map::Entry::Vacant(new) = before.entry(next) {
                    new.insert(Some(step));
                    open.push(next);
                }
            }
        }
        false
    }

    /// Lots of which the recipient could give a kilogram back to make room; `None`: it has room.
    fn instead(&self, lot: usize, recipient: usize) -> Option<Vec<usize>> {
        let to = &self.instance.recipients[recipient];
        let (category, class) = (self.instance.lots[lot].category, self.class(lot));
        let held: Vec<(usize, i64)> =
            self.given.iter().filter(|((_, of), _)| *of == recipient).map(|((lot, _), kg)| (*lot, *kg)).collect();
        let sum = |same: &dyn Fn(usize) -> bool| held.iter().filter(|(lot, _)| same(*lot)).map(|(_, kg)| kg).sum::<i64>();
        let need = to.needs.iter().find(|(of, _)| *of == category).map_or(0, |(_, kg)| *kg);
        let of_need = |lot: usize| self.instance.lots[lot].category == category;
        let of_class = |lot: usize| self.class(lot) == class;
        let full_need = sum(&of_need) >= need;
        let full_class = sum(&of_class) >= to.storage[class as usize];
        let full_vehicle = sum(&|_| true) >= to.vehicle;
        let gives = |lot: &usize| match (full_need, full_class, full_vehicle) {
            (true, ..) => of_need(*lot),
            (false, true, _) => of_class(*lot),
            _ => true,
        };
        let any = full_need || full_class || full_vehicle;
        any.then(|| held.iter().filter(|(_, kg)| *kg > 0).map(|(lot, _)| *lot).filter(gives).collect())
    }

    fn apply(&mut self, before: &BTreeMap<Step, Option<Step>>, last: Step) -> bool {
        let mut at = Some(last);
        while let Some(step) = at {
            at = before[&step];
            match (step, at) {
                (Step::Take(lot, recipient), _) => *self.given.entry((lot, recipient)).or_default() += 1,
                (Step::Lot(lot), Some(Step::Take(_, recipient))) => *self.given.get_mut(&(lot, recipient)).unwrap() -= 1,
                (Step::Lot(_), _) => {}
            }
        }
        true
    }
}
