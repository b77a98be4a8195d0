//! "Every Monday, bread": each occurrence becomes an offer once, whatever happens.

use api::db::schema::{memberships, recurring_occurrences};
use api::events::worker;
use api::http::State;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::offers::{Offer, OfferPage};
use shared::paths::{self, recurring_step};
use shared::problem::Code;
use shared::recurring::{RecurringState, RecurringSurplus, RecurringSurplusPage};
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{TestOrganisation, day, kg};
use tests::{Client, TestServer, both};

both!(
    each_occurrence_is_published_once_by_many_workers,
    a_skipped_day_a_pause_and_an_end_publish_nothing,
    what_is_missed_while_nobody_works_stays_missed,
    a_keeper_who_left_pauses_it_with_the_reason,
    what_does_not_fit_is_refused,
);

/// Bread every Monday and Thursday from 17:30 to 19:00 (the test begins on a Tuesday).
pub fn bread(giver: &TestOrganisation) -> Value {
    json!({
        "site_id": giver.site(), "category": "bakery", "title": "Pain de la veille", "unit": "kilogram",
        "grams_per_unit": 1000, "total_grams": 15_000, "temperature_class": "ambient", "allergens": ["gluten"],
        "weekdays": ["thursday", "monday"], "pickup_from": "17:30", "pickup_until": "19:00", "lead_hours": 24,
        "use_by_after_days": 2, "starts_on": day(0),
    })
}

async fn planned(server: &TestServer) -> (TestOrganisation, Client, RecurringSurplus) {
    let giver = server.organisation("Boulangerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let surplus = camille.post(paths::RECURRING_SURPLUSES, &bread(&giver)).await.read(201);
    (giver, camille, surplus)
}

async fn offers(client: &Client) -> Vec<Offer> {
    client.get(&format!("{}?sort=newest", paths::OFFERS)).await.read::<OfferPage>(200).items
}

async fn work(state: &State) {
    join_all((0..4).map(|_| worker::run_once(state))).await;
}

async fn each_occurrence_is_published_once_by_many_workers(server: &TestServer) {
    let (giver, camille, surplus) = planned(server).await;
    let next = surplus.next.unwrap();
    // Thursday 17:30 in Bordeaux is 16:30 in winter.
    assert_eq!((next.day, next.publish_at.to_string().as_str()), (day(2), "2026-11-25T16:30:00.000Z"));
    server.clock.advance(31 * HOUR);
    work(&server.state).await;
    assert!(offers(&camille).await.is_empty(), "not before its time");
    server.clock.advance(HOUR);
    work(&server.state).await;
    work(&server.state).await;
    let published = offers(&camille).await;
    let [offer] = &published[..] else { panic!("{published:?}") };
    assert_eq!((offer.use_by, offer.left_grams, offer.title.as_str()), (Some(day(4)), kg(15), "Pain de la veille"));
    assert_eq!(offer.pickup_windows[0].starts_at.to_string(), "2026-11-26T16:30:00.000Z");
    let after: RecurringSurplus = camille.get(&paths::recurring_surplus(surplus.id)).await.read(200);
    assert_eq!(after.next.unwrap().day, day(6));
    server.clock.advance(5 * DAY);
    work(&server.state).await;
    let mut conn = server.database().connect();
    let settled: i64 = recurring_occurrences::table.count().get_result(&mut conn).unwrap();
    assert_eq!(settled, 2);
    let listed = format!("{}?organisation={}", paths::RECURRING_SURPLUSES, giver.id);
    let page: RecurringSurplusPage = camille.get(&listed).await.read(200);
    assert_eq!(page.items.len(), 1);
}

async fn a_skipped_day_a_pause_and_an_end_publish_nothing(server: &TestServer) {
    let (_, camille, surplus) = planned(server).await;
    let step = async |verb: &str| camille.act(&recurring_step(surplus.id, verb)).await;
    let skip = recurring_step(surplus.id, "skip");
    let thursday = json!({ "day": day(2) });
    let answers = join_all((0..4).map(|_| camille.post(&skip, &thursday))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 409 | 412)));
    camille.post(&skip, &thursday).await.refused(Code::NoOccurrence);
    camille.post(&skip, &json!({ "day": day(3) })).await.refused(Code::NoOccurrence);
    server.clock.advance(2 * DAY);
    work(&server.state).await;
    assert!(offers(&camille).await.is_empty());
    let paused: RecurringSurplus = step("pause").await.read(200);
    assert_eq!((paused.state, paused.next), (RecurringState::Paused, None));
    step("pause").await.refused(Code::RecurringState);
    server.clock.advance(4 * DAY);
    work(&server.state).await;
    assert!(offers(&camille).await.is_empty());
    let resumed: RecurringSurplus = step("resume").await.read(200);
    assert_eq!(resumed.next.unwrap().day, day(6), "Monday is not over yet");
    step("end").await.expect(200);
    work(&server.state).await;
    assert!(offers(&camille).await.is_empty());
    step("resume").await.refused(Code::RecurringState);
    let editor = camille.with_header("if-match", "*");
    let edited = editor.patch(&paths::recurring_surplus(surplus.id), &json!({ "lead_hours": 2 })).await;
    edited.refused(Code::RecurringState);
}

