//! How well an offer and a need fit: gates that must be open, six parts that make one score, and a search that stops
//! early without missing anything. Whole numbers throughout, so that every copy of the server ranks alike.
//!
//! `score = 2500·C + 2000·Q + 2000·D + 1000·U + 2000·F + 500·P`, each part and the score 0 to 10 000. Equal scores are
//! in the order of their identifiers.

pub mod help;
mod parts;
mod receiver;
mod rounds;
mod search;

pub use parts::{Kinship, kinship};
pub use receiver::Receiver;
pub use rounds::{Ask, Grain, Question, Round, rounds};
pub use search::{Best, grow};

use shared::geo::Position;
use shared::ids::OrganisationId;
use shared::matches::{MatchSide, Parts, WHOLE};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};
use std::collections::HashMap;

/// Weights of category, quantity, distance, urgency, fairness and follow-through; their sum is [`WHOLE`].
const WEIGHTS: [i64; 6] = [2_500, 2_000, 2_000, 1_000, 2_000, 500];

/// No part of a score.
const NOTHING: Parts = Parts { category: 0, quantity: 0, distance: 0, urgency: 0, fairness: 0, follow_through: 0 };

/// Nothing is matched over more than this, metres in a straight line: the farthest that somebody drives for urgent food.
pub const FARTHEST_M: i64 = 120_000;

/// What counts of an offer.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Who gives.
    pub giver: OrganisationId,
    /// Code of its category.
    pub category: String,
    /// How it must be kept.
    pub class: TemperatureClass,
    /// What is left.
    pub left: Grams,
    /// What it is counted in.
    pub unit: Unit,
    /// Weight of one unit.
    pub piece: Grams,
    /// Where it is.
    pub position: Position,
    /// How far the giver's site drives, metres.
    pub reach_m: i64,
    /// The first moment from now on at which it can be fetched.
    pub from: UtcMillis,
    /// End of its use-by day, where it has one.
    pub safe_until: Option<UtcMillis>,
}

/// What counts of a need.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Who lacks the food.
    pub taker: OrganisationId,
    /// Code of the category asked for.
    pub category: String,
    /// How much is wanted of the present occurrence.
    pub wanted: Grams,
    /// What is still lacking of it.
    pub lacking: Grams,
    /// Where it is lacking.
    pub position: Position,
    /// How far the site drives for this need, metres; `None`: as far as it drives for anything.
    pub pickup_m: Option<i64>,
    /// By when it is needed.
    pub closes_at: UtcMillis,
    /// Whether somebody has said that it is urgent.
    pub urgent: bool,
    /// What is far in its part of the country: the median distance of its site to the ten nearest peers, metres in a
    /// straight line.
    pub neighbourhood_m: i64,
}

/// What the needing organisation has received and given in 28 days, and what became of its promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Received from others, less what was lost on the way.
    pub received: Grams,
    /// Handed over to others.
    pub given: Grams,
    /// Accepted claims of the last year that it has fetched.
    pub kept: i64,
    /// Accepted claims of the last year that it has fetched, called off or let lapse.
    pub ended: i64,
}

/// What a record says of an organisation: the two parts of a score that do not depend on the offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// See [`Parts::fairness`].
    pub fairness: i64,
    /// See [`Parts::follow_through`].
    pub follow_through: i64,
}

impl Standing {
    /// Of a record, where `median` is that of what organisations have received in 28 days.
    #[must_use]
    pub fn of(record: &Record, median: Grams) -> Self {
        Self { fairness: parts::fairness(record, median), follow_through: parts::follow_through(record) }
    }

    /// What it adds to a score, times [`WHOLE`]: needs are kept in the order of it.
    #[must_use]
    pub fn merit(self) -> i64 {
        weighed(&Parts { fairness: self.fairness, follow_through: self.follow_through, ..NOTHING })
    }
}

/// What an organisation has taught by dismissing matches.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// How often it found something too far.
    pub too_far: i64,
    /// How often it did not want food of a category, by the category's code.
    pub wrong_food: HashMap<String, i64>,
}

/// Who looks, and when.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// What the organisation whose list it is has taught.
    pub learnt: &'v Learnt,
    /// On which side that organisation stands. Its dismissals for wrong food count by the other side's category.
    pub side: MatchSide,
    /// The instant.
    pub now: UtcMillis,
}

/// Why two things do not fit at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Both are of one organisation.
    OneOrganisation,
    /// The kinds of food have nothing to do with each other.
    Category,
    /// Neither side drives that far.
    TooFar,
    /// It can only be fetched when it is no longer needed.
    TooLate,
    /// Its use-by day is over before anybody could fetch it.
    Unsafe,
    /// The site cannot keep it, or not even one unit of it.
    Storage,
    /// Nothing is left, or nothing lacking.
    Nothing,
}

/// Two things that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// 0 to 10 000.
    pub score: i64,
    /// What it is made of; the needing organisation's two parts are 0 until [`Scored::by`].
    pub parts: Parts,
    /// How the kinds of food are related.
    pub kinship: Kinship,
    /// Between them in a straight line, metres.
    pub metres: i64,
    /// What would change hands.
    pub grams: Grams,
}

