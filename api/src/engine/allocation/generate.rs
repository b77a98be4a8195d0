//! Rounds from a seed: a territory with a warehouse, shops and associations, for tests and for measuring.

use super::model::{Category, Instance, Lot, Origin, Place, Recipient, Temperature};
use super::table::mix;
use super::text::{RATION, empty, key};

/// Metres of a degree of latitude.
const DEGREE: i64 = 111_195;
/// Millionths of a degree between territories that do not overlap.
const APART: i64 = 1_800_000;
/// Kinds of food, how they are kept, their share of a need in per mille, and the usual days before their date.
const KINDS: [(&str, Temperature, i64, i64); 12] = [
    ("fruit_veg", Temperature::Ambient, 190, 4),
    ("bread", Temperature::Ambient, 90, 3),
    ("starch", Temperature::Ambient, 140, 200),
    ("tinned_protein", Temperature::Ambient, 80, 300),
    ("tinned_veg", Temperature::Ambient, 70, 300),
    ("dairy", Temperature::Chilled, 130, 8),
    ("meat_fish_egg", Temperature::Chilled, 100, 4),
    ("ready_meal", Temperature::Chilled, 50, 5),
    ("frozen", Temperature::Frozen, 70, 90),
    ("sweet_snack", Temperature::Ambient, 40, 60),
    ("baby", Temperature::Ambient, 15, 150),
    ("hygiene_drink", Temperature::Ambient, 25, 250),
];

/// What a made-up round is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Recipients.
    pub recipients: usize,
    /// Lots.
    pub lots: usize,
    /// Origins in each territory.
    pub origins: usize,
    /// Territories.
    pub territories: usize,
    /// Whether territories lie beside each other, so that most recipients reach into the next one.
    pub overlapping: bool,
    /// All food, in per cent of all that people need.
    pub supply: i64,
    /// The largest association, people.
    pub people: i64,
}

impl Shape {
    /// A round of one food bank with so many recipients and lots.
    #[must_use]
    pub const fn round(recipients: usize, lots: usize) -> Self {
        Self { recipients, lots, origins: 9, territories: 1, overlapping: false, supply: 65, people: 320 }
    }

    /// As large as a country, in territories of 150 recipients.
    #[must_use]
    pub const fn country(recipients: usize, lots: usize, overlapping: bool) -> Self {
        Self { territories: recipients.div_ceil(150), overlapping, ..Self::round(recipients, lots) }
    }
}

/// Numbers that look random.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix(self.0, 0x6d61_696c)
    }

    /// From `low` to `high`, both possible.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).cast_unsigned() + 1;
        low + (self.next() % width).cast_signed()
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// True so often, per cent.
    fn often(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// Mostly small, sometimes near `most`.
    fn skewed(&mut self, least: i64, most: i64) -> i64 {
        let one = self.between(0, 1_000);
        least + (most - least).max(0) * one * one / 1_000 * self.between(300, 1_000) / 1_000_000
    }
}

/// Makes the round of a seed.
#[must_use]
pub fn generate(shape: &Shape, seed: u64) -> Instance {
    let mut random = Random(mix(seed, 1));
    let mut instance = Instance { seed, ..empty() };
    let kinds = KINDS.iter().zip(0..);
    instance.categories = kinds
        .map(|((name, temperature, ..), id)| Category { id, name: (*name).to_owned(), temperature: *temperature })
        .collect();
    let territories = shape.territories.max(1);
    for territory in 0..territories {
        let centre = centre(shape, territory);
        for number in 0..shape.origins {
            let place = if number == 0 { centre } else { near(&mut random, centre, 500_000) };
            instance.origins.push(Origin { id: id(instance.origins.len()), place });
        }
    }
    for number in 0..shape.recipients {
        let territory = number * territories / shape.recipients.max(1);
        let recipient = recipient(&mut random, shape, &instance, territory, id(number));
        instance.recipients.push(recipient);
    }
    lots(&mut random, shape, &mut instance);
    instance
}

fn id(place: usize) -> u32 {
    super::table::count(place)
}

