//! What may be asked for.

use super::World;
use serde_json::json;
use shared::needs::{Need, NeedKind, NeedStatus};
use shared::paths;
use shared::problem::Code;
use shared::sites::Weekday;
use shared::time::HOUR;
use shared::units::{Grams, TemperatureClass};
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{day, kg, need_at, start};
use tests::{TestServer, both, snapshots};

both!(
    a_need_keeps_what_was_said_and_its_weight,
    people_are_counted_in_portions_of_the_category,
    one_measure_and_one_time,
    a_site_asks_only_for_what_it_can_keep,
    three_needs_may_be_urgent_and_not_for_ever,
    a_repeated_publication_is_one_need,
    a_need_that_is_seen_again_is_not_sent_again,
);

async fn a_need_keeps_what_was_said_and_its_weight(server: &TestServer) {
    let world = World::of(server).await;
    let answer = need_at(world.taker.site()).fetching_within(25).urgently().sent_by(&world.samir).await.expect(201);
    snapshots::matches("need", &answer);
    let need: Need = answer.read(201);
    assert_eq!((need.kind, need.status, need.left_grams), (NeedKind::Once, NeedStatus::Open, kg(60)));
    let seen: Need = world.camille.get(&paths::need(need.id)).await.read(200);
    assert!(need.can_edit && !seen.can_edit);
    assert_eq!(Need { can_edit: true, ..seen }, need);
}

async fn people_are_counted_in_portions_of_the_category(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).for_people(40).published_by(&world.samir).await;
    assert_eq!((need.people, need.grams_per_person, need.wanted_grams), (Some(40), Some(Grams(1_750)), kg(70)));
    let path = paths::need(need.id);
    // Another category has another portion, and a weight replaces people.
    let eggs = world.samir.with_if_match(need.version).patch(&path, &json!({ "category": "eggs" })).await;
    let eggs: Need = eggs.read(200);
    assert_eq!((eggs.people, eggs.wanted_grams), (Some(40), Grams(7_200)));
    let weighed = world.samir.with_if_match(eggs.version).patch(&path, &json!({ "wanted_grams": 9_000 })).await;
    let weighed: Need = weighed.read(200);
    assert_eq!((weighed.people, weighed.grams_per_person, weighed.wanted_grams), (None, None, kg(9)));
}

async fn one_measure_and_one_time(server: &TestServer) {
    let world = World::of(server).await;
    let new = need_at(world.taker.site()).body();
    let send = async |change: serde_json::Value| {
        let mut body = serde_json::to_value(&new).unwrap();
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        world.samir.post(paths::NEEDS, &body).await
    };
    let pattern = json!({ "weekday": "monday", "time": "09:00", "starts_on": "2026-12-01", "ends_on": "2026-12-31" });
    send(json!({ "people": 10 })).await.refused_fields(&[("/wanted_grams", "one_measure")]);
    send(json!({ "wanted_grams": null })).await.refused_fields(&[("/wanted_grams", "one_measure")]);
    send(json!({ "wanted_grams": 0 })).await.refused_fields(&[("/wanted_grams", "too_small")]);
    send(json!({ "wanted_grams": null, "people": 20_001 })).await.refused_fields(&[("/people", "too_large")]);
    send(json!({ "weekly": pattern })).await.refused_fields(&[("/needed_by", "one_schedule")]);
    send(json!({ "needed_by": null })).await.refused_fields(&[("/needed_by", "one_schedule")]);
    send(json!({ "needed_by": "2026-11-24T09:00:00Z" })).await.refused_fields(&[("/needed_by", "past")]);
    send(json!({ "needed_by": "2028-01-01T09:00:00Z" })).await.refused_fields(&[("/needed_by", "too_far_ahead")]);
    send(json!({ "category": "nothing" })).await.refused_fields(&[("/category", "unknown")]);
    send(json!({ "temperature_classes": [] })).await.refused_fields(&[("/temperature_classes", "required")]);
    let mut wrong = pattern.clone();
    wrong["ends_on"] = json!("2026-11-30");
    send(json!({ "needed_by": null, "weekly": wrong })).await.refused_fields(&[("/weekly", "dates_order")]);
    wrong["starts_on"] = json!("2026-01-01");
    wrong["ends_on"] = json!("2026-11-23");
    send(json!({ "needed_by": null, "weekly": wrong })).await.refused_fields(&[("/weekly", "past")]);
    wrong["time"] = json!("9 h");
    send(json!({ "needed_by": null, "weekly": wrong })).await.refused(Code::Invalid);
    send(json!({ "needed_by": null, "weekly": pattern, "urgent": true }))
        .await
        .refused_fields(&[("/urgent", "urgent_once")]);
}

