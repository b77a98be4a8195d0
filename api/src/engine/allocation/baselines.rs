//! What is done where nobody computes: whoever comes first, or a part for everybody in proportion to their entitlement.

use super::fixed::merge;
use super::model::{Instance, Line, Lot, Recipient, Temperature};
use super::order::{Order, rank};
use std::collections::HashMap;

/// A rule of thumb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// One after the other takes all it can, from the nearest origin first and there the soonest date first.
    FirstCome,
    /// Each lot, soonest date first, is divided in proportion to the entitlements of all who could take some of it; what they
    /// cannot take of their part stays where it is.
    ProRata,
    /// As [`Self::ProRata`], but what is left of a lot is divided again until nobody can take more of it.
    ProRataAgain,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::FirstCome, Self::ProRata, Self::ProRataAgain];

    /// What this rule makes of a round. It knows no fixed lines.
    #[must_use]
    pub fn lines(self, instance: &Instance) -> Vec<Line> {
        let order = Order::of(instance);
        let mut desk = Desk::open(instance);
        match self {
            Self::FirstCome => desk.serve_in_turn(&order),
            Self::ProRata => desk.divide(&order, false),
            Self::ProRataAgain => desk.divide(&order, true),
        }
        merge(desk.lines, &[])
    }
}

/// Where food is handed out, with what lots hold and recipients can still take.
struct Desk<'i> {
    instance: &'i Instance,
    lots: Vec<i64>,
    needs: Vec<HashMap<usize, i64>>,
    storage: Vec<[i64; 3]>,
    vehicle: Vec<i64>,
    lines: Vec<Line>,
}

impl<'i> Desk<'i> {
    fn open(instance: &'i Instance) -> Self {
        let recipients = || instance.recipients.iter();
        Self {
            instance,
            lots: instance.lots.iter().map(|lot| lot.kg).collect(),
            needs: recipients().map(|it| it.needs.iter().copied().collect()).collect(),
            storage: recipients().map(|it| it.storage).collect(),
            vehicle: recipients().map(|it| it.vehicle).collect(),
            lines: Vec::new(),
        }
    }

    /// How much of a lot that is in reach a recipient can take, kg.
    fn room(&self, lot: &Lot, place: usize, recipient: &Recipient) -> i64 {
        let class = self.instance.temperature(lot.category);
        let cold = class == Temperature::Ambient || recipient.cold_transport;
        if !cold || lot.days < recipient.wait || lot.closed_to.contains(&place) {
            return 0;
        }
        let need = self.needs.get(place).and_then(|it| it.get(&lot.category)).copied().unwrap_or(0);
        let storage = self.storage.get(place).and_then(|it| it.get(class as usize)).copied().unwrap_or(0);
        need.min(storage).min(self.vehicle.get(place).copied().unwrap_or(0))
    }

    fn hand_out(&mut self, lot: usize, recipient: usize, kg: i64) {
        let Some(of) = self.instance.lots.get(lot).filter(|_| kg > 0) else { return };
        let class = self.instance.temperature(of.category) as usize;
        let limits = [
            self.lots.get_mut(lot),
            self.needs.get_mut(recipient).and_then(|it| it.get_mut(&of.category)),
            self.storage.get_mut(recipient).and_then(|it| it.get_mut(class)),
            self.vehicle.get_mut(recipient),
        ];
        limits.into_iter().flatten().for_each(|left| *left -= kg);
        self.lines.push(Line { lot, recipient, kg });
    }

    fn serve_in_turn(&mut self, order: &Order) {
        let mut turns: Vec<(u64, usize)> = order.ties.iter().copied().zip(0..).collect();
        turns.sort_unstable();
        let mut at: HashMap<usize, Vec<usize>> = HashMap::new();
        for (place, lot) in order.lots.iter().filter_map(|place| Some((*place, self.instance.lots.get(*place)?))) {
            at.entry(lot.origin).or_default().push(place);
        }
        at.values_mut().for_each(|lots| lots.sort_by_key(|lot| self.instance.lots.get(*lot).map(|lot| lot.days)));
        for (_, place) in turns {
            let Some(recipient) = self.instance.recipients.get(place) else { continue };
            let mut near: Vec<&(usize, i64)> = recipient.links.iter().filter(|(_, m)| *m <= recipient.reach).collect();
            near.sort_unstable_by_key(|(origin, metres)| (*metres, rank(&order.origins, *origin)));
            for lot in near.into_iter().filter_map(|(origin, _)| at.get(origin)).flatten() {
                let Some(of) = self.instance.lots.get(*lot) else { continue };
                let kg = self.room(of, place, recipient).min(self.lots.get(*lot).copied().unwrap_or(0));
                self.hand_out(*lot, place, kg);
            }
        }
    }

    fn divide(&mut self, order: &Order, again: bool) {
        let mut near: HashMap<usize, Vec<(u64, usize)>> = HashMap::new();
        for ((place, it), tie) in self.instance.recipients.iter().enumerate().zip(&order.ties) {
            for (origin, _) in it.links.iter().filter(|(_, metres)| *metres <= it.reach) {
                near.entry(*origin).or_default().push((*tie, place));
            }
        }
        near.values_mut().for_each(|list| list.sort_unstable());
        let mut lots = order.lots.clone();
        lots.sort_by_key(|lot| self.instance.lots.get(*lot).map(|lot| lot.days));
        for lot in lots {
            let Some(of) = self.instance.lots.get(lot) else { continue };
            let near = near.get(&of.origin).map_or(&[][..], Vec::as_slice);
            while self.divide_lot(lot, of, near) && again {}
        }
    }

    /// Divides what is left of a lot; whether there was anything to be done.
    fn divide_lot(&mut self, lot: usize, of: &Lot, near: &[(u64, usize)]) -> bool {
        let takers = near.iter().filter_map(|(_, place)| {
            let recipient = self.instance.recipients.get(*place)?;
            let room = self.room(of, *place, recipient);
            (room > 0).then_some((*place, recipient.weight, room))
        });
        let takers: Vec<(usize, i64, i64)> = takers.collect();
        let left = self.lots.get(lot).copied().unwrap_or(0);
        let weight: i128 = takers.iter().map(|(_, weight, _)| i128::from(*weight)).sum();
        let mut given = 0;
        for (place, own, room) in &takers {
            let part = i128::from(left) * i128::from(*own) / weight.max(1);
            let kg = i64::try_from(part).unwrap_or(left).min(*room);
            self.hand_out(lot, *place, kg);
            given += kg;
        }
        if given == 0 {
            // Less than a kilogram for everybody: one each, as far as it goes.
            for ((place, ..), _) in takers.iter().zip(0..left) {
                self.hand_out(lot, *place, 1);
            }
        }
        left > 0 && !takers.is_empty()
    }
}
