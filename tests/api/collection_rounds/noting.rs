//! What a shop gave is noted at its door, noted anew, taken back, and sent late.

use super::{Cast, cast};
use serde_json::{Value, json};
use shared::collection_rounds::{CollectionRound, CollectionRoundState, CollectionStop, CollectionStopState};
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use tests::fixtures::{
    bread_of, collected, collection_as, day, filled, finished, fish_of, kg, note_stop, noted, nothing_given, set_out, start,
    yoghurt_of,
};
use tests::{Answer, TestServer, both};

both!(
    what_a_shop_gave_is_noted_at_its_door,
    a_record_replaces_the_one_before,
    what_was_noted_by_mistake_is_taken_back,
    who_has_not_seen_the_last_record_notes_nothing,
    what_cannot_be_is_refused,
    a_repeated_request_notes_once,
    what_was_written_without_network_keeps_its_time,
    nothing_is_noted_of_a_round_that_is_over,
);

/// Today's round of the route, of which nothing is noted.
async fn today(cast: &Cast) -> CollectionRound {
    set_out(&cast.samir, cast.route.id).await
}

/// A stop of a round by its number.
fn stop(round: &CollectionRound, number: i64) -> &CollectionStop {
    round.stops.iter().find(|stop| stop.number == number).unwrap_or_else(|| panic!("no stop {number}: {round:?}"))
}

async fn what_a_shop_gave_is_noted_at_its_door(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await;
    server.clock.advance(HOUR);
    let mut untitled = bread_of(2_500);
    untitled["title"] = Value::Null;
    let mut record = collected(&[bread_of(12_000), untitled, yoghurt_of(8_000), fish_of(4_000)]);
    record["note"] = json!(" Deux bacs à rendre ");
    note_stop(&cast.samir, round.id, 1, 0, &record).await.expect(200);
    let seen = collection_as(&cast.jeanne, round.id).await;
    assert_eq!((seen.state, seen.noted_count, seen.grams.0), (CollectionRoundState::Open, 1, 26_500));
    assert_eq!((seen.version, seen.updated_at), (round.version + 1, server.now()));
    let bakery = stop(&seen, 1);
    assert_eq!((bakery.state, bakery.grams.0, bakery.version), (CollectionStopState::Collected, 26_500, 1));
    assert_eq!((bakery.at, bakery.note.as_deref()), (Some(server.now()), Some("Deux bacs à rendre")));
    assert_eq!(bakery.by.as_deref(), Some("Bénévole, Épicerie sociale"));
    let foods: Vec<_> = bakery.foods.iter().map(|food| (food.title.as_str(), food.grams.0, food.use_by)).collect();
    let expected = [
        ("Pain de la veille", 12_000, None),
        ("Pain", 2_500, None),
        ("Yaourts nature", 8_000, Some(day(3))),
        ("Colin surgelé", 4_000, None),
    ];
    assert_eq!(foods, expected, "in their order; what nobody has named is called after its category");
    assert_eq!(
        (bakery.foods[3].best_before, bakery.foods[3].temperature_decidegrees.map(|t| t.0)),
        (Some(day(60)), Some(-190))
    );
    assert!(bakery.foods.iter().all(|food| food.lot_id.is_none()), "nothing is received yet");
    assert_eq!(stop(&seen, 2).state, CollectionStopState::Planned);
}

async fn a_record_replaces_the_one_before(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    noted(&cast.samir, round, 2, &collected(&[yoghurt_of(8_000), bread_of(3_000)])).await;
    server.clock.advance(MINUTE);
    note_stop(&cast.nadia, round, 2, 1, &collected(&[yoghurt_of(7_500)])).await.expect(200);
    let seen = collection_as(&cast.samir, round).await;
    let second = stop(&seen, 2);
    assert_eq!((second.foods.len(), second.grams.0, second.version), (1, 7_500, 2));
    assert_eq!(second.by.as_deref(), Some("Coordination, Épicerie sociale"));
    assert_eq!((seen.grams.0, seen.noted_count, seen.version), (7_500, 1, 3));
    let closed = json!({ "state": "missed", "note": "Fermé pour inventaire" });
    let seen = noted(&cast.samir, round, 2, &closed).await;
    let second = stop(&seen, 2);
    assert_eq!((second.state, second.foods.len(), second.grams), (CollectionStopState::Missed, 0, kg(0)));
    assert_eq!((second.note.as_deref(), seen.grams, seen.noted_count), (Some("Fermé pour inventaire"), kg(0), 1));
    let seen = noted(&cast.samir, round, 2, &nothing_given()).await;
    assert_eq!((stop(&seen, 2).state, stop(&seen, 2).note.as_deref()), (CollectionStopState::Nothing, None));
}

async fn what_was_noted_by_mistake_is_taken_back(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    noted(&cast.samir, round, 3, &collected(&[bread_of(3_000)])).await;
    let seen = noted(&cast.samir, round, 3, &json!({ "state": "planned" })).await;
    let third = stop(&seen, 3);
    assert_eq!((third.state, third.foods.len(), third.at, third.version), (CollectionStopState::Planned, 0, None, 2));
    assert_eq!((seen.noted_count, seen.grams), (0, kg(0)));
}

