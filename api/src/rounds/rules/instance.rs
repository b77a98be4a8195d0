//! What the engine is told of a round: facts about lots and sites in, an instance and what its places stand for out.

use crate::engine::allocation::{Instance, Lot, Origin, Place, Recipient};
use crate::engine::touring::DETOUR;
use crate::rounds::snapshot::{Snapshot, category};
use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use shared::geo::Position;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::rounds::{CHECKED_DAYS, RATION_KG, UNDATED_DAYS};
use shared::sites::{Storage, Transport, Weekday};
use shared::units::TemperatureClass;
use std::collections::HashMap;

/// How far a site goes that has not said it, km.
const USUAL_REACH_KM: i64 = 30;
/// The room of a dry store that nobody has measured, kg: what a site may have at most.
const UNMEASURED_KG: i64 = 10_000_000;
/// The largest entitlement that the engine reckons with, kg.
const MOST_WEIGHT: i64 = (1 << 31) - 1;

/// A kind of food: a root of the category tree, and how it is kept.
pub type Kind = (String, TemperatureClass);

/// What counts of a round.
#[derive(Clone, Copy, Debug)]
pub struct RoundFacts {
    /// Which.
    pub id: AllocationRoundId,
    /// The day on which food is fetched.
    pub fetched_on: NaiveDate,
    /// Rounds over which levels are counted (W).
    pub window: i64,
    /// How far a share may be from the fairest one (ε), kg.
    pub tolerance_kg: i64,
}

/// What counts of a lot at a site.
#[derive(Clone, Debug)]
pub struct LotFacts {
    /// Which.
    pub lot: LotId,
    /// Where it is.
    pub site: SiteId,
    /// Its kind.
    pub kind: Kind,
    /// How much of it is shared out, kg.
    pub kg: i64,
    /// Days from the day of fetching to its date.
    pub days: i64,
    /// Whether the State paid for it: then it is for social groceries alone.
    pub state_funded: bool,
}

/// What counts of a site that takes part.
#[derive(Clone, Debug)]
pub struct RecipientFacts {
    /// Which.
    pub site: SiteId,
    /// Where it is, where that is known.
    pub position: Option<Position>,
    /// Whether it is a social grocery.
    pub is_social_grocery: bool,
    /// People whom it serves in a week.
    pub people: i64,
    /// By how much its entitlement differs from their number, percent.
    pub factor_percent: i64,
    /// What it received in the rounds of the window before this one, kg.
    pub received_kg: i64,
    /// Days on which it distributes.
    pub distribution_days: Vec<Weekday>,
    /// What it can carry or receive, kg.
    pub vehicle_kg: i64,
    /// Whether it can carry chilled and frozen food.
    pub cold_transport: bool,
    /// How far it goes, km; 0 where it has not said it.
    pub reach_km: i64,
    /// What it can store.
    pub storage: Storage,
    /// What counts of what it asked for, kg.
    pub needs: Vec<(Kind, i64)>,
}

/// What the engine is given. Its lists are in the order of identifiers, so that the same facts are the same instance. A place
/// that is not known is no distance from anywhere: nobody is left out because nobody has looked up its address.
#[must_use]
pub fn build(
    round: &RoundFacts,
    lots: &[LotFacts],
    recipients: &[RecipientFacts],
    positions: &HashMap<SiteId, Position>,
) -> Snapshot {
    let (mut lots, mut recipients): (Vec<&LotFacts>, Vec<&RecipientFacts>) =
        (lots.iter().collect(), recipients.iter().collect());
    lots.sort_unstable_by_key(|it| (it.lot, it.site));
    recipients.sort_unstable_by_key(|it| it.site);
    let origins = distinct(lots.iter().map(|it| it.site));
    let asked = recipients.iter().flat_map(|it| it.needs.iter().map(|(kind, _)| kind.clone()));
    let kinds: Vec<Kind> = distinct(lots.iter().map(|it| it.kind.clone()).chain(asked));
    let places = Places {
        origins: origins.iter().copied().zip(0..).collect(),
        kinds: kinds.iter().zip(0..).collect(),
        at: origins.iter().map(|site| positions.get(site).copied()).collect(),
    };
    let strangers: Vec<usize> =
        recipients.iter().zip(0..).filter(|(it, _)| !it.is_social_grocery).map(|(_, at)| at).collect();
    let instance = Instance {
        seed: first_bytes(round.id.0.as_bytes()),
        window: round.window,
        tolerance: round.tolerance_kg,
        categories: kinds.iter().zip(0..).map(|(kind, id)| category(id, kind)).collect(),
        origins: places.at.iter().zip(0..).map(|(at, id)| Origin { id, place: place(*at) }).collect(),
        recipients: recipients.iter().zip(0..).map(|(it, id)| places.recipient(id, it, round.fetched_on)).collect(),
        lots: lots.iter().zip(0..).filter_map(|(it, id)| places.lot(id, it, &strangers)).collect(),
        fixed: Vec::new(),
    };
    Snapshot {
        instance,
        lots: lots.iter().map(|it| (it.lot, it.site)).collect(),
        recipients: recipients.iter().map(|it| it.site).collect(),
        origins,
        kinds,
    }
}

