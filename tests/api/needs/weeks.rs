//! What time does: needs close, standing ones go on to their next week.

use super::World;
use api::events::worker;
use shared::claims::{Claim, ClaimAction};
use shared::needs::{Need, NeedOccurrencePage, NeedStatus};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::sites::Weekday;
use shared::time::{DAY, HOUR};
use tests::fixtures::{answer_with, claim_of, day, kg, need_at, offer_at};
use tests::{TestServer, both};

both!(
    a_need_closes_when_its_time_is_over,
    food_that_arrives_late_still_fulfils,
    each_week_is_lacking_anew,
    weeks_without_a_server_are_skipped,
    a_week_rolls_over_once_however_many_servers_look,
    a_write_does_not_wait_for_the_worker,
    the_last_week_ends_a_standing_need,
);

async fn a_need_closes_when_its_time_is_over(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).within_hours(5).published_by(&world.samir).await;
    server.clock.advance(5 * HOUR);
    let board = world.camille.get(paths::NEEDS).await.expect(200);
    assert!(board.body["items"].as_array().unwrap().is_empty(), "before the worker has come by, too");
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let late = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(1))).await;
    assert_eq!(late.refused(Code::NeedClosed).params["status"], "closed");
    // The need, and the new offer for those who have saved a search.
    assert_eq!(worker::run_once(&server.state).await, 2);
    assert_eq!(worker::run_once(&server.state).await, 0);
    assert_eq!(world.need(need.id).await.status, NeedStatus::Closed);
}

async fn food_that_arrives_late_still_fulfils(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).of(kg(10)).within_hours(5).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = claim_of(offer.id, world.taker.site()).of(kg(10)).answering(need.id).made_by(&world.samir).await;
    world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    server.clock.advance(6 * HOUR);
    worker::run_once(&server.state).await;
    assert_eq!(world.need(need.id).await.status, NeedStatus::Closed);
    world.deliver(&claim, 10).await;
    assert_eq!(world.need(need.id).await.status, NeedStatus::Fulfilled);
}

/// Every Thursday at noon; the test begins on a Tuesday.
async fn thursdays(world: &World) -> Need {
    need_at(world.taker.site()).every(Weekday::Thursday, "12:00", day(0), None).published_by(&world.samir).await
}

async fn past_weeks(world: &World, need: &Need) -> Vec<[i64; 5]> {
    let page: NeedOccurrencePage = world.camille.get(&paths::occurrences(need.id)).await.read(200);
    let weeks = page.items.into_iter().map(|week| {
        let [wanted, promised, received, left] =
            [week.wanted_grams, week.promised_grams, week.received_grams, week.left_grams].map(|grams| grams.0 / 1_000);
        [week.number, wanted, promised, received, left]
    });
    weeks.collect()
}

async fn each_week_is_lacking_anew(server: &TestServer) {
    let world = World::of(server).await;
    let need = thursdays(&world).await;
    assert_eq!((need.needed_by.to_string().as_str(), need.occurrence), ("2026-11-26T11:00:00.000Z", 1));
    let offer = offer_at(world.giver.site()).fetched_in(24, 100).undated().published_by(&world.camille).await;
    let wish = claim_of(offer.id, world.taker.site()).of(kg(20)).answering(need.id);
    let (first, second) = (wish.clone().made_by(&world.samir).await, wish.made_by(&world.samir).await);
    for claim in [&first, &second] {
        world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    }
    server.clock.advance(3 * DAY);
    worker::run_once(&server.state).await;
    let next = world.need(need.id).await;
    assert_eq!((next.needed_by.to_string().as_str(), next.occurrence), ("2026-12-03T11:00:00.000Z", 2));
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
    assert_eq!(past_weeks(&world, &need).await, [[1, 60, 40, 0, 20]]);
    // What was promised for the first week counts for it, whenever it comes or is called off.
    world.deliver(&first, 19).await;
    let why = serde_json::json!({ "reason": "Plus de place" });
    world.samir.post(&claim_action(second.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(past_weeks(&world, &need).await, [[1, 60, 0, 19, 41]]);
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
    let answered: Claim = world.samir.get(&paths::claim(first.id)).await.read(200);
    assert_eq!(answered.need.unwrap().occurrence, 1);
}

async fn weeks_without_a_server_are_skipped(server: &TestServer) {
    let world = World::of(server).await;
    let need = thursdays(&world).await;
    server.clock.advance(24 * DAY);
    assert_eq!(worker::run_once(&server.state).await, 1);
    let next = world.need(need.id).await;
    assert_eq!((next.needed_by.to_string().as_str(), next.occurrence), ("2026-12-24T11:00:00.000Z", 2));
    assert_eq!(past_weeks(&world, &need).await.len(), 1, "only what was there is remembered");
}

async fn a_week_rolls_over_once_however_many_servers_look(server: &TestServer) {
    let world = World::of(server).await;
    let need = thursdays(&world).await;
    server.clock.advance(3 * DAY);
    let (one, other) = tokio::join!(worker::run_once(&server.state), worker::run_once(&server.state));
    assert_eq!(one + other, 1);
    assert_eq!(world.need(need.id).await.occurrence, 2);
}

async fn a_write_does_not_wait_for_the_worker(server: &TestServer) {
    let world = World::of(server).await;
    let need = thursdays(&world).await;
    server.clock.advance(3 * DAY);
    let offer = offer_at(world.giver.site()).fetched_in(80, 100).undated().published_by(&world.camille).await;
    let claim = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(5))).await;
    let claim: Claim = claim.read(201);
    assert_eq!(claim.need.unwrap().occurrence, 2);
    assert_eq!(past_weeks(&world, &need).await, [[1, 60, 0, 0, 60]]);
}

async fn the_last_week_ends_a_standing_need(server: &TestServer) {
    let world = World::of(server).await;
    let twice = need_at(world.taker.site()).every(Weekday::Thursday, "12:00", day(0), Some(day(10)));
    let need = twice.published_by(&world.samir).await;
    server.clock.advance(3 * DAY);
    worker::run_once(&server.state).await;
    assert_eq!(world.need(need.id).await.status, NeedStatus::Open);
    server.clock.advance(7 * DAY);
    worker::run_once(&server.state).await;
    let ended = world.need(need.id).await;
    assert_eq!((ended.status, ended.occurrence), (NeedStatus::Closed, 2));
}
