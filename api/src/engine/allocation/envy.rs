//! Who could justly envy somebody.

use super::figures::Level;
use super::model::{Instance, Line, Lot, Recipient, Temperature};

/// Something for each row (a recipient, an origin) and category, in one list: there is hardly a pair without any.
struct Grid<T> {
    items: Vec<T>,
    categories: usize,
}

impl<T: Clone + Default> Grid<T> {
    fn of(rows: usize, categories: usize) -> Self {
        Self { items: vec![T::default(); rows * categories], categories }
    }

    fn place(&self, row: usize, category: usize) -> Option<usize> {
        (category < self.categories).then_some(row * self.categories + category)
    }

    fn get(&self, row: usize, category: usize) -> Option<&T> {
        self.items.get(self.place(row, category)?)
    }

    fn get_mut(&mut self, row: usize, category: usize) -> Option<&mut T> {
        let place = self.place(row, category)?;
        self.items.get_mut(place)
    }
}

/// Who holds food of one origin and category.
#[derive(Clone, Default)]
struct Holders {
    /// Dates, and the highest level after giving up a kilogram among those who hold food of this date or a later one, of lots
    /// that are open to all.
    open: Vec<(i64, Level)>,
    /// Lots that are closed to some, and the level of each holder after giving up a kilogram.
    closed: Vec<(usize, Level)>,
}

/// By origin.
type Held = Grid<Holders>;

/// How many recipients are lower than somebody would be with a kilogram less, who holds food that they could take just like
/// that. Fixed lines count like any other: the figure says what is, not whose doing it is.
pub(super) fn count(instance: &Instance, lines: &[Line], kg: &[i64]) -> usize {
    let held = held(instance, lines, kg);
    let room = Room::left(instance, lines);
    let envious = |(place, recipient): &(usize, &Recipient)| {
        let level = Level { kg: recipient.received + kg.get(*place).copied().unwrap_or(0), of: recipient.weight };
        room.categories(instance, *place, recipient).any(|category| {
            let near = recipient.links.iter().filter(|(_, metres)| *metres <= recipient.reach);
            near.filter_map(|(origin, _)| held.get(*origin, category)).any(|holders| {
                let first = holders.open.partition_point(|(days, _)| *days < recipient.wait);
                let usable = |lot: &&Lot| lot.days >= recipient.wait && !lot.closed_to.contains(place);
                let closed = holders.closed.iter().filter(|(lot, _)| instance.lots.get(*lot).filter(usable).is_some());
                let mut all =
                    holders.open.get(first).map(|(_, after)| after).into_iter().chain(closed.map(|(_, after)| after));
                all.any(|after| *after > level)
            })
        })
    };
    instance.recipients.iter().enumerate().filter(envious).count()
}

fn held(instance: &Instance, lines: &[Line], kg: &[i64]) -> Held {
    let mut held = Held::of(instance.origins.len(), instance.categories.len());
    for line in lines.iter().filter(|line| line.kg > 0) {
        let found = instance.lots.get(line.lot).zip(instance.recipients.get(line.recipient));
        let Some((lot, holder)) = found else { continue };
        let kg = holder.received + kg.get(line.recipient).copied().unwrap_or(0) - 1;
        let (after, Some(holders)) = (Level { kg, of: holder.weight }, held.get_mut(lot.origin, lot.category)) else {
            continue;
        };
        if lot.closed_to.is_empty() {
            holders.open.push((lot.days, after));
        } else {
            holders.closed.push((line.lot, after));
        }
    }
    for dates in held.items.iter_mut().map(|holders| &mut holders.open) {
        dates.sort_unstable();
        let mut highest = None;
        for (_, after) in dates.iter_mut().rev() {
            *after = highest.map_or(*after, |highest: Level| highest.max(*after));
            highest = Some(*after);
        }
    }
    held
}

/// What everybody could still take, kg.
struct Room {
    needs: Grid<i64>,
    storage: Vec<[i64; 3]>,
    vehicle: Vec<i64>,
}

impl Room {
    fn left(instance: &Instance, lines: &[Line]) -> Self {
        let mut needs: Grid<i64> = Grid::of(instance.recipients.len(), instance.categories.len());
        for (place, it) in instance.recipients.iter().enumerate() {
            for (category, kg) in &it.needs {
                needs.get_mut(place, *category).into_iter().for_each(|most| *most = *kg);
            }
        }
        let mut room = Self {
            needs,
            storage: instance.recipients.iter().map(|it| it.storage).collect(),
            vehicle: instance.recipients.iter().map(|it| it.vehicle).collect(),
        };
        for line in lines {
            let Some(category) = instance.lots.get(line.lot).map(|lot| lot.category) else { continue };
            let class = instance.temperature(category);
            room.needs.get_mut(line.recipient, category).into_iter().for_each(|kg| *kg -= line.kg);
            let storage = room.storage.get_mut(line.recipient).and_then(|it| it.get_mut(class as usize));
            storage.into_iter().chain(room.vehicle.get_mut(line.recipient)).for_each(|kg| *kg -= line.kg);
        }
        room
    }

    /// The categories of which a recipient could take one more kilogram.
    fn categories<'r>(
        &'r self,
        instance: &'r Instance,
        place: usize,
        recipient: &'r Recipient,
    ) -> impl Iterator<Item = usize> + 'r {
        let carries = self.vehicle.get(place).is_some_and(|kg| *kg > 0);
        let open = move |category: &usize| {
            let class = instance.temperature(*category);
            let stores = self.storage.get(place).and_then(|it| it.get(class as usize)).is_some_and(|kg| *kg > 0);
            let cold = class == Temperature::Ambient || recipient.cold_transport;
            carries && cold && stores && self.needs.get(place, *category).is_some_and(|kg| *kg > 0)
        };
        recipient.needs.iter().map(|(category, _)| *category).filter(open)
    }
}
