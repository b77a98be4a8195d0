//! What is published of a round: how much, how urgent, how far, how even, and whom it would wrong.

use super::envy;
use super::model::{Instance, Line, Recipient};
use super::plan::received;
use std::cmp::Ordering;

/// Food counts as urgent when its date is at most so many days away.
pub const URGENT_DAYS: i64 = 3;

/// A whole, in the millionths that shares are published in.
const MILLION: i64 = 1_000_000;

/// Levels are this fine where figures are computed from many of them.
const FINE: i128 = 1_000_000_000;

/// Binary places of levels and of people there: so products of three of them and of [`MILLION`] fit 128 bits.
const PLACES: u32 = 33;

/// A fill rate (φ), exactly: what somebody has received of what it should have. Levels are compared as fractions.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// Received in the window, kg.
    pub kg: i64,
    /// Entitlement in the window, kg.
    pub of: i64,
}

impl Level {
    /// Of a recipient that gets so much in this round.
    #[must_use]
    pub const fn of(instance: &Instance, recipient: &Recipient, kg: i64) -> Self {
        Self { kg: recipient.received + kg, of: instance.window * recipient.weight }
    }

    /// In millionths, rounded down.
    #[must_use]
    pub fn millionths(self) -> i64 {
        i64::try_from(self.times(i128::from(MILLION))).unwrap_or(i64::MAX)
    }

    fn times(self, whole: i128) -> i128 {
        i128::from(self.kg) * whole / i128::from(self.of.max(1))
    }
}

impl Ord for Level {
    fn cmp(&self, other: &Self) -> Ordering {
        let [one, two] = [(self.kg, other.of), (other.kg, self.of)].map(|(kg, of)| i128::from(kg) * i128::from(of));
        one.cmp(&two)
    }
}

impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Level {}

/// The published figures. Levels and indices are in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Food in all lots, kg.
    pub available: i64,
    /// Food handed out, kg.
    pub kg: i64,
    /// Food in lots of at most [`URGENT_DAYS`], kg.
    pub urgent_available: i64,
    /// Of that, handed out, kg.
    pub urgent_kg: i64,
    /// Way of every kilogram, kg·m.
    pub kg_metres: i128,
    /// The lowest level.
    pub lowest: i64,
    /// The level below which one recipient in ten is.
    pub tenth: i64,
    /// The level below which half of the recipients are.
    pub median: i64,
    /// How uneven the levels of all people served are: 0, all alike (Gini, 1912).
    pub gini: i64,
    /// How even the levels of recipients are: a million, all alike (Jain, Chiu and Hawe, 1984).
    pub jain: i64,
    /// Recipients justly envious: at a lower level than somebody else by more than a kilogram of theirs, who holds food
    /// that it could reach, use in time, store and carry.
    pub envious: usize,
}

impl Figures {
    /// Of any lines, ours or a baseline's.
    #[must_use]
    pub fn of(instance: &Instance, lines: &[Line]) -> Self {
        let kg = received(instance, lines);
        let recipients = instance.recipients.iter().zip(&kg);
        let mut levels: Vec<(Level, i64)> = recipients.map(|(it, kg)| (Level::of(instance, it, *kg), it.people)).collect();
        levels.sort_unstable();
        let fine: Vec<i128> = levels.iter().map(|(level, _)| level.times(FINE)).collect();
        let highest = fine.last().copied().unwrap_or(0);
        let fine = proportions(fine, highest);
        let people: Vec<i128> = levels.iter().map(|(_, people)| i128::from(*people)).collect();
        let all = people.iter().sum();
        let people = proportions(people, all);
        let at = |part: usize| levels.get(levels.len() * part / 100).map_or(0, |(level, _)| level.millionths());
        let mut figures = Self {
            available: instance.lots.iter().map(|lot| lot.kg).sum(),
            urgent_available: instance.lots.iter().filter(|lot| lot.days <= URGENT_DAYS).map(|lot| lot.kg).sum(),
            lowest: at(0),
            tenth: at(10),
            median: at(50),
            gini: gini(&fine, &people),
            jain: jain(&fine),
            envious: envy::count(instance, lines, &kg),
            ..Self::default()
        };
        for line in lines {
            figures.count(instance, line);
        }
        figures
    }

    fn count(&mut self, instance: &Instance, line: &Line) {
        let Some((lot, recipient)) = instance.lots.get(line.lot).zip(instance.recipients.get(line.recipient)) else {
            return;
        };
        let metres = recipient.links.iter().find(|(origin, _)| *origin == lot.origin).map_or(0, |(_, metres)| *metres);
        self.kg += line.kg;
        self.urgent_kg += if lot.days <= URGENT_DAYS { line.kg } else { 0 };
        self.kg_metres += i128::from(line.kg) * i128::from(metres);
    }
}

/// Whole numbers in the proportions of these, so small that `largest` has at most [`PLACES`]. Nothing is lost while no
/// level is above eight, and while there are not more people than on Earth.
fn proportions(numbers: Vec<i128>, largest: i128) -> Vec<i128> {
    let too_many = (i128::BITS - largest.leading_zeros()).saturating_sub(PLACES);
    numbers.into_iter().map(|number| number >> too_many).collect()
}

/// `Σ Σ p_i p_j |φ_i − φ_j| / (2 P Σ p φ)`, from levels in order and the people p at each.
fn gini(levels: &[i128], people: &[i128]) -> i64 {
    let (mut before, mut sum, mut differences) = (0, 0, 0);
    for (level, p) in levels.iter().zip(people) {
        differences += p * (level * before - sum);
        before += p;
        sum += p * level;
    }
    // Each pair is counted once here, twice in the formula.
    ratio(differences, before * sum)
}

/// `(Σ φ)² / (n Σ φ²)`.
fn jain(levels: &[i128]) -> i64 {
    let sum: i128 = levels.iter().sum();
    let squares: i128 = levels.iter().map(|level| level * level).sum();
    ratio(sum * sum, squares * i128::try_from(levels.len()).unwrap_or(1))
}

fn ratio(part: i128, whole: i128) -> i64 {
    // With millions of recipients the product may not fit: then fewer places do.
    let millionths = part.checked_mul(i128::from(MILLION)).map(|part| part.checked_div(whole));
    let millionths = millionths.unwrap_or_else(|| part.checked_div(whole / i128::from(MILLION)));
    i64::try_from(millionths.unwrap_or(0)).unwrap_or(0)
}