/// Each once, in order.
fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// Where things stand in the instance's lists.
struct Places<'k> {
    origins: HashMap<SiteId, usize>,
    kinds: HashMap<&'k Kind, usize>,
    /// Where the origins are.
    at: Vec<Option<Position>>,
}

impl Places<'_> {
    fn lot(&self, id: u32, it: &LotFacts, strangers: &[usize]) -> Option<Lot> {
        Some(Lot {
            id,
            origin: *self.origins.get(&it.site)?,
            category: *self.kinds.get(&it.kind)?,
            kg: it.kg.max(0),
            days: it.days.max(0),
            closed_to: if it.state_funded { strangers.to_vec() } else { Vec::new() },
        })
    }

    fn recipient(&self, id: u32, it: &RecipientFacts, fetched_on: NaiveDate) -> Recipient {
        let needs = it.needs.iter().filter_map(|(kind, kg)| Some((*self.kinds.get(kind)?, *kg)));
        let links = self.at.iter().enumerate().map(|(origin, at)| (origin, metres(it.position, *at)));
        Recipient {
            id,
            key: first_bytes(it.site.0.as_bytes()),
            place: place(it.position),
            people: it.people,
            weight: weight(it.people, it.factor_percent),
            received: it.received_kg,
            wait: wait_days(&it.distribution_days, fetched_on),
            vehicle: it.vehicle_kg,
            cold_transport: it.cold_transport,
            reach: reach_km(it.reach_km) * 1_000,
            storage: room(it.storage),
            needs: needs.collect(),
            links: links.collect(),
        }
    }
}

/// The way between two places, metres; none where one of them is not known.
fn metres(one: Option<Position>, other: Option<Position>) -> i64 {
    one.zip(other).map_or(0, |(one, other)| one.metres_to(other) * DETOUR / 10)
}

/// Millionths of a degree.
#[expect(clippy::cast_possible_truncation, reason = "degrees are below 181")]
fn place(position: Option<Position>) -> Place {
    let millionths = |degrees: f64| (degrees * 1_000_000.0).round() as i64;
    position
        .map_or_else(Place::default, |it| Place { latitude: millionths(it.latitude), longitude: millionths(it.longitude) })
}

/// What a site should have in one round, kg: at least one, so that it has a level.
#[must_use]
pub fn weight(people: i64, factor_percent: i64) -> i64 {
    (people.saturating_mul(RATION_KG).saturating_mul(factor_percent) / 100).clamp(1, MOST_WEIGHT)
}

/// How far a site goes, km.
#[must_use]
pub const fn reach_km(said: i64) -> i64 {
    if said > 0 { said } else { USUAL_REACH_KM }
}

/// What a site can store of each class, kg. A dry store of 0 kg is one that nobody has measured.
fn room(storage: Storage) -> [i64; 3] {
    let ambient = if storage.ambient_kg > 0 { storage.ambient_kg } else { UNMEASURED_KG };
    [ambient, storage.chilled_kg, storage.frozen_kg]
}

/// What a means of transport usually carries, kg. Whoever has none gets a little: somebody brings it, or it is carried.
#[must_use]
pub const fn usual_vehicle_kg(transport: Transport) -> i64 {
    match transport {
        Transport::None => 100,
        Transport::Car => 250,
        Transport::Van | Transport::RefrigeratedVan => 800,
    }
}

/// Days until a site distributes next; 0 where it does on that day, or has not said when.
#[must_use]
pub fn wait_days(days: &[Weekday], fetched_on: NaiveDate) -> i64 {
    let today = fetched_on.weekday().num_days_from_monday();
    let ahead = days.iter().map(|day| (*day as u32 + 7 - today) % 7);
    ahead.min().map_or(0, i64::from)
}

/// Days from the day of fetching to a lot's date; `None` where it may not be given on that day: past its use-by day, or past
/// its best-before day and unchecked.
#[must_use]
pub fn lot_days(
    use_by: Option<NaiveDate>,
    best_before: Option<NaiveDate>,
    checked: bool,
    fetched_on: NaiveDate,
) -> Option<i64> {
    let left = |day: NaiveDate| (day - fetched_on).num_days();
    match (use_by.map(left), best_before.map(left)) {
        (Some(..0), _) => None,
        (Some(days), _) => Some(days),
        (None, Some(..0)) => checked.then_some(CHECKED_DAYS),
        (None, Some(days)) => Some(days),
        (None, None) => Some(UNDATED_DAYS),
    }
}

