//! Small rounds full of odd cases: nothing is usual in them, and ties are everywhere.

use super::super::table::mix;
use super::*;

pub(super) struct Dice(pub u64);

impl Dice {
    pub fn to(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_add(1);
        (mix(self.0, 7) % end.unsigned_abs().max(1)).cast_signed()
    }

    pub fn place(&mut self, end: usize) -> usize {
        usize::try_from(self.to(i64::try_from(end).unwrap())).unwrap()
    }
}

/// A round of one to nine recipients; of the same seed the same.
pub(super) fn wild(seed: u64) -> Instance {
    let mut dice = Dice(mix(seed, 3));
    let mut instance = text::empty();
    instance.seed = seed;
    instance.window = 1 + dice.to(5);
    let scale = [3, 12, 60][dice.place(3)];
    let [origins, categories] = [1 + dice.place(3), 1 + dice.place(4)];
    for id in 0..u32::try_from(categories).unwrap() {
        let temperature = Temperature::ALL[dice.place(3)];
        instance.categories.push(Category { id, name: format!("c{id}"), temperature });
    }
    for id in 0..u32::try_from(origins).unwrap() {
        let place = Place { latitude: dice.to(90_000_000), longitude: dice.to(90_000_000) };
        instance.origins.push(Origin { id, place });
    }
    for id in 0..1 + u32::try_from(dice.to(9)).unwrap() {
        let recipient = recipient(&mut dice, id, scale, origins, categories);
        instance.recipients.push(recipient);
    }
    for id in 0..u32::try_from(dice.to(24)).unwrap() {
        let closed_to = if dice.to(6) == 0 { vec![dice.place(instance.recipients.len())] } else { Vec::new() };
        let (origin, category) = (dice.place(origins), dice.place(categories));
        instance.lots.push(Lot { id, origin, category, kg: dice.to(scale), days: dice.to(7), closed_to });
    }
    instance
}

fn recipient(dice: &mut Dice, id: u32, scale: i64, origins: usize, categories: usize) -> Recipient {
    let most = [3, 200][dice.place(2)];
    let people = 1 + dice.to(most);
    let needs = (0..categories).filter(|_| dice.to(4) > 0).collect::<Vec<_>>();
    let links = (0..origins).filter(|_| dice.to(4) > 0).collect::<Vec<_>>();
    let place = Place { latitude: i64::from(id) * 1_000, longitude: dice.to(90_000_000) };
    Recipient {
        id,
        key: text::key(place, people),
        place,
        people,
        weight: people * [1, 1, 4][dice.place(3)],
        received: if dice.to(3) == 0 { 0 } else { dice.to(scale) },
        wait: dice.to(4),
        vehicle: dice.to(scale) + dice.to(3),
        cold_transport: dice.to(3) > 0,
        reach: 50,
        storage: [dice.to(scale), dice.to(scale), dice.to(scale)],
        needs: needs.into_iter().map(|category| (category, dice.to(scale))).collect(),
        links: links.into_iter().map(|origin| (origin, dice.to(60))).collect(),
    }
}

/// The same round with its lists, numbers and names in another order; and where each recipient went.
pub(super) fn relabelled(instance: &Instance, seed: u64) -> (Instance, Vec<usize>) {
    let mut dice = Dice(seed);
    let mut shuffle = |len: usize| {
        let mut to: Vec<usize> = (0..len).collect();
        (1..len).for_each(|end| to.swap(end, dice.place(end + 1)));
        to
    };
    let (recipients, lots) = (shuffle(instance.recipients.len()), shuffle(instance.lots.len()));
    let (origins, categories) = (shuffle(instance.origins.len()), shuffle(instance.categories.len()));
    let mut other = Instance {
        recipients: moved(&instance.recipients, &recipients),
        lots: moved(&instance.lots, &lots),
        origins: moved(&instance.origins, &origins),
        categories: moved(&instance.categories, &categories),
        ..instance.clone()
    };
    for (id, recipient) in (0..).zip(&mut other.recipients) {
        recipient.id = id;
        recipient.needs.iter_mut().for_each(|(category, _)| *category = categories[*category]);
        recipient.links.iter_mut().for_each(|(origin, _)| *origin = origins[*origin]);
        recipient.needs.reverse();
        recipient.links.reverse();
    }
    for lot in &mut other.lots {
        (lot.origin, lot.category) = (origins[lot.origin], categories[lot.category]);
        lot.closed_to.iter_mut().for_each(|recipient| *recipient = recipients[*recipient]);
    }
    (other, recipients)
}

fn moved<T: Clone>(list: &[T], to: &[usize]) -> Vec<T> {
    let mut moved: Vec<(usize, T)> = to.iter().copied().zip(list.iter().cloned()).collect();
    moved.sort_by_key(|(to, _)| *to);
    moved.into_iter().map(|(_, item)| item).collect()
}
