//! Many at once: the last room is taken once, one person drives, one tour carries, and what is planned always fits.

use super::{Cast, act, cast, try_carry};
use futures_util::future::join_all;
use serde_json::json;
use shared::paths::{self, tour_load_action};
use shared::problem::Code;
use shared::tours::{Tour, TourAction, TourLoadAction, TourLoadState};
use shared::units::{Grams, TemperatureClass};
use tests::fixtures::{accepted, carried, kg, offer_at, seen, tour_at, tour_of};
use tests::{TestServer, both};

both!(
    two_are_accepted_for_the_last_room_and_one_wins,
    two_volunteer_and_one_drives,
    one_claim_is_asked_of_two_tours_and_one_has_it,
    random_steps_never_overload_a_tour,
);

async fn two_are_accepted_for_the_last_room_and_one_wins(server: &TestServer) {
    let cast = cast(server).await;
    for _ in 0..4 {
        let tour = cast.tour().await;
        // One window, so that they cannot be fetched one after the other.
        let mut loads = Vec::new();
        for _ in 0..2 {
            let offer = offer_at(cast.giver.site()).of(kg(250)).fetched_in(24, 25);
            let claim = accepted(&cast.camille, offer, &cast.samir, cast.taker.site(), kg(200)).await;
            loads.push(carried(&cast.samir, tour.id, claim.id).await.id);
        }
        let sent = loads.iter().map(|load| {
            let (planner, path) = (cast.planner.clone(), tour_load_action(tour.id, *load, TourLoadAction::Accept));
            async move { planner.act(&path).await }
        });
        let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((won.len(), lost.len()), (1, 1));
        for answer in lost {
            assert_eq!(answer.status, 409, "{}", answer.text);
        }
        let now = seen(&cast.planner, tour.id).await;
        assert_eq!((now.load_count, now.free.chilled_grams), (1, kg(100)));
    }
}

async fn two_volunteer_and_one_drives(server: &TestServer) {
    let cast = cast(server).await;
    for _ in 0..6 {
        let tour = tour_of(&cast.planner, &tour_at(cast.carrier.site())).await;
        let sent = [&cast.camille, &cast.samir].map(|client| act(client, tour.id, TourAction::Drive));
        let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((won.len(), lost.len()), (1, 1));
        for answer in lost {
            answer.refused(Code::TourDriven);
        }
        let winner = won.into_iter().next().expect("one won").read::<Tour>(200).driver.expect("who won");
        assert_eq!(seen(&cast.planner, tour.id).await.driver, Some(winner));
    }
}

async fn one_claim_is_asked_of_two_tours_and_one_has_it(server: &TestServer) {
    let cast = cast(server).await;
    for _ in 0..4 {
        let (one, other, claim) = (cast.tour().await, cast.tour().await, cast.yoghurt(kg(10)).await);
        let sent = [one.id, other.id].map(|tour| try_carry(&cast.samir, tour, claim.id));
        let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 201);
        assert_eq!((won.len(), lost.len()), (1, 1));
        for answer in lost {
            answer.refused(Code::OnTour);
        }
    }
}

/// Numbers that look random and are the same in each run (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % limit).unwrap()
    }
}

async fn random_steps_never_overload_a_tour(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let mut dice = Dice(2026);
    let mut claims = Vec::new();
    for _ in 0..10 {
        let class = if dice.below(2) == 0 { TemperatureClass::Ambient } else { TemperatureClass::Chilled };
        let offer = offer_at(cast.giver.site()).category("bakery").undated().kept(class).of(kg(400));
        let offer = offer.fetched_in(24, 26);
        let grams = Grams::from_kg(20 + dice.below(12) * 10);
        claims.push(accepted(&cast.camille, offer, &cast.samir, cast.taker.site(), grams).await.id);
    }
    let (mut planned, mut refused) = (0, 0);
    for _ in 0..12 {
        let known = seen(&cast.planner, tour.id).await.loads;
        let steps: Vec<_> = (0..6)
            .map(|_| {
                let load = usize::try_from(dice.below(10)).unwrap();
                match (dice.below(4), known.get(load)) {
                    (0, _) | (_, None) => {
                        let claim = claims[usize::try_from(dice.below(10)).unwrap()];
                        (cast.samir.clone(), paths::tour_loads(tour.id), json!({ "claim_id": claim }))
                    }
                    (1, Some(load)) => {
                        let path = tour_load_action(tour.id, load.id, TourLoadAction::Withdraw);
                        (cast.samir.clone(), path, json!({ "reason": "Empêchement" }))
                    }
                    (_, Some(load)) => {
                        let path = tour_load_action(tour.id, load.id, TourLoadAction::Accept);
                        (cast.planner.clone(), path, json!({}))
                    }
                }
            })
            .collect();
        let sent = steps.into_iter().map(|(client, path, body)| async move { client.post(&path, &body).await });
        for answer in join_all(sent).await {
            match answer.status {
                200 | 201 => planned += 1,
                409 => refused += 1,
                other => panic!("{other}: {}", answer.text),
            }
        }
        holds(&cast, &seen(&cast.planner, tour.id).await).await;
    }
    assert!(planned > 10 && refused > 10, "{planned} taken, {refused} refused: the dice try nothing");
}

/// What is planned fits, and each of it has its two stops, the pick-up first.
async fn holds(cast: &Cast, tour: &Tour) {
    let carried: Vec<_> = tour.loads.iter().filter(|load| load.state == TourLoadState::Planned).collect();
    let tasks: Vec<_> = tour.stops.iter().flat_map(|stop| &stop.tasks).collect();
    assert_eq!(tasks.len(), carried.len() * 2);
    for load in carried {
        let (pickup, drop) = (load.pickup_at.expect("a stop"), load.drop_at.expect("a stop"));
        assert!(pickup < drop);
    }
    assert!(tour.returns_at <= tour.back_by);
    assert!(tour.free.max_grams >= Grams::ZERO && tour.free.chilled_grams >= Grams::ZERO, "{:?}", tour.free);
    let aboard = tour.stops.iter().filter_map(|stop| stop.aboard_grams);
    assert!(aboard.into_iter().all(|grams| grams <= tour.capacity.max_grams));
    assert_eq!(tour.organisation.id, cast.carrier.id);
}