/// A number that stands for an identifier: the first eight bytes of its SHA-256, so that it is spread evenly and everybody can
/// compute it.
fn first_bytes(id: &[u8]) -> u64 {
    Sha256::digest(id).iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::solve;
    use uuid::Uuid;

    const SITE: fn(u128) -> SiteId = |number| SiteId(Uuid::from_u128(number));
    const LOT: fn(u128) -> LotId = |number| LotId(Uuid::from_u128(number));

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn round() -> RoundFacts {
        // A Tuesday.
        let id = AllocationRoundId(Uuid::from_u128(1));
        RoundFacts { id, fetched_on: day("2026-12-01"), window: 1, tolerance_kg: 0 }
    }

    fn dairy() -> Kind {
        ("dairy".to_owned(), TemperatureClass::Chilled)
    }

    fn yoghurt(kg: i64) -> LotFacts {
        LotFacts { lot: LOT(9), site: SITE(1), kind: dairy(), kg, days: 5, state_funded: false }
    }

    fn village(number: u128, people: i64) -> RecipientFacts {
        RecipientFacts {
            site: SITE(number),
            position: Position::new(44.9, -0.2),
            is_social_grocery: false,
            people,
            factor_percent: 100,
            received_kg: 0,
            distribution_days: vec![Weekday::Thursday],
            vehicle_kg: 250,
            cold_transport: true,
            reach_km: 0,
            storage: Storage { ambient_kg: 0, chilled_kg: 500, frozen_kg: 0 },
            needs: vec![(dairy(), 300)],
        }
    }

    fn bank() -> HashMap<SiteId, Position> {
        HashMap::from([(SITE(1), Position::new(44.85, -0.25).unwrap())])
    }

    #[test]
    fn food_is_shared_by_the_number_of_people() {
        let sites = [village(12, 30), village(11, 10)];
        let snapshot = build(&round(), &[yoghurt(80)], &sites, &bank());
        assert_eq!(snapshot.recipients, [SITE(11), SITE(12)], "in the order of identifiers");
        let plan = solve(&snapshot.instance).unwrap();
        let kg: Vec<i64> = plan.shares.iter().map(|share| share.kg).collect();
        assert_eq!(kg, [20, 60]);
        let turned = build(&round(), &[yoghurt(80)], &[village(11, 10), village(12, 30)], &bank());
        assert_eq!(turned, snapshot);
    }

    #[test]
    fn what_the_state_paid_for_goes_to_social_groceries() {
        let lot = LotFacts { state_funded: true, ..yoghurt(80) };
        let grocery = RecipientFacts { is_social_grocery: true, ..village(11, 10) };
        let snapshot = build(&round(), &[lot], &[grocery, village(12, 30)], &bank());
        let plan = solve(&snapshot.instance).unwrap();
        assert_eq!(plan.shares.iter().map(|share| share.kg).collect::<Vec<_>>(), [80, 0]);
    }

    #[test]
    fn a_place_that_is_not_known_is_no_distance_away() {
        let lost = RecipientFacts { position: None, ..village(11, 10) };
        let snapshot = build(&round(), &[yoghurt(80)], &[lost, village(12, 10)], &bank());
        let links: Vec<i64> =
            snapshot.instance.recipients.iter().flat_map(|it| it.links.iter().map(|link| link.1)).collect();
        let straight = Position::new(44.9, -0.2).unwrap().metres_to(Position::new(44.85, -0.25).unwrap());
        assert_eq!(links, [0, straight * 13 / 10]);
    }

    #[test]
    fn food_lasts_until_the_next_distribution() {
        let lot = LotFacts { days: 1, ..yoghurt(80) };
        let tuesday = RecipientFacts { distribution_days: vec![Weekday::Tuesday], ..village(11, 10) };
        let snapshot = build(&round(), &[lot], &[tuesday, village(12, 10)], &bank());
        let plan = solve(&snapshot.instance).unwrap();
        assert_eq!(plan.shares.iter().map(|share| share.kg).collect::<Vec<_>>(), [80, 0]);
    }

    #[test]
    fn the_next_distribution_is_counted_in_days() {
        let tuesday = day("2026-12-01");
        assert_eq!(wait_days(&[], tuesday), 0);
        assert_eq!(wait_days(&[Weekday::Tuesday], tuesday), 0);
        assert_eq!(wait_days(&[Weekday::Monday], tuesday), 6);
        assert_eq!(wait_days(&[Weekday::Monday, Weekday::Friday], tuesday), 3);
    }

    #[test]
    fn a_date_is_counted_from_the_day_of_fetching() {
        let on = day("2026-12-01");
        assert_eq!(lot_days(Some(on), None, false, on), Some(0));
        assert_eq!(lot_days(Some(day("2026-11-30")), None, true, on), None);
        assert_eq!(lot_days(None, Some(day("2026-12-04")), false, on), Some(3));
        assert_eq!(lot_days(None, Some(day("2026-11-01")), false, on), None);
        assert_eq!(lot_days(None, Some(day("2026-11-01")), true, on), Some(CHECKED_DAYS));
        assert_eq!(lot_days(None, None, false, on), Some(UNDATED_DAYS));
    }

    #[test]
    fn what_nobody_has_measured_is_no_limit() {
        assert_eq!(room(Storage::default()), [UNMEASURED_KG, 0, 0]);
        assert_eq!((reach_km(0), reach_km(12)), (USUAL_REACH_KM, 12));
        assert_eq!((weight(0, 100), weight(10, 150)), (1, 60));
    }
}