async fn who_has_not_seen_the_last_record_notes_nothing(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    let path = paths::collection_stop(round, 1);
    cast.samir.put(&path, &nothing_given()).await.refused(Code::PreconditionRequired);
    note_stop(&cast.samir, round, 1, 1, &nothing_given()).await.refused(Code::PreconditionFailed);
    note_stop(&cast.samir, round, 1, 0, &collected(&[bread_of(12_000)])).await.expect(200);
    note_stop(&cast.jeanne, round, 1, 0, &nothing_given()).await.refused(Code::PreconditionFailed);
    // Another stop is another matter.
    note_stop(&cast.jeanne, round, 2, 0, &nothing_given()).await.expect(200);
    assert_eq!(collection_as(&cast.samir, round).await.grams, kg(12));
}

async fn what_cannot_be_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    let sent = async |record: &Value| -> Answer { note_stop(&cast.samir, round, 1, 0, record).await };
    let bread = |member: &str, value: Value| {
        let mut food = bread_of(12_000);
        food[member] = value;
        collected(&[yoghurt_of(1_000), food])
    };
    sent(&collected(&[])).await.refused_fields(&[("/foods", "required")]);
    sent(&collected(&vec![bread_of(1); 31])).await.refused_fields(&[("/foods", "too_many")]);
    let given = json!({ "state": "nothing", "foods": [bread_of(1)] });
    sent(&given).await.refused_fields(&[("/foods", "not_allowed")]);
    sent(&json!({ "state": "missed" })).await.refused_fields(&[("/note", "required")]);
    sent(&json!({ "state": "missed", "note": "  " })).await.refused_fields(&[("/note", "required")]);
    sent(&json!({ "state": "eaten" })).await.expect(422);
    sent(&bread("category", json!("moon"))).await.refused_fields(&[("/foods/1/category", "unknown")]);
    sent(&bread("grams", json!(0))).await.refused_fields(&[("/foods/1/grams", "too_small")]);
    sent(&bread("grams", json!(100_000_001))).await.refused_fields(&[("/foods/1/grams", "too_large")]);
    sent(&bread("title", json!("x"))).await.refused_fields(&[("/foods/1/title", "too_short")]);
    sent(&bread("temperature_decidegrees", json!(601)))
        .await
        .refused_fields(&[("/foods/1/temperature_decidegrees", "too_large")]);
    sent(&bread("use_by", json!("2026-11-23"))).await.refused_fields(&[("/foods/1/use_by", "use_by_past")]);
    let mut both = bread("use_by", json!(day(3)));
    both["foods"][1]["best_before"] = json!(day(9));
    sent(&both).await.refused_fields(&[("/foods/1/use_by", "one_date_only")]);
    let at = |millis: i64| json!({ "state": "nothing", "at": start().plus(millis) });
    sent(&at(HOUR)).await.refused_fields(&[("/at", "not_yet")]);
    sent(&at(-31 * DAY - HOUR)).await.refused_fields(&[("/at", "too_long_ago")]);
    for number in [0, 4, -1] {
        note_stop(&cast.samir, round, number, 0, &nothing_given()).await.refused(Code::NotFound);
    }
    let seen = collection_as(&cast.samir, round).await;
    assert_eq!((seen.noted_count, seen.grams, seen.version), (0, kg(0), 1), "nothing was written");
}

async fn a_repeated_request_notes_once(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    let once = cast.samir.with_idempotency_key("boulangerie");
    let record = collected(&[bread_of(12_000)]);
    let first = note_stop(&once, round, 1, 0, &record).await.expect(200);
    let again = note_stop(&once, round, 1, 0, &record).await.expect(200);
    assert_eq!(first.body, again.body);
    let seen = collection_as(&cast.samir, round).await;
    assert_eq!((stop(&seen, 1).version, seen.version, seen.grams), (1, 2, kg(12)));
    note_stop(&once, round, 1, 0, &nothing_given()).await.refused(Code::IdempotencyKeyReused);
    // The same key of somebody else is another one.
    let hers = cast.jeanne.with_idempotency_key("boulangerie");
    note_stop(&hers, round, 1, 0, &record).await.refused(Code::PreconditionFailed);
}

/// "There was no network in the zone; it left when we came home."
async fn what_was_written_without_network_keeps_its_time(server: &TestServer) {
    let cast = cast(server).await;
    let round = today(&cast).await.id;
    server.clock.advance(3 * HOUR);
    let then = start().plus(HOUR);
    let mut record = collected(&[yoghurt_of(8_000)]);
    record["at"] = json!(then);
    assert_eq!(stop(&noted(&cast.samir, round, 2, &record).await, 2).at, Some(then));
    // A telephone whose clock is five minutes fast.
    record["at"] = json!(server.now().plus(5 * MINUTE));
    assert_eq!(stop(&noted(&cast.samir, round, 2, &record).await, 2).at, Some(server.now()));
}

async fn nothing_is_noted_of_a_round_that_is_over(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await;
    finished(&cast.samir, round.id, &json!({ "chilled_decidegrees": 40 })).await;
    let late = note_stop(&cast.jeanne, round.id, 1, 1, &collected(&[bread_of(99_000)])).await;
    assert_eq!(late.refused(Code::RoundClosed).params["state"], json!("done"));
    assert_eq!(collection_as(&cast.samir, round.id).await.grams, kg(20));
}
