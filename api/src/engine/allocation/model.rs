//! What a round shares out, and among whom.

use super::table::mix;
use serde::{Deserialize, Serialize};

/// Days, kilograms, people and the reach stay below this: a kilogram's level is compared with others in 128 bits.
const MOST: i64 = 1 << 40;
/// A way stays below this, metres: farther than round the equator, and prices along any path of ways fit 64 bits.
const MOST_METRES: i64 = 1 << 26;
/// An entitlement stays below this: a level is a fraction with 32 binary places.
pub(super) const MOST_WEIGHT: i64 = 1 << 31;

/// How food must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Temperature {
    /// On any shelf.
    Ambient,
    /// In a refrigerator.
    Chilled,
    /// In a freezer.
    Frozen,
}

impl Temperature {
    /// All of them, in the order of [`Recipient::storage`].
    pub const ALL: [Self; 3] = [Self::Ambient, Self::Chilled, Self::Frozen];
}

/// A kind of food at one temperature. What exists at two temperatures is two categories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its number in a file.
    pub id: u32,
    /// A word without spaces.
    pub name: String,
    /// How it is kept.
    pub temperature: Temperature,
}

/// A place, in millionths of a degree. The engine measures nothing by it: metres come with the links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// North of the equator.
    pub latitude: i64,
    /// East of Greenwich.
    pub longitude: i64,
}

/// Where lots are: a warehouse, a shop, another association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its number in a file.
    pub id: u32,
    /// Origins near each other are worked on together, which is faster and changes no share.
    pub place: Place,
}

/// Somebody who wants food. Indices are places in the lists of [`Instance`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Its number in a file.
    pub id: u32,
    /// What stands for it when equal claims must be told apart: the same in every round, whatever its number and place in
    /// the list. Equal keys are told apart by their numbers.
    pub key: u64,
    /// Where it is.
    pub place: Place,
    /// People served in a week.
    pub people: i64,
    /// Its entitlement for one round (w): people × ration × vulnerability. Only the proportions between recipients matter
    /// to who gets what; the unit is kg, so that a level is a share of what somebody should have.
    pub weight: i64,
    /// Received in the rounds of the window before this one (a), kg.
    pub received: i64,
    /// Days until its next distribution (λ): food must last as long.
    pub wait: i64,
    /// What it can carry or receive in this round (V), kg.
    pub vehicle: i64,
    /// Whether it can carry chilled and frozen food.
    pub cold_transport: bool,
    /// How far it goes, metres.
    pub reach: i64,
    /// Free room for ambient, chilled and frozen food (K), kg.
    pub storage: [i64; 3],
    /// Needs by category (d), kg: an upper bound, never a claim to a share.
    pub needs: Vec<(usize, i64)>,
    /// Origins it could go to and how far they are (m), metres. Beyond its reach they do not count.
    pub links: Vec<(usize, i64)>,
}

/// Some food of one origin, category and date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its number in a file.
    pub id: u32,
    /// Where it is.
    pub origin: usize,
    /// What it is.
    pub category: usize,
    /// How much, kg.
    pub kg: i64,
    /// Whole days left before its date (b).
    pub days: i64,
    /// Who must not get any of it: who has refused it, or is not entitled to food of its funding.
    pub closed_to: Vec<usize>,
}

/// Some kilograms of a lot for a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// Place in [`Instance::lots`].
    pub lot: usize,
    /// Place in [`Instance::recipients`].
    pub recipient: usize,
    /// How much, kg.
    pub kg: i64,
}

/// A line decided by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixed {
    /// What was decided; it may be nothing.
    pub line: Line,
    /// Whether the recipient may get more of the lot when the rest is shared out: so for lines that it has accepted.
    pub more: bool,
}

/// A round to be shared out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The round's number: it changes who is first among equals.
    pub seed: u64,
    /// Rounds over which levels are counted (W), with this one.
    pub window: i64,
    /// How far the way's length may move a share from the fairest one (ε), kg.
    pub tolerance: i64,
    /// Kinds of food.
    pub categories: Vec<Category>,
    /// Where food is.
    pub origins: Vec<Origin>,
    /// Who wants some.
    pub recipients: Vec<Recipient>,
    /// The food.
    pub lots: Vec<Lot>,
    /// Lines decided by hand: they count towards levels, and everything else is shared around them.
    pub fixed: Vec<Fixed>,
}

/// Why an instance cannot be solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The window is not one round or more, or the tolerance is negative or too large.
    Dials,
    /// A recipient has a number that is negative or too large, an entitlement or window of nothing, the same category or
    /// origin twice, or one that does not exist.
    Recipient(usize),
    /// A lot has a number that is negative or too large, or a category, origin or recipient that does not exist.
    Lot(usize),
    /// Two recipients, lots, categories or origins have the same number.
    Twice(u32),
    /// All lots together are too many kilograms.
    TooMuch,
    /// A fixed line names no lot or recipient, is the second of the two, breaks a limit, or is of a lot that cannot go to its
    /// recipient: the place in [`Instance::fixed`].
    Fixed(usize),
}

