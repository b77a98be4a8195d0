//! Lines decided by hand: what is left for everybody when they are set aside.

use super::model::{Fault, Fixed, Instance, Line};
use std::collections::BTreeSet;

/// Whether every fixed line keeps the limits, together with those before it.
pub(super) fn validate(instance: &Instance) -> Result<(), Fault> {
    if instance.fixed.is_empty() {
        return Ok(());
    }
    let mut left = Remainder::of(instance);
    let mut seen = BTreeSet::new();
    for (place, Fixed { line, .. }) in instance.fixed.iter().enumerate() {
        if !seen.insert((line.lot, line.recipient)) || line.kg < 0 || left.take(line).is_none() {
            return Err(Fault::Fixed(place));
        }
    }
    Ok(())
}

/// The round without its fixed lines: they are taken out of lots, needs, rooms and vehicles, added to what was received, and
/// a lot is closed to who must not get more of it.
pub(super) fn set_aside(instance: &Instance) -> Instance {
    let mut left = Remainder::of(instance);
    for Fixed { line, more } in &instance.fixed {
        left.take(line);
        if let Some(lot) = left.instance.lots.get_mut(line.lot).filter(|_| !more) {
            lot.closed_to.push(line.recipient);
        }
        if let Some(recipient) = left.instance.recipients.get_mut(line.recipient) {
            recipient.received += line.kg;
        }
    }
    left.instance
}

/// What lots hold and recipients can still take.
struct Remainder {
    instance: Instance,
}

impl Remainder {
    fn of(instance: &Instance) -> Self {
        Self { instance: Instance { fixed: Vec::new(), ..instance.clone() } }
    }

    /// Takes a line away from every limit; `None` if it does not fit, or its lot can never go to its recipient.
    fn take(&mut self, line: &Line) -> Option<()> {
        let lot = self.instance.lots.get_mut(line.lot)?;
        let recipient = self.instance.recipients.get_mut(line.recipient)?;
        let temperature = self.instance.categories.get(lot.category)?.temperature;
        if line.kg == 0 {
            return Some(());
        }
        let open = !lot.closed_to.contains(&line.recipient);
        let near = recipient.links.iter().any(|(origin, metres)| *origin == lot.origin && *metres <= recipient.reach);
        let cold = temperature == super::Temperature::Ambient || recipient.cold_transport;
        let need = recipient.needs.iter_mut().find(|(category, _)| *category == lot.category)?;
        let room = recipient.storage.get_mut(temperature as usize)?;
        for limit in [&mut lot.kg, &mut need.1, room, &mut recipient.vehicle] {
            *limit = limit.checked_sub(line.kg).filter(|left| *left >= 0)?;
        }
        (open && near && cold && lot.days >= recipient.wait).then_some(())
    }
}

/// Lines of both lists, those of one lot and recipient added up, in the order of lots and recipients.
pub(super) fn merge(lines: Vec<Line>, fixed: &[Fixed]) -> Vec<Line> {
    let mut all = lines;
    all.extend(fixed.iter().map(|it| it.line).filter(|line| line.kg > 0));
    all.sort_unstable();
    let mut merged: Vec<Line> = Vec::with_capacity(all.len());
    for line in all {
        match merged.last_mut() {
            Some(last) if (last.lot, last.recipient) == (line.lot, line.recipient) => last.kg += line.kg,
            _ => merged.push(line),
        }
    }
    merged
}