/// The middle of a territory: on a square grid, near each other or far apart.
fn centre(shape: &Shape, territory: usize) -> Place {
    let side = shape.territories.max(1).isqrt().max(1);
    let step = if shape.overlapping { 850_000 } else { APART };
    let at = |cells: usize| i64::try_from(cells).unwrap_or(0) * step;
    let (row, column) = (at(territory / side), at(territory % side));
    Place { latitude: 20_000_000 + row, longitude: -40_000_000 + column }
}

fn near(random: &mut Random, centre: Place, width: i64) -> Place {
    let mut off = || random.between(-width, width) * random.between(200, 1_000) / 1_000;
    Place { latitude: centre.latitude + off(), longitude: centre.longitude + off() * 7 / 5 }
}

/// Metres between two places on a flat map of about 44° north, times 1.3 for roads.
fn metres(one: Place, other: Place) -> i64 {
    let north = (one.latitude - other.latitude) * DEGREE / 1_000_000;
    let east = (one.longitude - other.longitude) * DEGREE / 1_000_000 * 72 / 100;
    (north * north + east * east).cast_unsigned().isqrt().cast_signed() * 13 / 10
}

fn recipient(random: &mut Random, shape: &Shape, instance: &Instance, territory: usize, id: u32) -> Recipient {
    let centre = centre(shape, territory);
    let place = near(random, centre, 500_000);
    let people = random.skewed(8, shape.people);
    let need = people * RATION;
    let cold_transport = random.often(70);
    let class = |random: &mut Random, percent: i64, often: i64| {
        if random.often(often) { need * percent * random.between(30, 130) / 10_000 } else { 0 }
    };
    let storage = [class(random, 90, 100), class(random, 35, 80), class(random, 9, 70)];
    let reach = if random.often(50) { 35_000 } else { random.between(35_000, 90_000) };
    let (first, end) = origins_near(shape, territory);
    let origins = instance.origins.iter().enumerate().take(end).skip(first);
    let links = origins.map(|(at, origin)| (at, metres(place, origin.place))).filter(|(_, metres)| *metres <= reach);
    let links: Vec<(usize, i64)> = links.collect();
    let wanted = |random: &mut Random, share: i64| need * share * random.between(60, 150) / 100_000;
    let needs = KINDS.iter().enumerate().filter(|_| random.often(88)).collect::<Vec<_>>();
    let needs = needs.into_iter().map(|(at, kind)| (at, wanted(random, kind.2).max(1))).collect();
    let received = need * 3 * random.between(20, 65) / 100;
    let vehicle = if random.often(60) { need } else { need * random.between(30, 100) / 100 };
    let wait = [0, 1, 1, 2, 2, 3, 4].get(random.below(7)).copied().unwrap_or(0);
    Recipient {
        id,
        key: key(place, people),
        place,
        people,
        weight: need,
        received,
        wait,
        vehicle,
        cold_transport,
        reach,
        storage,
        needs,
        links,
    }
}

/// Origins that could be reached: the first and the one behind the last.
fn origins_near(shape: &Shape, territory: usize) -> (usize, usize) {
    let side = shape.territories.max(1).isqrt().max(1);
    let around = if shape.overlapping { 3 * side + 3 } else { 0 };
    (territory.saturating_sub(around) * shape.origins, (territory + around + 1) * shape.origins)
}

/// Half of the lots and most of the food are in warehouses.
fn lots(random: &mut Random, shape: &Shape, instance: &mut Instance) {
    let need: i64 = instance.recipients.iter().map(|it| it.people * RATION).sum();
    let mean = need * shape.supply / 100 / i64::try_from(shape.lots.max(1)).unwrap_or(1);
    for number in 0..shape.lots {
        let territory = number * shape.territories.max(1) / shape.lots.max(1);
        let own = if random.often(45) { 0 } else { random.below(shape.origins) };
        let kind = random.below(1_000);
        let mut sum = 0;
        let category = KINDS.iter().position(|it| {
            sum += it.2;
            i64::try_from(kind).is_ok_and(|kind| kind < sum)
        });
        let category = category.unwrap_or(0);
        let usual = KINDS.get(category).map_or(1, |it| it.3);
        let size = if own == 0 { 140 } else { 60 };
        let kg = (mean * size * random.between(20, 200) / 11_000).max(1);
        let days = 1 + random.skewed(0, usual * 2);
        let origin = territory * shape.origins + own;
        instance.lots.push(Lot { id: id(number), origin, category, kg, days, closed_to: Vec::new() });
    }
}