impl Instance {
    /// Whether the numbers make sense; every other function may count on it.
    ///
    /// # Errors
    /// The first fault.
    pub fn validate(&self) -> Result<(), Fault> {
        if !(1..=1_000).contains(&self.window) || !is_amount(self.tolerance) {
            return Err(Fault::Dials);
        }
        twice(self.categories.iter().map(|it| it.id))?;
        twice(self.origins.iter().map(|it| it.id))?;
        twice(self.recipients.iter().map(|it| it.id))?;
        twice(self.lots.iter().map(|it| it.id))?;
        let recipient = self.recipients.iter().position(|it| !self.is_sound(it));
        let lot = self.lots.iter().position(|it| !self.is_possible(it));
        match (recipient, lot) {
            (Some(place), _) => Err(Fault::Recipient(place)),
            (None, Some(place)) => Err(Fault::Lot(place)),
            (None, None) if self.lots.iter().map(|lot| lot.kg).try_fold(0, total).is_none() => Err(Fault::TooMuch),
            (None, None) => super::fixed::validate(self),
        }
    }

    fn is_sound(&self, it: &Recipient) -> bool {
        let distinct = |list: &[(usize, i64)], end: usize| {
            let mut places: Vec<usize> = list.iter().map(|(place, _)| *place).collect();
            places.sort_unstable();
            places.last().is_none_or(|last| *last < end) && places.is_sorted_by(|a, b| a < b)
        };
        let numbers = [it.people, it.received, it.wait, it.vehicle, it.reach];
        let needs = it.needs.iter().map(|(_, kg)| *kg);
        (1..MOST_WEIGHT).contains(&it.weight)
            && numbers.into_iter().chain(it.storage).chain(needs).all(is_amount)
            && it.links.iter().all(|(_, metres)| is_way(*metres))
            && distinct(&it.needs, self.categories.len())
            && distinct(&it.links, self.origins.len())
    }

    fn is_possible(&self, it: &Lot) -> bool {
        is_amount(it.kg)
            && is_amount(it.days)
            && it.origin < self.origins.len()
            && it.category < self.categories.len()
            && it.closed_to.iter().all(|recipient| *recipient < self.recipients.len())
    }

    /// How a category is kept.
    pub(super) fn temperature(&self, category: usize) -> Temperature {
        self.categories.get(category).map_or(Temperature::Ambient, |it| it.temperature)
    }

    /// A number that tells instances apart, to be kept with a published round: the same for the same content in any order.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let lines = super::text::write_instance(self);
        let of_lines = lines.lines().map(|line| line.bytes().fold(0, |hash, byte| mix(hash, u64::from(byte))));
        let dials = [self.seed, self.window.cast_unsigned(), self.tolerance.cast_unsigned()];
        let weights = self.recipients.iter().map(|it| mix(u64::from(it.id), mix(it.key, it.weight.cast_unsigned())));
        let closed = self.lots.iter().flat_map(|lot| {
            let ids = lot.closed_to.iter().filter_map(|it| self.recipients.get(*it));
            ids.map(|it| mix(mix(u64::from(lot.id), u64::from(it.id)), 1))
        });
        let fixed = self.fixed.iter().map(|Fixed { line, more }| {
            let [lot, recipient] =
                [self.lots.get(line.lot).map(|it| it.id), self.recipients.get(line.recipient).map(|it| it.id)];
            let pair = mix(u64::from(lot.unwrap_or_default()), u64::from(recipient.unwrap_or_default()));
            mix(mix(pair, line.kg.cast_unsigned()), 2 + u64::from(*more))
        });
        let unordered = of_lines.chain(weights).chain(closed).chain(fixed).fold(0_u64, u64::wrapping_add);
        dials.into_iter().fold(unordered, mix)
    }
}

/// A count, weight, reach or time that can be reckoned with.
pub(super) fn is_amount(number: i64) -> bool {
    (0..MOST).contains(&number)
}

/// The length of a way that can be reckoned with, metres.
pub(super) fn is_way(metres: i64) -> bool {
    (0..MOST_METRES).contains(&metres)
}

fn total(sum: i64, kg: i64) -> Option<i64> {
    Some(sum + kg).filter(|sum| *sum < MOST)
}

fn twice(ids: impl Iterator<Item = u32>) -> Result<(), Fault> {
    let mut ids: Vec<u32> = ids.collect();
    ids.sort_unstable();
    let same = ids.iter().zip(ids.iter().skip(1)).find(|(one, other)| one == other);
    same.map_or(Ok(()), |(id, _)| Err(Fault::Twice(*id)))
}
