//! Rounds begin by themselves: once a week, at the time that the clocks show, whatever the clocks do.

use super::{bank, cast, told};
use api::events::worker;
use api::rounds::store::schedules;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::ids::OrganisationId;
use shared::notifications::NotificationKind;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{
    AllocationRound, AllocationRoundPage, AllocationSchedule, AllocationScheduleList, RoundRevisionList, RoundStatus,
};
use shared::time::{DAY, HOUR};
use tests::fixtures::{day, kinds_of_food, put};
use tests::{Client, TestServer, both};

both!(
    a_round_begins_once_at_its_time_when_clocks_change_too,
    what_a_site_says_meanwhile_counts_and_the_round_is_told,
    schedules_are_their_food_banks,
);

/// Every Monday at seven, for food that is fetched on Tuesday.
fn mondays(food_bank: OrganisationId) -> Value {
    json!({
        "organisation_id": food_bank, "title": "Répartition du lundi", "weekday": "monday", "minute": 420,
        "fetched_after_days": 1, "window": 5, "tolerance_kg": 2,
    })
}

/// Four servers look at once, and once more.
async fn work(server: &TestServer) {
    for _ in 0..2 {
        join_all((0..4).map(|_| worker::run_once(&server.state))).await;
    }
}

async fn rounds(client: &Client) -> Vec<AllocationRound> {
    client.get(paths::ALLOCATION_ROUNDS).await.read::<AllocationRoundPage>(200).items
}

async fn schedule(client: &Client) -> AllocationSchedule {
    client.get(paths::ALLOCATION_SCHEDULES).await.read::<AllocationScheduleList>(200).items.remove(0)
}

async fn a_round_begins_once_at_its_time_when_clocks_change_too(server: &TestServer) {
    let cast = cast(server).await;
    let once = cast.nadia.with_idempotency_key("lundi");
    for _ in 0..2 {
        let made: AllocationSchedule = once.post(paths::ALLOCATION_SCHEDULES, &mondays(cast.bank.id)).await.read(201);
        // Monday at seven in Bordeaux is at six in winter.
        assert_eq!((made.next_at.to_string().as_str(), made.last_round_id), ("2026-11-30T06:00:00.000Z", None));
    }
    server.clock.advance(5 * DAY + 21 * HOUR - 1);
    work(server).await;
    assert!(rounds(&cast.nadia).await.is_empty(), "not before its time");
    server.clock.advance(1);
    work(server).await;
    let begun = rounds(&cast.nadia).await;
    let [round] = &begun[..] else { panic!("{begun:?}") };
    assert_eq!((round.title.as_str(), round.status), ("Répartition du lundi", RoundStatus::Computed));
    assert_eq!((round.fetched_on, round.window, round.tolerance_kg, round.recipients), (day(7), 5, 2, 3));
    // The yoghurt is over its date by then.
    assert_eq!(round.figures.map(|figures| (figures.available_kg, figures.kg)), Some((300, 300)));
    let list: RoundRevisionList = cast.nadia.get(&paths::round_revisions(round.id)).await.read(200);
    assert_eq!((list.items.len(), list.items[0].by.as_deref()), (1, None), "nobody did it");
    assert_eq!(told(&cast.nadia, NotificationKind::RoundDue).await, 1);
    assert_eq!(told(&cast.camille, NotificationKind::RoundDue).await, 0, "a volunteer does not decide on it");
    assert_eq!(told(&cast.samir, NotificationKind::RoundShared).await, 0, "nothing is published");
    let next = schedule(&cast.nadia).await;
    assert_eq!((next.next_at.to_string().as_str(), next.last_round_id), ("2026-12-07T06:00:00.000Z", Some(round.id)));
    // Nobody works until spring: the weeks that are over by then stay without a round.
    server.clock.advance(111 * DAY);
    work(server).await;
    assert_eq!((rounds(&cast.nadia).await.len(), told(&cast.nadia, NotificationKind::RoundDue).await), (1, 1));
    server.clock.advance(DAY);
    work(server).await;
    assert_eq!(rounds(&cast.nadia).await.len(), 2);
    // On Sunday the clocks go forward: seven o'clock is an hour sooner.
    assert_eq!(schedule(&cast.nadia).await.next_at.to_string(), "2027-03-29T05:00:00.000Z");
    server.clock.advance(7 * DAY - HOUR - 1);
    work(server).await;
    assert_eq!(rounds(&cast.nadia).await.len(), 2);
    server.clock.advance(1);
    work(server).await;
    assert_eq!((rounds(&cast.nadia).await.len(), told(&cast.nadia, NotificationKind::RoundDue).await), (3, 3));
    let path = paths::allocation_schedule(schedule(&cast.nadia).await.id);
    cast.nadia.delete(&path).await.expect(204);
    server.clock.advance(7 * DAY);
    work(server).await;
    assert_eq!(rounds(&cast.nadia).await.len(), 3, "it has ended");
}

