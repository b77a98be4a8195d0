//! The limits, counted line by line.

use super::super::model::{Instance, Line, Lot, Recipient, Temperature};
use super::{Barrier, Violation};
use std::collections::BTreeMap;

/// Every limit that is broken.
pub(super) fn broken(instance: &Instance, lines: &[Line]) -> Vec<Violation> {
    let mut sums = Sums::default();
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let known = instance.lots.get(line.lot).zip(instance.recipients.get(line.recipient));
        let new = sums.lines.insert((line.lot, line.recipient), line.kg).is_none();
        match known.filter(|_| new && line.kg >= 1) {
            None => found.push(Violation::Line(place)),
            Some((lot, recipient)) => {
                let barrier = barrier(instance, lot, line.recipient, recipient);
                found.extend(barrier.map(|barrier| Violation::Link(line.lot, line.recipient, barrier)));
                sums.add(line, lot, temperature(instance, lot.category));
            }
        }
    }
    sums.compare(instance, &mut found);
    for (place, fixed) in instance.fixed.iter().enumerate() {
        let kg = sums.lines.get(&(fixed.line.lot, fixed.line.recipient)).copied().unwrap_or(0);
        if kg < fixed.line.kg || (kg > fixed.line.kg && !fixed.more) {
            found.push(Violation::Fixed(place));
        }
    }
    found
}

pub(super) fn temperature(instance: &Instance, category: usize) -> Temperature {
    instance.categories.get(category).map_or(Temperature::Ambient, |it| it.temperature)
}

/// Why a lot cannot go to a recipient at all.
pub(in super::super) fn barrier(instance: &Instance, lot: &Lot, place: usize, recipient: &Recipient) -> Option<Barrier> {
    let warm = temperature(instance, lot.category) == Temperature::Ambient;
    let near = recipient.links.iter().any(|(origin, metres)| *origin == lot.origin && *metres <= recipient.reach);
    match () {
        () if !near => Some(Barrier::Reach),
        () if lot.days < recipient.wait => Some(Barrier::Date),
        () if !warm && !recipient.cold_transport => Some(Barrier::ColdChain),
        () if lot.closed_to.contains(&place) => Some(Barrier::Closed),
        () => None,
    }
}

/// What is handed out, by all that limits it.
#[derive(Default)]
struct Sums {
    lines: BTreeMap<(usize, usize), i64>,
    lots: BTreeMap<usize, i64>,
    needs: BTreeMap<(usize, usize), i64>,
    storage: BTreeMap<(usize, usize), i64>,
    vehicles: BTreeMap<usize, i64>,
}

impl Sums {
    fn add(&mut self, line: &Line, lot: &Lot, class: Temperature) {
        let sums = [
            self.lots.entry(line.lot).or_default(),
            self.needs.entry((line.recipient, lot.category)).or_default(),
            self.storage.entry((line.recipient, class as usize)).or_default(),
            self.vehicles.entry(line.recipient).or_default(),
        ];
        // A solution may be any nonsense: its sums must not come round to what is allowed.
        sums.into_iter().for_each(|sum: &mut i64| *sum = sum.saturating_add(line.kg));
    }

    fn compare(&self, instance: &Instance, found: &mut Vec<Violation>) {
        let recipient = |place: &usize| instance.recipients.get(*place);
        let too_much = |kg: &i64, limit: Option<i64>| Some(kg - limit.unwrap_or(0)).filter(|more| *more > 0);
        found.extend(self.lots.iter().filter_map(|(lot, kg)| {
            too_much(kg, instance.lots.get(*lot).map(|lot| lot.kg)).map(|more| Violation::Lot(*lot, more))
        }));
        found.extend(self.needs.iter().filter_map(|((place, category), kg)| {
            let need = recipient(place)?.needs.iter().find(|(of, _)| of == category);
            too_much(kg, need.map(|(_, kg)| *kg)).map(|more| Violation::Need(*place, *category, more))
        }));
        found.extend(self.storage.iter().filter_map(|((place, class), kg)| {
            let room = recipient(place)?.storage.get(*class).copied();
            too_much(kg, room).map(|more| Violation::Storage(*place, *class, more))
        }));
        found.extend(self.vehicles.iter().filter_map(|(place, kg)| {
            too_much(kg, recipient(place).map(|it| it.vehicle)).map(|more| Violation::Vehicle(*place, more))
        }));
    }
}