async fn what_is_missed_while_nobody_works_stays_missed(server: &TestServer) {
    let (_, camille, surplus) = planned(server).await;
    // Friday: Thursday's window is over, and nobody has looked.
    server.clock.advance(3 * DAY);
    work(&server.state).await;
    assert!(offers(&camille).await.is_empty());
    let after: RecurringSurplus = camille.get(&paths::recurring_surplus(surplus.id)).await.read(200);
    assert_eq!(after.next.unwrap().day, day(6));
}

async fn a_keeper_who_left_pauses_it_with_the_reason(server: &TestServer) {
    let (giver, camille, surplus) = planned(server).await;
    let zoe = server.volunteer_of(&giver).await;
    let (id, keeper) = (giver.id, camille.user_id());
    server.write(move |cx| diesel::delete(memberships::table.find((id, keeper))).execute(cx.conn)).await;
    server.clock.advance(2 * DAY);
    work(&server.state).await;
    let path = paths::recurring_surplus(surplus.id);
    let stopped: RecurringSurplus = zoe.get(&path).await.read(200);
    assert_eq!(stopped.state, RecurringState::Paused);
    assert!(stopped.pause_code.is_some());
    camille.get(&path).await.refused(Code::NotFound);
    zoe.act(&recurring_step(surplus.id, "resume")).await.expect(200);
    work(&server.state).await;
    assert_eq!(offers(&zoe).await.len(), 1, "in the name of who resumed it");
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let (giver, camille, surplus) = planned(server).await;
    let with = |member: &str, value: Value| {
        let mut body = bread(&giver);
        body[member] = value;
        body
    };
    for (body, pointer, code) in [
        (with("pickup_until", json!("17:30")), "/pickup_until", "window_order"),
        (with("weekdays", json!([])), "/weekdays", "required"),
        (with("lead_hours", json!(0)), "/lead_hours", "too_small"),
        (with("best_before_after_days", json!(3)), "/use_by_after_days", "one_date_only"),
        (with("category", json!("unheard.of")), "/category", "unknown"),
        (with("visibility", json!("neighbours")), "/visibility", "no_neighbours"),
    ] {
        camille.post(paths::RECURRING_SURPLUSES, &body).await.refused_fields(&[(pointer, code)]);
    }
    camille.post(paths::RECURRING_SURPLUSES, &with("pickup_from", json!("25:00"))).await.expect(422);
    let path = paths::recurring_surplus(surplus.id);
    let seen = camille.with_if_match(surplus.version);
    seen.patch(&path, &json!({ "pickup_from": "20:00" })).await.refused_fields(&[("/pickup_until", "window_order")]);
    let edited: RecurringSurplus = seen.patch(&path, &json!({ "weekdays": ["friday"] })).await.read(200);
    assert_eq!(edited.next.unwrap().day, day(3));
    seen.patch(&path, &json!({ "lead_hours": 2 })).await.refused(Code::PreconditionFailed);
}