async fn what_a_site_says_meanwhile_counts_and_the_round_is_told(server: &TestServer) {
    let cast = cast(server).await;
    cast.nadia.post(paths::ALLOCATION_SCHEDULES, &mondays(cast.bank.id)).await.expect(201);
    server.clock.advance(5 * DAY + 21 * HOUR);
    let state = &server.state;
    for id in state.read(|cx| schedules::due(cx, 9)).await.expect("what is due") {
        assert!(state.write(move |cx| schedules::begin(cx, id)).await.expect("begun"));
    }
    let waiting = async || state.read(|cx| schedules::uncomputed(cx, 9)).await.expect("what waits");
    let found = waiting().await;
    let [id] = found[..] else { panic!("{found:?}") };
    let tried = state.read(move |cx| schedules::share_out(cx, id)).await.expect("shared out").expect("it waits");
    // A site says what it needs while the round is being shared out.
    let path = paths::round_request(id, cast.restos.site);
    put(&cast.samir, &path, &kinds_of_food(&[("canned", "ambient", 30)])).await.expect(200);
    let late = state.write(move |cx| schedules::keep(cx, &tried)).await.expect_err("it is out of date");
    assert_eq!(late.problem().code, Code::PreconditionFailed);
    assert_eq!(told(&cast.nadia, NotificationKind::RoundDue).await, 0);
    assert_eq!(waiting().await, [id], "it is not given up");
    work(server).await;
    let round = rounds(&cast.nadia).await.remove(0);
    assert_eq!((round.id, round.status), (id, RoundStatus::Computed));
    assert_eq!(round.figures.map(|figures| figures.kg), Some(230), "30 kg for who asked for so much, 100 kg for each other");
    assert_eq!(told(&cast.nadia, NotificationKind::RoundDue).await, 1);
    assert!(waiting().await.is_empty());
    // What it says after that is the food bank's to look at: nothing is shared out by itself a second time.
    put(&cast.samir, &path, &kinds_of_food(&[("canned", "ambient", 40)])).await.expect(200);
    work(server).await;
    assert_eq!(rounds(&cast.nadia).await.remove(0).status, RoundStatus::Draft);
    assert_eq!(told(&cast.nadia, NotificationKind::RoundDue).await, 1);
}

async fn schedules_are_their_food_banks(server: &TestServer) {
    let (bank, nadia, camille) = bank(server).await;
    let association = server.organisation("Restos du Cœur").approved().exists().await;
    let lea = server.coordinator_of(&association).await;
    for (client, food_bank) in [(&camille, bank.id), (&lea, bank.id), (&lea, association.id)] {
        client.post(paths::ALLOCATION_SCHEDULES, &mondays(food_bank)).await.refused(Code::Forbidden);
    }
    let mut late = mondays(bank.id);
    (late["minute"], late["weekday"]) = (json!(1_440), json!("sunday"));
    nadia.post(paths::ALLOCATION_SCHEDULES, &late).await.expect(422);
    late["minute"] = json!(0);
    nadia.post(paths::ALLOCATION_SCHEDULES, &late).await.expect(201);
    let made: AllocationSchedule = nadia.post(paths::ALLOCATION_SCHEDULES, &mondays(bank.id)).await.read(201);
    let list: AllocationScheduleList = camille.get(paths::ALLOCATION_SCHEDULES).await.read(200);
    assert_eq!(list.items.iter().map(|one| one.minute).collect::<Vec<_>>(), [420, 0], "by day and time");
    assert_eq!(list.items[0], made);
    let theirs: AllocationScheduleList = lea.get(paths::ALLOCATION_SCHEDULES).await.read(200);
    assert!(theirs.items.is_empty());
    let path = paths::allocation_schedule(made.id);
    lea.delete(&path).await.refused(Code::NotFound);
    camille.delete(&path).await.refused(Code::Forbidden);
    nadia.delete(&path).await.expect(204);
    nadia.delete(&path).await.refused(Code::NotFound);
}
