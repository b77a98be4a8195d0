use super::*;
use crate::engine::cells::{self, squares::Squares};
use proptest::prelude::*;
use shared::sites::Storage;
use shared::time::{DAY, HOUR};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_795_510_800_000);
const LIBOURNE: Position = Position { latitude: 44.916_667, longitude: -0.233_333 };
const COUTRAS: Position = Position { latitude: 45.033_333, longitude: -0.133_333 };

fn organisation(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

fn yoghurt() -> Supply {
    Supply {
        giver: organisation(1),
        category: "dairy.yoghurt".to_owned(),
        class: TemperatureClass::Chilled,
        left: Grams::from_kg(120),
        unit: Unit::Kilogram,
        piece: Grams(1_000),
        position: LIBOURNE,
        reach_m: 0,
        from: NOW.plus(DAY),
        safe_until: Some(NOW.plus(3 * DAY)),
    }
}

fn dairy() -> Demand {
    Demand {
        taker: organisation(2),
        category: "dairy".to_owned(),
        wanted: Grams::from_kg(60),
        lacking: Grams::from_kg(60),
        position: COUTRAS,
        pickup_m: None,
        closes_at: NOW.plus(7 * DAY),
        urgent: false,
        neighbourhood_m: 15_171,
    }
}

const SITE: Receiver = Receiver { storage: Storage { ambient_kg: 0, chilled_kg: 500, frozen_kg: 0 }, reach_m: 30_000 };
const MEDIAN: Grams = Grams(100_000);

fn view(learnt: &Learnt) -> View<'_> {
    View { learnt, side: MatchSide::Offering, now: NOW }
}

fn scored(supply: &Supply, demand: &Demand, receiver: &Receiver, record: &Record) -> Result<Scored, Barrier> {
    with(supply, demand, receiver, Standing::of(record, MEDIAN), &view(&Learnt::default()))
}

fn with(
    supply: &Supply,
    demand: &Demand,
    receiver: &Receiver,
    standing: Standing,
    view: &View<'_>,
) -> Result<Scored, Barrier> {
    Ok(fit(supply, demand, receiver, standing.merit(), view)?.by(standing))
}

#[test]
fn a_score_is_the_sum_that_its_definition_says() {
    let record = Record { received: Grams::from_kg(80), given: Grams::from_kg(5), kept: 4, ended: 5 };
    let found = scored(&yoghurt(), &dairy(), &SITE, &record).unwrap();
    // 15.1 km, as far as the median of the ten nearest peers: 1/e. Two days of margin: 1; a week of two ahead: 0.5.
    // 75 kg of 100 counted: 0.25. Four of five kept: 8/10.
    assert_eq!(found.metres, 15_171);
    let expected = Parts {
        category: 10_000,
        quantity: 10_000,
        distance: 3_678,
        urgency: 7_500,
        fairness: 2_500,
        follow_through: 8_000,
    };
    assert_eq!((found.parts, found.kinship, found.grams), (expected, Kinship::Same, Grams::from_kg(60)));
    assert_eq!(
        found.score,
        (2_500 * 10_000 + 2_000 * 10_000 + 2_000 * 3_678 + 1_000 * 7_500 + 2_000 * 2_500 + 500 * 8_000) / 10_000
    );
    assert_eq!(WEIGHTS.iter().sum::<i64>(), WHOLE);
}

#[test]
fn each_gate_shuts() {
    let shut = |supply: Supply, demand: Demand, receiver: Receiver| {
        scored(&supply, &demand, &receiver, &Record::default()).unwrap_err()
    };
    let (offer, need) = (yoghurt(), dairy());
    assert_eq!(shut(offer.clone(), Demand { taker: offer.giver, ..need.clone() }, SITE), Barrier::OneOrganisation);
    assert_eq!(shut(offer.clone(), Demand { category: "bakery".to_owned(), ..need.clone() }, SITE), Barrier::Category);
    assert_eq!(shut(offer.clone(), Demand { lacking: Grams::ZERO, ..need.clone() }, SITE), Barrier::Nothing);
    assert_eq!(shut(Supply { left: Grams::ZERO, ..offer.clone() }, need.clone(), SITE), Barrier::Nothing);
    assert_eq!(shut(offer.clone(), Demand { closes_at: NOW.plus(HOUR), ..need.clone() }, SITE), Barrier::TooLate);
    assert_eq!(shut(Supply { safe_until: Some(offer.from), ..offer.clone() }, need.clone(), SITE), Barrier::Unsafe);
    let warm = Receiver { storage: Storage { chilled_kg: 0, ..SITE.storage }, ..SITE };
    assert_eq!(shut(offer.clone(), need.clone(), warm), Barrier::Storage);
    let pallets = Supply { unit: Unit::Pallet, piece: Grams::from_kg(600), left: Grams::from_kg(600), ..offer.clone() };
    assert_eq!(shut(pallets, need.clone(), SITE), Barrier::Storage);
    assert_eq!(shut(offer.clone(), need.clone(), Receiver { reach_m: 15_170, ..SITE }), Barrier::TooFar);
    // "It must be brought": what the site drives for anything else does not count, what the giver drives does.
    let brought = Demand { pickup_m: Some(0), ..need };
    assert_eq!(shut(offer.clone(), brought.clone(), SITE), Barrier::TooFar);
    assert!(scored(&Supply { reach_m: 15_171, ..offer }, &brought, &SITE, &Record::default()).is_ok());
}

