//! The six parts, each 0 to 10 000, and what they are counted from.

use super::{Demand, Record, Supply};
use shared::matches::WHOLE;
use shared::sites::Storage;
use shared::time::{DAY, UtcMillis};
use shared::units::{Grams, TemperatureClass, Unit};

/// Food with this much time before the end of its use-by day is in no hurry: whoever fetches it can hand it out.
const MARGIN: i64 = 2 * DAY;
/// A need further ahead than this presses nobody.
const HORIZON: i64 = 14 * DAY;
/// Accepted claims that somebody of whom nothing is known is thought to have kept, and how many those were.
const PRIOR: (i64, i64) = (4, 5);
/// What is given counts as credit up to this part of the median: one half.
const MOST_CREDIT: i64 = 2;
/// Dismissals as too far that shrink what is far by a quarter, and how often it shrinks at most.
const SHRINKING: (i64, i64) = (2, 3);
/// Dismissals as wrong food that count; each takes a fifth off.
const DISLIKES: i64 = 3;

/// How two kinds of food are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// The need asks for this kind, or for one that contains it.
    Same,
    /// The offer's kind contains what is asked for: part of it may be that.
    Wider,
    /// Both belong to one kind.
    Siblings,
}

/// How an offer's category and a need's are related, by their codes; `None` where they are not. No substitutes across
/// branches: the tree names none.
#[must_use]
pub fn kinship(offered: &str, asked: &str) -> Option<Kinship> {
    match () {
        () if is_within(offered, asked) => Some(Kinship::Same),
        () if is_within(asked, offered) => Some(Kinship::Wider),
        () if parent(offered).is_some() && parent(offered) == parent(asked) => Some(Kinship::Siblings),
        () => None,
    }
}

fn parent(code: &str) -> Option<&str> {
    code.rsplit_once('.').map(|(parent, _)| parent)
}

/// Whether `code` is `above` or below it.
fn is_within(code: &str, above: &str) -> bool {
    code.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Category fit: 1 for the same kind, 0.7 for a wider one or a sibling; a fifth less for each of up to three dismissals
/// as wrong food.
pub(super) fn category(kinship: Kinship, dislikes: i64) -> i64 {
    let fit = match kinship {
        Kinship::Same => WHOLE,
        Kinship::Wider | Kinship::Siblings => 7_000,
    };
    disliked(fit, dislikes)
}

/// How well a kind fits for somebody who did not want others of it: a fifth less for each of up to three.
pub(super) fn disliked(fit: i64, dislikes: i64) -> i64 {
    fit * (5 - dislikes.clamp(0, DISLIKES)) / 5
}

/// What the site can store of an offer; `None` for cold food without a cold store. A dry store of 0 kg is one that nobody
/// has measured.
pub(super) fn room(supply: &Supply, storage: Storage) -> Option<Grams> {
    match (storage.of(supply.class), supply.class) {
        (0, TemperatureClass::Ambient) => Some(supply.left),
        (0, TemperatureClass::Chilled | TemperatureClass::Frozen) => None,
        (kg, _) => Some(Grams::from_kg(kg).min(supply.left)),
    }
}

/// Whole units that fill the need, as far as there is room for them; `None` for less than one.
pub(super) fn amount(supply: &Supply, demand: &Demand, room: Grams) -> Option<Grams> {
    let piece = if supply.unit == Unit::Kilogram { 1 } else { supply.piece.0.max(1) };
    let wish = demand.lacking.0.saturating_add(piece - 1) / piece;
    let units = wish.min(room.0 / piece);
    (units > 0).then_some(Grams(units * piece))
}

/// Quantity: what is given of what could be, `min(left, lacking) / max(unit, min(left, wanted))`. An offer that nobody can
/// use whole and a need that nobody can fill at once do not lose by it. Room in store only limits what is given.
pub(super) fn quantity(supply: &Supply, demand: &Demand, room: Grams) -> i64 {
    let unit = if supply.unit == Unit::Kilogram { 1_000 } else { supply.piece.0 };
    let given = room.min(supply.left).min(demand.lacking).0.max(0);
    let could = supply.left.min(demand.wanted).0.max(unit).max(1);
    // At most 10^8 g times 10^4.
    given.saturating_mul(WHOLE) / could
}

/// Distance: `exp(−m / ρ)`. Straight lines on both sides: the factor of 1.3 from there to a road is the same in `m` and in
/// `ρ`, and falls out.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "metres on the earth; 0 to 10 000")]
pub(super) fn distance(metres: i64, neighbourhood_m: i64) -> i64 {
    let share = (-(metres.max(0) as f64) / neighbourhood_m.max(1) as f64).exp();
    (share * WHOLE as f64).floor() as i64
}

/// What is far for somebody who has found so many things too far: every second one takes a quarter off, at most three
/// times.
pub(super) fn shrunk(neighbourhood_m: i64, too_far: i64) -> i64 {
    let times = (too_far / SHRINKING.0).clamp(0, SHRINKING.1);
    (0..times).fold(neighbourhood_m, |metres, _| metres * 3 / 4)
}

/// Urgency: the mean of the food's margin and the need's pressure. Food that is safe to plan with comes first among equals,
/// and so does who needs it soonest.
pub(super) fn urgency(supply: &Supply, demand: &Demand, now: UtcMillis) -> i64 {
    i64::midpoint(margin(supply), pressure(demand, now))
}

/// Time between the first pick-up and the end of the use-by day, of two days.
pub(super) fn margin(supply: &Supply) -> i64 {
    supply.safe_until.map_or(WHOLE, |end| share(end.0.saturating_sub(supply.from.0), MARGIN))
}

/// 1 where it is urgent, else what has passed of the fortnight before it is needed.
pub(super) fn pressure(demand: &Demand, now: UtcMillis) -> i64 {
    pressing(demand.urgent, demand.closes_at, now)
}

/// 1 where it is urgent, else what has passed of the fortnight before it is due.
pub(super) fn pressing(urgent: bool, due: UtcMillis, now: UtcMillis) -> i64 {
    if urgent { WHOLE } else { WHOLE - share(due.0.saturating_sub(now.0), HORIZON) }
}

/// `part` of `whole`, 0 to 10 000.
fn share(part: i64, whole: i64) -> i64 {
    part.clamp(0, whole) * WHOLE / whole
}

/// Fairness: how far an organisation lags behind the median of what others have received in 28 days. What it has given is
/// taken off what it has received, up to half of the median, so that giving away opens no well. Without a median nobody
/// lags.
pub(super) fn fairness(record: &Record, median: Grams) -> i64 {
    debt(record.received.0, record.given.0, median.0)
}

/// How far somebody lags behind a median, in whatever unit all three are.
pub(super) fn debt(received: i64, given: i64, median: i64) -> i64 {
    if median <= 0 {
        return 0;
    }
    let credit = given.clamp(0, median / MOST_CREDIT);
    let counted = received.saturating_sub(credit).clamp(0, median);
    // 100 000 t in 28 days times 10^4 is below 2^63.
    (median - counted).saturating_mul(WHOLE) / median
}

/// Follow-through: the share of accepted claims that were fetched, with a prior of 0.8 worth five claims.
pub(super) fn follow_through(record: &Record) -> i64 {
    promises(record.kept, record.ended)
}

/// The share of promises that were kept, with the same prior.
pub(super) fn promises(kept: i64, ended: i64) -> i64 {
    let ended = ended.max(0);
    (kept.clamp(0, ended) + PRIOR.0) * WHOLE / (ended + PRIOR.1)
}