impl Scored {
    /// With the two parts that are the needing organisation's.
    #[must_use]
    pub const fn by(mut self, standing: Standing) -> Self {
        self.parts.fairness = standing.fairness;
        self.parts.follow_through = standing.follow_through;
        self
    }
}

/// The weighted sum of some parts, which is the score times [`WHOLE`]: sums can be added without rounding each.
fn weighed(parts: &Parts) -> i64 {
    let Parts { category, quantity, distance, urgency, fairness, follow_through } = *parts;
    let parts = [category, quantity, distance, urgency, fairness, follow_through];
    WEIGHTS.iter().zip(parts).map(|(weight, part)| weight * part.clamp(0, WHOLE)).sum()
}

/// How well an offer and a need fit, where the needing organisation's [`Standing::merit`] is `merit`; see
/// [`Scored::by`]. Whether a claim would be accepted today (both open, nobody suspended, the dates of this taker) is for
/// the nouns' own rules.
///
/// # Errors
/// The first gate that is shut.
pub fn fit(supply: &Supply, demand: &Demand, receiver: &Receiver, merit: i64, view: &View<'_>) -> Result<Scored, Barrier> {
    let kinship = open(supply, demand)?;
    let metres = supply.position.metres_to(demand.position);
    let taker_m = demand.pickup_m.unwrap_or(receiver.reach_m);
    // The food moves when one of the two drives. The other's reach says only how far that one would go itself.
    if metres > FARTHEST_M || metres > supply.reach_m.max(taker_m) {
        return Err(Barrier::TooFar);
    }
    let room = parts::room(supply, receiver.storage).ok_or(Barrier::Storage)?;
    let grams = parts::amount(supply, demand, room).ok_or(Barrier::Storage)?;
    let parts = between(supply, demand, kinship, metres, room, view);
    Ok(Scored { score: (weighed(&parts) + merit) / WHOLE, parts, kinship, metres, grams })
}

/// The most that [`fit`] can give whatever the receiving site is, for an organisation of this [`Standing::merit`]; `None`
/// where a gate is shut that does not depend on the site. An offer whose windows are not known yet comes with `from` =
/// now.
#[must_use]
pub fn ceiling(supply: &Supply, demand: &Demand, merit: i64, view: &View<'_>) -> Option<i64> {
    let kinship = open(supply, demand).ok()?;
    let metres = supply.position.metres_to(demand.position);
    let parts = between(supply, demand, kinship, metres, supply.left, view);
    (metres <= FARTHEST_M).then(|| (weighed(&parts) + merit) / WHOLE)
}

/// What is between an offer and a need, without what is known of the needing organisation.
fn between(supply: &Supply, demand: &Demand, kinship: Kinship, metres: i64, room: Grams, view: &View<'_>) -> Parts {
    Parts {
        category: category(supply, demand, kinship, view),
        quantity: parts::quantity(supply, demand, room),
        distance: parts::distance(metres, parts::shrunk(demand.neighbourhood_m, view.learnt.too_far)),
        urgency: parts::urgency(supply, demand, view.now),
        ..NOTHING
    }
}

/// The most that anything at least `metres` away can have, times [`WHOLE`], when its other parts are at most `others`
/// and no neighbourhood is larger than `widest_m`.
#[must_use]
pub fn beyond(metres: i64, others: &Parts, widest_m: i64, view: &View<'_>) -> i64 {
    let nearest = parts::distance(metres, parts::shrunk(widest_m, view.learnt.too_far));
    // One more, because two exponentials that are almost equal may be rounded apart.
    weighed(&Parts { distance: nearest + 1, ..*others })
}

/// The other parts' best when the offer is known, and how the kinds of food are related; without any standing.
#[must_use]
pub fn best_of_supply(supply: &Supply, kinship: Kinship) -> Parts {
    let urgency = i64::midpoint(parts::margin(supply), WHOLE);
    Parts { category: parts::category(kinship, 0), quantity: WHOLE, urgency, ..NOTHING }
}

/// The other parts' best when the need and its organisation are known.
#[must_use]
pub fn best_of_demand(demand: &Demand, standing: Standing, view: &View<'_>) -> Parts {
    let Standing { fairness, follow_through } = standing;
    let urgency = i64::midpoint(WHOLE, parts::pressure(demand, view.now));
    Parts { category: WHOLE, quantity: WHOLE, distance: WHOLE, urgency, fairness, follow_through }
}

/// The gates that neither the receiving site nor the distance can shut.
fn open(supply: &Supply, demand: &Demand) -> Result<Kinship, Barrier> {
    match () {
        () if supply.giver == demand.taker => Err(Barrier::OneOrganisation),
        () if supply.left <= Grams::ZERO || demand.lacking <= Grams::ZERO => Err(Barrier::Nothing),
        () if supply.safe_until.is_some_and(|end| supply.from >= end) => Err(Barrier::Unsafe),
        () if supply.from > demand.closes_at => Err(Barrier::TooLate),
        () => kinship(&supply.category, &demand.category).ok_or(Barrier::Category),
    }
}

fn category(supply: &Supply, demand: &Demand, kinship: Kinship, view: &View<'_>) -> i64 {
    let code = match view.side {
        MatchSide::Offering => &demand.category,
        MatchSide::Needing => &supply.category,
    };
    parts::category(kinship, view.learnt.wrong_food.get(code).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests;