#[test]
fn kinds_of_food_are_related_within_their_branch() {
    assert_eq!(kinship("dairy.yoghurt", "dairy.yoghurt"), Some(Kinship::Same));
    assert_eq!(kinship("dairy.yoghurt", "dairy"), Some(Kinship::Same));
    assert_eq!(kinship("dairy", "dairy.yoghurt"), Some(Kinship::Wider));
    assert_eq!(kinship("dairy.cheese", "dairy.yoghurt"), Some(Kinship::Siblings));
    assert_eq!(kinship("dairy", "bakery"), None);
    assert_eq!(kinship("dairy_free", "dairy"), None);
}

#[test]
fn what_is_lacking_is_filled_with_whole_units() {
    let crates = Supply { unit: Unit::Crate, piece: Grams::from_kg(12), ..yoghurt() };
    let grams = |supply: &Supply, room| parts::amount(supply, &Demand { lacking: Grams::from_kg(30), ..dairy() }, room);
    assert_eq!(grams(&crates, Grams::from_kg(120)), Some(Grams::from_kg(36)));
    assert_eq!(grams(&crates, Grams::from_kg(30)), Some(Grams::from_kg(24)));
    assert_eq!(grams(&crates, Grams::from_kg(11)), None);
    assert_eq!(grams(&yoghurt(), Grams(29_500)), Some(Grams(29_500)));
}

#[test]
fn giving_away_is_credit_up_to_half_the_median() {
    let fairness = |received, given| {
        let record = Record { received: Grams::from_kg(received), given: Grams::from_kg(given), ..Record::default() };
        parts::fairness(&record, Grams::from_kg(100))
    };
    assert_eq!((fairness(0, 0), fairness(100, 0), fairness(5_000, 0)), (10_000, 0, 0));
    assert_eq!((fairness(100, 30), fairness(100, 50), fairness(100, 5_000)), (3_000, 5_000, 5_000));
    assert_eq!(parts::fairness(&Record::default(), Grams::ZERO), 0);
}

#[test]
fn a_stranger_is_trusted_at_eighty_per_cent_and_learns_from_there() {
    let of = |kept, ended| parts::follow_through(&Record { kept, ended, ..Record::default() });
    assert_eq!((of(0, 0), of(5, 5), of(0, 5), of(95, 95)), (8_000, 9_000, 4_000, 9_900));
}

#[test]
fn what_was_dismissed_teaches() {
    let near = |too_far| {
        let learnt = Learnt { too_far, ..Learnt::default() };
        with(&yoghurt(), &dairy(), &SITE, Standing::default(), &view(&learnt)).unwrap().parts.distance
    };
    // exp(−1), exp(−4/3), exp(−16/9), exp(−64/27), and no further.
    assert_eq!([near(0), near(1), near(2), near(4), near(6), near(60)], [3_678, 3_678, 2_635, 1_689, 934, 934]);
    let kind = |side, code: &str, times| {
        let learnt = Learnt { wrong_food: HashMap::from([(code.to_owned(), times)]), ..Learnt::default() };
        let view = View { side, ..view(&learnt) };
        with(&yoghurt(), &dairy(), &SITE, Standing::default(), &view).unwrap().parts.category
    };
    // Each side dismisses what the other has: the giver a need of dairy, the needing side an offer of yoghurt.
    let giver = [1, 3, 30].map(|times| kind(MatchSide::Offering, "dairy", times));
    assert_eq!((giver, kind(MatchSide::Offering, "dairy.yoghurt", 3)), ([8_000, 4_000, 4_000], 10_000));
    assert_eq!(kind(MatchSide::Needing, "dairy.yoghurt", 1), 8_000);
}