async fn a_site_asks_only_for_what_it_can_keep(server: &TestServer) {
    let dry = server.organisation("Sec").approved().at(BORDEAUX).storing(0, 0, 0).exists().await;
    let samir = server.volunteer_of(&dry).await;
    let cold = need_at(dry.site()).taking(&[TemperatureClass::Ambient, TemperatureClass::Frozen]).sent_by(&samir).await;
    cold.refused_fields(&[("/temperature_classes", "no_cold_storage")]);
    let tins = need_at(dry.site()).taking(&[TemperatureClass::Ambient]).published_by(&samir).await;
    let change = json!({ "temperature_classes": ["chilled"] });
    let cold = samir.with_if_match(tins.version).patch(&paths::need(tins.id), &change).await;
    cold.refused_fields(&[("/temperature_classes", "no_cold_storage")]);
}

async fn three_needs_may_be_urgent_and_not_for_ever(server: &TestServer) {
    let world = World::of(server).await;
    let urgent = async || need_at(world.taker.site()).within_hours(200).urgently().sent_by(&world.samir).await;
    let mut last: Option<Need> = None;
    for _ in 0..3 {
        let need: Need = urgent().await.read(201);
        assert_eq!(need.urgent_until, Some(start().plus(72 * HOUR)));
        last = Some(need);
    }
    assert_eq!(urgent().await.refused(Code::TooManyUrgent).params["limit"], 3);
    let calm = need_at(world.taker.site()).within_hours(200).published_by(&world.samir).await;
    let seen = world.samir.with_if_match(calm.version);
    seen.patch(&paths::need(calm.id), &json!({ "urgent": true })).await.refused(Code::TooManyUrgent);
    world.samir.act(&paths::withdraw_need(last.unwrap().id)).await.expect(200);
    seen.patch(&paths::need(calm.id), &json!({ "urgent": true })).await.expect(200);
    // After three days there is room again, and what was urgent is so no longer.
    server.clock.advance(72 * HOUR);
    let again: Need = urgent().await.read(201);
    let list = world.camille.get(&format!("{}?urgent=true", paths::NEEDS)).await.expect(200);
    let items = list.body["items"].as_array().unwrap();
    assert_eq!(items.iter().map(|need| need["id"].as_str().unwrap()).collect::<Vec<_>>(), [again.id.to_string()]);
    let standing =
        need_at(world.taker.site()).every(Weekday::Friday, "10:00", day(0), None).published_by(&world.samir).await;
    let seen = world.samir.with_if_match(standing.version);
    let change = seen.patch(&paths::need(standing.id), &json!({ "urgent": true })).await;
    change.refused_fields(&[("/urgent", "urgent_once")]);
}

async fn a_repeated_publication_is_one_need(server: &TestServer) {
    let world = World::of(server).await;
    let once = world.samir.with_idempotency_key("besoin-du-mardi");
    let first: Need = need_at(world.taker.site()).sent_by(&once).await.read(201);
    let second: Need = need_at(world.taker.site()).sent_by(&once).await.read(201);
    assert_eq!(first, second);
    need_at(world.taker.site()).of(kg(1)).sent_by(&once).await.refused(Code::IdempotencyKeyReused);
    let list = world.samir.get(&format!("{}?organisation={}", paths::NEEDS, world.taker.id)).await.expect(200);
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}

async fn a_need_that_is_seen_again_is_not_sent_again(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let seen = world.camille.with_header("if-none-match", &format!("\"{}\"", need.version));
    seen.get(&paths::need(need.id)).await.expect(304);
    server.stranger().await.get(&paths::need(need.id)).await.refused(Code::OrganisationNotApproved);
}