fn position() -> impl Strategy<Value = Position> {
    (44.7..45.2_f64, -0.7..0.2_f64).prop_map(|(latitude, longitude)| Position { latitude, longitude })
}

/// Half of the time what makes a match perfect: bounds are only tried by what comes near them.
fn often(perfect: i64, otherwise: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
    prop_oneof![Just(perfect), otherwise]
}

fn code() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["dairy", "dairy.yoghurt", "dairy.cheese", "bakery", "bakery.bread"]).prop_map(str::to_owned)
}

prop_compose! {
    fn supplies()(
        giver in 1_u128..5, category in code(), class in prop::sample::select(TemperatureClass::ALL), kg in 0_i64..300,
        unit in prop::sample::select(Unit::ALL), piece in 1_i64..30_000, position in position(), reach in 0_i64..60,
        from in 0_i64..9, safe in prop::option::of(0_i64..12),
    ) -> Supply {
        let piece = Grams(if unit == Unit::Kilogram { 1_000 } else { piece });
        let left = Grams(kg * piece.0);
        let safe_until = safe.map(|days| NOW.plus(days * DAY));
        Supply {
            giver: organisation(giver), category, class, left, unit, piece, position, reach_m: reach * 1_000,
            from: NOW.plus(from * DAY), safe_until,
        }
    }
}

prop_compose! {
    fn demands()(
        taker in 1_u128..5, category in code(), wanted in 1_i64..200_000, share in often(100, 0..101), position in position(),
        pickup in prop::option::of(often(90, 0..80)), days in 0_i64..30, urgent: bool, neighbourhood_m in 2_000_i64..50_001,
    ) -> Demand {
        Demand {
            taker: organisation(taker), category, wanted: Grams(wanted), lacking: Grams(wanted * share / 100), position,
            pickup_m: pickup.map(|km| km * 1_000), closes_at: NOW.plus(days * DAY), urgent, neighbourhood_m,
        }
    }
}

prop_compose! {
    fn receivers()(kg in [often(900, 0..400), often(900, 0..400), often(900, 0..400)], reach in often(90, 0..80)) -> Receiver {
        let [ambient_kg, chilled_kg, frozen_kg] = kg;
        let storage = Storage { ambient_kg, chilled_kg, frozen_kg };
        Receiver { storage, reach_m: reach * 1_000 }
    }
}

prop_compose! {
    fn standings()(
        received in often(0, -10..400), given in 0_i64..400, kept in often(999, 0..20), more in often(0, 0..20),
        median in often(100, 0..300),
    ) -> Standing {
        let record = Record { received: Grams::from_kg(received), given: Grams::from_kg(given), kept, ended: kept + more };
        Standing::of(&record, Grams::from_kg(median))
    }
}

/// The best of everything, one after the other.
fn full_scan(
    supply: &Supply,
    needs: &[(u32, Demand, Receiver, Standing)],
    view: &View<'_>,
    limit: usize,
) -> Vec<(u32, Scored)> {
    let mut found: Vec<(u32, Scored)> = needs
        .iter()
        .filter_map(|(id, demand, receiver, standing)| Some((*id, with(supply, demand, receiver, *standing, view).ok()?)))
        .collect();
    found.sort_by_key(|(id, scored)| (-scored.score, *id));
    found.truncate(limit);
    found
}

/// As the store does it: question by question, until no other could be among the best.
fn by_rounds(
    supply: &Supply,
    needs: &[(u32, Demand, Receiver, Standing)],
    view: &View<'_>,
    limit: usize,
) -> (Vec<(u32, Scored)>, usize) {
    let widest = needs.iter().map(|(_, demand, ..)| demand.neighbourhood_m).max().unwrap_or(0);
    let highest = needs.iter().map(|(.., standing)| standing.merit()).max().unwrap_or(0);
    let most = |kinship, metres| beyond(metres, &best_of_supply(supply, kinship), widest, view);
    let (mut best, mut looked_at) = (Best::of(limit), 0);
    let squares = Squares::around(supply.position, FARTHEST_M);
    for round in rounds(&squares, highest) {
        let enough = |kinship, metres| best.floor() * WHOLE - most(kinship, metres);
        let Some(Question { grain, asks, below }) = round.question(highest, enough) else { continue };
        for (id, demand, receiver, standing) in needs {
            let cell = cells::cell(demand.position);
            let square = if grain == Grain::Cell { cell } else { cell / 16_384 * 1_024 + cell % 4_096 / 4 };
            let Some(ask) = asks.iter().find(|ask| ask.square == square) else { continue };
            let Some(kinship) = kinship(&supply.category, &demand.category) else { continue };
            let from = if kinship == Kinship::Same { ask.same } else { ask.related };
            if !(from..below).contains(&standing.merit()) {
                continue;
            }
            let Some(most) = ceiling(supply, demand, standing.merit(), view) else { continue };
            if best.is_open_to(most) {
                looked_at += 1;
                if let Ok(scored) = with(supply, demand, receiver, *standing, view) {
                    best.keep(scored.score, *id, scored);
                }
            }
        }
    }
    (best.into_items(), looked_at)
}

proptest! {
    #[test]
    fn every_part_and_the_score_stay_within_their_bounds(
        supply in supplies(), demand in demands(), receiver in receivers(), standing in standings(), too_far in 0_i64..9,
        disliked in 0_i64..9,
    ) {
        let learnt = Learnt { too_far, wrong_food: HashMap::from([("dairy".to_owned(), disliked)]) };
        let (view, merit) = (view(&learnt), standing.merit());
        if let Ok(found) = with(&supply, &demand, &receiver, standing, &view) {
            let Parts { category, quantity, distance, urgency, fairness, follow_through } = found.parts;
            for part in [category, quantity, distance, urgency, fairness, follow_through, found.score] {
                prop_assert!((0..=WHOLE).contains(&part), "{:?}", found);
            }
            prop_assert_eq!(found.score, weighed(&found.parts) / WHOLE);
            prop_assert!(found.grams > Grams::ZERO && found.grams <= supply.left);
            prop_assert!(supply.unit == Unit::Kilogram || found.grams.is_whole_number_of(supply.piece));
            prop_assert!(found.metres <= FARTHEST_M);
            prop_assert!(supply.safe_until.is_none_or(|end| end > supply.from), "past its use-by day");
            prop_assert!(found.score <= ceiling(&supply, &demand, merit, &view).unwrap());
            let widest = demand.neighbourhood_m;
            let of_supply = beyond(found.metres, &best_of_supply(&supply, found.kinship), widest, &view) + merit;
            prop_assert!(found.score <= of_supply / WHOLE);
            let others = best_of_demand(&demand, standing, &view);
            prop_assert!(found.score <= beyond(found.metres, &others, widest, &view) / WHOLE);
        }
    }

    #[test]
    fn rounds_find_what_a_full_scan_finds_whatever_the_order(
        mut supply in supplies(), needs in prop::collection::vec((demands(), receivers(), standings()), 0..120), limit in 1_usize..21,
        rotation in 0_usize..120,
    ) {
        (supply.left, supply.from, supply.safe_until) = (supply.left.plus(supply.piece), NOW, None);
        let mut needs: Vec<(u32, Demand, Receiver, Standing)> =
            needs.into_iter().zip(0_u32..).map(|((demand, receiver, standing), id)| (id, demand, receiver, standing)).collect();
        let learnt = Learnt::default();
        let expected = full_scan(&supply, &needs, &view(&learnt), limit);
        prop_assert_eq!(&by_rounds(&supply, &needs, &view(&learnt), limit).0, &expected);
        let middle = rotation.min(needs.len());
        needs.rotate_left(middle);
        prop_assert_eq!(&by_rounds(&supply, &needs, &view(&learnt), limit).0, &expected);
        needs.reverse();
        prop_assert_eq!(&by_rounds(&supply, &needs, &view(&learnt), limit).0, &expected);
    }
}

#[test]
fn a_search_stops_where_nothing_outside_can_be_better() {
    let supply = Supply { from: NOW, safe_until: None, ..yoghurt() };
    // Twenty at the door that fit in every way, and a thousand a county away.
    let near = Position { latitude: LIBOURNE.latitude + 0.001, ..LIBOURNE };
    let far = Position { latitude: LIBOURNE.latitude + 0.6, ..LIBOURNE };
    let perfect = Standing::of(&Record { kept: 90, ended: 90, ..Record::default() }, MEDIAN);
    let site = Receiver { reach_m: 100_000, ..SITE };
    let need = |place: Position| Demand { position: place, urgent: true, ..dairy() };
    let at_the_door = (0_u32..20).map(|id| (id, need(near), site, perfect));
    let needs: Vec<_> = at_the_door.chain((20_u32..1_020).map(|id| (id, need(far), site, perfect))).collect();
    let learnt = Learnt::default();
    let (found, looked_at) = by_rounds(&supply, &needs, &view(&learnt), 20);
    assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), (0..20).collect::<Vec<_>>());
    assert_eq!(looked_at, 20, "the thousand were looked at");
}
